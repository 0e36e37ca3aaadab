import {
  TOPICS,
  type Learning,
  type LearningOffer,
  type LearningPair,
  type OfferLearning,
  type Topic,
  type WorkspaceId,
} from '@kontor/contracts';
import { isAllowed } from '@kontor/policy';
import type { Access } from '../access/access.js';
import type { Accounts } from '../identity/accounts.port.js';
import type { Person } from '../kernel/actor.js';
import type { EventBus } from '../kernel/events.js';
import type { Clock } from '../kernel/ports.js';
import { byName } from '../organisations/names.js';
import type { OrganisationDirectory } from '../organisations/organisations.port.js';
import type { WorkspaceRecord } from '../workspaces/workspace.js';
import type { CommunityRecords, OfferRecords } from './communities.port.js';
import { pairsOf, type Offerer, type Pair } from './pairs.js';

/** What offers are made and shown with. */
export interface OfferMeans {
  communities: Pick<CommunityRecords, 'of'>;
  accounts: Pick<Accounts, 'byIds'>;
  organisations: Pick<OrganisationDirectory, 'organisationsByIds'>;
  events: EventBus;
  clock: Clock;
}

const MOST_OWN = 5;
const MOST_OF_ALL = 20;

/** An offer as it is shown, with what decides whom it fits. */
type Shown = Offerer & { offer: LearningOffer };

/** Who of a community can be asked about what, who wants to learn it, and who fits whom. */
export class Offers {
  constructor(
    private readonly records: OfferRecords,
    private readonly access: Access,
    private readonly means: OfferMeans,
  ) {}

  async list(actor: Person, workspaceId: WorkspaceId): Promise<Learning> {
    const { workspace, facts } = await this.access.require(actor, 'community.read', { workspaceId });
    const [shown, { facilitatorId }] = await Promise.all([
      this.shown(actor, workspace),
      this.means.communities.of(workspaceId),
    ]);
    const keepsGoing = facilitatorId === actor.userId || isAllowed(facts, 'community.name-facilitator');
    return {
      offers: shown.map(({ offer }) => offer),
      mine: pairsOf(shown, MOST_OWN, actor.userId).map(presented),
      all: keepsGoing ? pairsOf(shown, MOST_OF_ALL).map(presented) : null,
      abilities: { offer: isAllowed(facts, 'community.offer') },
    };
  }

  /** Says it anew where it was said before: one word per person and topic. */
  async offer(
    actor: Person,
    workspaceId: WorkspaceId,
    topic: Topic,
    input: OfferLearning,
  ): Promise<Learning> {
    await this.access.require(actor, 'community.offer', { workspaceId });
    const { userId } = actor;
    await this.records.put({ ...input, workspaceId, userId, topic, at: this.means.clock.now() });
    this.means.events.publish({ type: 'workspace.changed', workspaceId });
    return this.list(actor, workspaceId);
  }

  async withdraw(actor: Person, workspaceId: WorkspaceId, topic: Topic): Promise<Learning> {
    await this.access.require(actor, 'community.offer', { workspaceId });
    await this.records.withdraw({ workspaceId, userId: actor.userId, topic });
    this.means.events.publish({ type: 'workspace.changed', workspaceId });
    return this.list(actor, workspaceId);
  }

  /** What members who are there offer; of those who left or are closed out nothing is shown until they are back. */
  private async shown(actor: Person, { id, members }: WorkspaceRecord): Promise<Shown[]> {
    const records = await this.records.ofWorkspace(id);
    const inside = new Set(members.map(({ userId }) => userId));
    const ids = new Set(records.flatMap(({ userId }) => (inside.has(userId) ? [userId] : [])));
    const accounts = new Map(
      (await this.means.accounts.byIds([...ids])).map((account) => [account.id, account]),
    );
    const organisationIds = [...accounts.values()].flatMap(({ organisationId }) =>
      organisationId === null ? [] : [organisationId],
    );
    const cards = await this.means.organisations.organisationsByIds([...new Set(organisationIds)]);
    const cardOf = new Map<string, (typeof cards)[number]>(cards.map((card) => [card.id, card]));
    const shown = records.flatMap((record): Shown[] => {
      const account = accounts.get(record.userId);
      if (account === undefined || account.disabledAt !== null) return [];
      const { topic, direction, maturity, note, userId } = record;
      const { languages, availability } = account.profile;
      const { cityId = null, cityName = null } = cardOf.get(account.organisationId ?? '') ?? {};
      const offer: LearningOffer = {
        person: { id: userId, name: account.name },
        city: cityId === null ? null : { id: cityId, name: cityName ?? '' },
        languages,
        isAway: availability === 'away',
        topic,
        direction,
        maturity,
        note,
        isMine: userId === actor.userId,
      };
      const spoken = languages.map(({ language }) => language);
      return [{ offer, userId, topic, direction, maturity, cityId, languages: spoken, isAway: offer.isAway }];
    });
    return shown.sort((a, b) => rankOf(a) - rankOf(b) || byName(a.offer.person, b.offer.person));
  }
}

/** By topic, mentors first. */
const rankOf = ({ topic, direction }: Offerer): number =>
  TOPICS.indexOf(topic) * 2 + (direction === 'mentor' ? 0 : 1);

const presented = ({ mentor, learner, languages }: Pair<Shown>): LearningPair => ({
  topic: mentor.topic,
  mentor: mentor.offer.person,
  learner: learner.offer.person,
  languages,
});
