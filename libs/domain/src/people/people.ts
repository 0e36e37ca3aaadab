import type {
  CityId,
  PeopleQuery,
  PersonEntry,
  PersonProfile,
  UpdateProfile,
  UserId,
} from '@kontor/contracts';
import { isAllowed, scope } from '@kontor/policy';
import type { Access } from '../access/access.js';
import type { Account } from '../identity/account.js';
import type { Accounts } from '../identity/accounts.port.js';
import type { Person } from '../kernel/actor.js';
import { decodeCursor, pageOf } from '../kernel/cursor.js';
import { invalidField, notFound } from '../kernel/kontor-error.js';
import type { EventBus } from '../kernel/events.js';
import type { Clock } from '../kernel/ports.js';
import { foldName } from '../organisations/names.js';
import type { OrganisationCard, OrganisationDirectory } from '../organisations/organisations.port.js';
import type { Places } from '../organisations/places.port.js';
import { sortKeyOf } from '../workspaces/sort-key.js';
import { membershipOf, type WorkspaceRecord } from '../workspaces/workspace.js';
import type { WorkspaceStore } from '../workspaces/workspaces.port.js';
import { availabilityAt, type PersonPageQuery } from './profile.js';
import { timeZoneOfCountry } from './time-zones.js';

const LIST = 'people';
/** More than any person keeps up with; a bound, so that no scope grows without end. */
const MAX_WORKSPACES = 500;

/** What the directory is made from. */
export interface PeopleMeans {
  accounts: Pick<Accounts, 'byId' | 'directory' | 'changeOwnWords'>;
  workspaces: Pick<WorkspaceStore, 'ofMember'>;
  organisations: OrganisationDirectory;
  places: Pick<Places, 'organisationsOfCity'>;
  clock: Clock;
  events: Pick<EventBus, 'publish'>;
}

/** Who sees whom: decided once per question, from the reader's own workspaces. */
interface Sight {
  own: WorkspaceRecord[];
  actor: Person & { isOfficialSomewhere: boolean };
  known: ReadonlySet<UserId>;
}

/** People as they tell of themselves, and the directory of those whom the reader may see. */
export class PeopleProfiles {
  constructor(
    private readonly access: Access,
    private readonly means: PeopleMeans,
  ) {}

  /** By name. A filter narrows the reader's scope and never leaves it. */
  async list(
    reader: Person,
    { cursor, limit, q = '', cityId, workspaceId, expertise, ...filters }: PeopleQuery,
  ): Promise<{ items: PersonEntry[]; nextCursor: string | null }> {
    this.access.requireAct(reader, 'person.list');
    const after = decodeCursor(LIST, cursor);
    const sight = await this.sightOf(reader);
    const among = this.among(sight, workspaceId);
    if (among !== 'all' && among.length === 0) return { items: [], nextCursor: null };
    const rows = await this.means.accounts.directory({
      ...filters,
      among,
      words: foldName(q).split(' ').filter(Boolean),
      ...(expertise === undefined ? {} : { expertise: foldName(expertise) }),
      ...(cityId === undefined ? {} : { organisationIds: await this.organisationsIn(cityId) }),
      after,
      limit: limit + 1,
    });
    const page = pageOf(LIST, rows, limit, ({ name, id }) => ({ key: sortKeyOf(name), id }));
    const cards = await this.cardsOf(page.items);
    return {
      items: page.items.map((account) => this.entry(reader, account, cards)),
      nextCursor: page.nextCursor,
    };
  }

  /** @throws KontorError not-found for nobody and for somebody whom the reader may not see, alike */
  async get(reader: Person, userId: UserId): Promise<PersonProfile> {
    this.access.requireAct(reader, 'person.list');
    const [account, sight] = await Promise.all([this.means.accounts.byId(userId), this.sightOf(reader)]);
    if (account === null || account.disabledAt !== null || !this.sees(sight, userId)) throw notFound();
    return this.profile(reader, account, sight);
  }

