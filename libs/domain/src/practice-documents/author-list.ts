import type { AuthorStanding, OrganisationId, TextAuthor, UserId } from '@kontor/contracts';
import type { People, PersonCard } from '../identity/people.port.js';
import type { OrganisationCard, OrganisationDirectory } from '../organisations/organisations.port.js';
import type { Membership } from '../workspaces/workspace.js';
import type { WordSource } from './text-authorship.port.js';

/** The sources that one answer names, each once and by its place: texts of many runs have few authors. */
export class AuthorList {
  private readonly places = new Map<WordSource, number>();

  /** @returns the place of the source in the list */
  placeOf(source: WordSource): number {
    const place = this.places.get(source) ?? this.places.size;
    this.places.set(source, place);
    return place;
  }

  /** The authors in their places, with what may be told of each. */
  async presented(means: {
    people: Pick<People, 'byIds'>;
    organisations: Pick<OrganisationDirectory, 'organisationsByIds'>;
    members: readonly Membership[];
    isSample: boolean;
    isFromPost: boolean;
  }): Promise<TextAuthor[]> {
    const sources = [...this.places.keys()];
    const userIds = new Set(sources.flatMap(({ userId }): UserId[] => (userId === null ? [] : [userId])));
    const cards = new Map((await means.people.byIds([...userIds])).map((card) => [card.id, card]));
    const organisationIds = new Set(
      [...cards.values()].flatMap(({ organisationId }): OrganisationId[] =>
        organisationId === null ? [] : [organisationId],
      ),
    );
    const found = await means.organisations.organisationsByIds([...organisationIds]);
    const organisations = new Map(found.map((organisation) => [organisation.id, organisation]));
    const members = new Set(means.members.map(({ userId }) => userId));
    return sources.map(({ origin, userId }) => ({
      origin: originOf(origin, means),
      person:
        userId === null ? null : personOf(cards.get(userId) ?? null, members.has(userId), organisations),
    }));
  }
}

/** Under the id of posts anybody may write with a client of their own: where no post was taken, that is a person. */
function originOf(
  origin: WordSource['origin'],
  { isSample, isFromPost }: { isSample: boolean; isFromPost: boolean },
): TextAuthor['origin'] {
  if (origin === 'post') return isFromPost ? 'post' : 'person';
  if (origin !== 'start') return origin;
  return isSample ? 'sample' : 'template';
}

/** Of an account that is gone nothing is told, not even its id: it would tie together what somebody wrote elsewhere. */
const GONE: TextAuthor['person'] = { userId: null, name: null, organisation: null, standing: 'gone' };

function personOf(
  card: PersonCard | null,
  isMember: boolean,
  organisations: ReadonlyMap<OrganisationId, OrganisationCard>,
): TextAuthor['person'] {
  if (card === null) return GONE;
  const { id: userId, name, organisationId } = card;
  const organisation = organisationId === null ? undefined : organisations.get(organisationId);
  return {
    userId,
    name,
    organisation: organisation === undefined ? null : { id: organisation.id, name: organisation.name },
    standing: standingOf(card, isMember),
  };
}

function standingOf({ disabledAt }: PersonCard, isMember: boolean): AuthorStanding {
  if (!isMember) return 'former-member';
  return disabledAt === null ? 'member' : 'disabled';
}
