import type { City, CityDetail, CityId, Organisation, OrganisationId, Page, UserId } from '@kontor/contracts';
import { isAllowed } from '@kontor/policy';
import { workspaceFacts } from '../access/facts.js';
import type { People, PersonCard } from '../identity/people.port.js';
import type { Person } from '../kernel/actor.js';
import { decodeCursor, pageOf } from '../kernel/cursor.js';
import { notFound } from '../kernel/kontor-error.js';
import { membershipOf, type WorkspaceRecord } from '../workspaces/workspace.js';
import type { WorkspaceStore } from '../workspaces/workspaces.port.js';
import { byName, countryName, foldName } from './names.js';
import type { Places } from './places.port.js';
import type { CityRecord, OrganisationRecord } from './records.js';

export interface OrganisationSearch {
  q?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

const LIST = 'organisations';
/** More than any person keeps up with; a bound, so that no answer grows without end. */
const MAX_WORKSPACES = 500;

/** Who is where: cities, their organisations, and as much of their people and workspaces as the reader may see. */
export class Directory {
  constructor(
    private readonly places: Places,
    private readonly people: People,
    private readonly workspaces: Pick<WorkspaceStore, 'ofMember'>,
  ) {}

  /** All cities by name. `peopleCount` counts whom the reader may see, so a count tells no more than the city's page. */
  async cities(reader: Person): Promise<City[]> {
    const [cities, organisations] = await Promise.all([this.places.cities(), this.places.organisations()]);
    const placed = organisations.filter(({ cityId }) => cityId !== null);
    const visible = await this.visiblePeople(reader, placed, await this.workspacesOf(reader));
    const cityOf = new Map(placed.map(({ id, cityId }) => [id, cityId]));
    const peopleIn = countBy(visible, ({ organisationId }) => organisationId && cityOf.get(organisationId));
    const organisationsIn = countBy(placed, ({ cityId }) => cityId);
    return cities
      .sort(byName)
      .map((city) => present(city, peopleIn.get(city.id) ?? 0, organisationsIn.get(city.id) ?? 0));
  }

  /** One city with what the reader may see of it. @throws KontorError not-found */
  async city(reader: Person, id: CityId): Promise<CityDetail> {
    const city = await this.places.cityById(id);
    if (city === null) throw notFound();
    const organisations = (await this.places.organisationsOfCity(id)).sort(byName);
    const own = await this.workspacesOf(reader);
    const people = await this.visiblePeople(reader, organisations, own);
    const ids = new Set(people.map((person) => person.id));
    const nameOf = new Map(organisations.map((organisation) => [organisation.id, organisation.name]));
    return {
      ...present(city, people.length, organisations.length),
      organisations: organisations.map((organisation) => presentOrganisation(organisation, city)),
      people: people.sort(byName).map(({ id: userId, name, organisationId }) => ({
        id: userId,
        name,
        organisationName: (organisationId && nameOf.get(organisationId)) ?? '',
      })),
      workspaces: own
        .filter((workspace) => isAllowed(workspaceFacts(reader, workspace), 'workspace.read'))
        .filter(({ members }) => members.some(({ userId }) => ids.has(userId)))
        .sort(byName)
        .map(({ id: workspaceId, name }) => ({ id: workspaceId, name })),
    };
  }

  /** Organisations by name; `q` is sought in the names of organisation, city and country, accents or none. */
  async organisations(search: OrganisationSearch): Promise<Page<Organisation>> {
    const [cities, organisations] = await Promise.all([this.places.cities(), this.places.organisations()]);
    const cityOf = new Map(cities.map((city) => [city.id, city]));
    const words = foldName(search.q ?? '').split(' ');
    const found = organisations
      .map((organisation) => {
        const city = organisation.cityId === null ? undefined : cityOf.get(organisation.cityId);
        return { organisation, city };
      })
      .filter(({ organisation, city }) => {
        const text = foldName(
          [organisation.name, city?.name, city?.endonym, city && countryName(city.country)].join(' '),
        );
        return words.every((word) => text.includes(word));
      })
      .sort((a, b) => byName(a.organisation, b.organisation));
    const after = decodeCursor(LIST, search.cursor);
    const rest =
      after === null
        ? found
        : found.filter(({ organisation }) => byName(organisation, { name: after.key, id: after.id }) > 0);
    const page = pageOf(LIST, rest, search.limit, ({ organisation: { id, name } }) => ({ id, key: name }));
    return {
      items: page.items.map(({ organisation, city }) => presentOrganisation(organisation, city)),
      nextCursor: page.nextCursor,
    };
  }

  /** The reader's own workspaces, never anybody else's: what the directory tells of workspaces can only be these. */
  private workspacesOf({ userId }: Person): Promise<WorkspaceRecord[]> {
    return this.workspaces.ofMember(userId, { archived: false, after: null, limit: MAX_WORKSPACES });
  }

  /** People with an open account in these organisations whom the policy shows to the reader. */
  private async visiblePeople(
    reader: Person,
    organisations: readonly OrganisationRecord[],
    own: readonly WorkspaceRecord[],
  ): Promise<PersonCard[]> {
    const ids: OrganisationId[] = organisations.map(({ id }) => id);
    if (ids.length === 0) return [];
    const known = new Set<UserId>([
      reader.userId,
      ...own.flatMap(({ members }) => members.map(({ userId }) => userId)),
    ]);
    const actor = {
      ...reader,
      isOfficialSomewhere: own.some((workspace) => isOfficialIn(workspace, reader.userId)),
    };
    const people = await this.people.byOrganisations(ids);
    return people.filter(
      (person) =>
        person.disabledAt === null &&
        isAllowed({ actor, person: { sharesWorkspace: known.has(person.id) } }, 'person.see'),
    );
  }
}

const isOfficialIn = (workspace: WorkspaceRecord, userId: UserId): boolean => {
  const role = membershipOf(workspace, userId)?.role;
  return role !== undefined && role !== 'member';
};

function countBy<T, K>(items: readonly T[], keyOf: (item: T) => K | null | undefined): Map<K, number> {
  const counts = new Map<K, number>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null && key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function present(city: CityRecord, peopleCount: number, organisationCount: number): City {
  return { ...city, countryName: countryName(city.country), peopleCount, organisationCount };
}

function presentOrganisation(organisation: OrganisationRecord, city: CityRecord | undefined): Organisation {
  return { ...organisation, cityName: city?.name ?? null, country: city?.country ?? null };
}