  /** One's own words; nobody else's can be reached from here. */
  async update(person: Person, { awayUntil, ...change }: UpdateProfile): Promise<PersonProfile> {
    this.access.requireAct(person, 'me.update');
    const before = await this.means.accounts.byId(person.userId);
    if (before === null) throw notFound();
    const availability = change.availability ?? before.profile.availability;
    if (awayUntil != null && availability === 'open') {
      throw invalidField('awayUntil', 'not-away', 'awayUntil: say that you are away, or leave the day out');
    }
    const written = await this.means.accounts.changeOwnWords(person.userId, {
      ...defined(change),
      ...(change.topics && { topics: [...new Set(change.topics)] }),
      ...(change.expertise && { expertise: distinct(change.expertise) }),
      ...(availability === 'open' ? { awayUntil: null } : awayUntil === undefined ? {} : { awayUntil }),
    });
    if (written === null) throw notFound();
    this.means.events.publish({ type: 'person.changed', userId: person.userId });
    return this.profile(person, written, await this.sightOf(person));
  }

  private async sightOf(reader: Person): Promise<Sight> {
    const page = { archived: false, after: null, limit: MAX_WORKSPACES };
    const own = await this.means.workspaces.ofMember(reader.userId, page);
    const isOfficialSomewhere = own.some((workspace) => {
      const role = membershipOf(workspace, reader.userId)?.role;
      return role !== undefined && role !== 'member';
    });
    const known = new Set(own.flatMap(({ members }) => members.map(({ userId }) => userId)));
    return { own, actor: { ...reader, isOfficialSomewhere }, known };
  }

  private sees({ actor, known }: Sight, userId: UserId): boolean {
    if (actor.userId === userId) return true;
    return isAllowed({ actor, person: { sharesWorkspace: known.has(userId) } }, 'person.see');
  }

  private among(
    { actor, own, known }: Sight,
    workspaceId: PeopleQuery['workspaceId'],
  ): PersonPageQuery['among'] {
    const { people } = scope(actor);
    if (people === 'none') return [];
    if (workspaceId === undefined) return people === 'all' ? 'all' : [...known];
    return own.find(({ id }) => id === workspaceId)?.members.map(({ userId }) => userId) ?? [];
  }

  private async organisationsIn(cityId: CityId) {
    return (await this.means.places.organisationsOfCity(cityId)).map(({ id }) => id);
  }

  private async cardsOf(accounts: readonly Account[]): Promise<ReadonlyMap<string, OrganisationCard>> {
    const ids = accounts.flatMap(({ organisationId }) => (organisationId === null ? [] : [organisationId]));
    const cards = await this.means.organisations.organisationsByIds([...new Set(ids)]);
    return new Map(cards.map((card) => [card.id, card]));
  }

  private entry(
    reader: Person,
    { id, name, organisationId, profile }: Account,
    cards: ReadonlyMap<string, OrganisationCard>,
  ): PersonEntry {
    const card = organisationId === null ? undefined : cards.get(organisationId);
    const timeZone = profile.timeZone ?? timeZoneOfCountry(card?.country ?? null);
    const { jobTitle, languages, topics, expertise } = profile;
    return {
      id,
      name,
      affiliation: card
        ? {
            organisationId: card.id,
            organisationName: card.name,
            cityName: card.cityName,
            country: card.country,
          }
        : null,
      cityId: card?.cityId ?? null,
      jobTitle,
      languages,
      topics,
      expertise,
      ...availabilityAt(profile, this.means.clock.now(), timeZone),
      isSelf: id === reader.userId,
    };
  }

  private async profile(reader: Person, account: Account, { own }: Sight): Promise<PersonProfile> {
    const entry = this.entry(reader, account, await this.cardsOf([account]));
    const { about, orcid, timeZone } = account.profile;
    return {
      ...entry,
      about,
      orcid,
      timeZone: timeZone ?? timeZoneOfCountry(entry.affiliation?.country ?? null),
      timeZoneChosen: timeZone !== null,
      workspaces: own.flatMap((workspace) => {
        const membership = membershipOf(workspace, account.id);
        return membership === null ? [] : [{ id: workspace.id, name: workspace.name, role: membership.role }];
      }),
      abilities: { edit: entry.isSelf },
    };
  }
}

/** What is named with a value; `exactOptionalPropertyTypes` holds for everything that is stored. */
function defined<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** The first spelling of each stays. */
const distinct = (words: readonly string[]): string[] =>
  [...new Map(words.toReversed().map((word) => [foldName(word), word])).values()].toReversed();
