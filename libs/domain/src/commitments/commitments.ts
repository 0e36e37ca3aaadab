import {
  TOPICS,
  type CommitmentId,
  type CommitmentQuery,
  type CommitmentWording,
  type OrganisationId,
  type PrepareCommitment,
  type WorkspaceId,
} from '@kontor/contracts';
import type { Access } from '../access/access.js';
import { commitmentReachesOf } from '../access/reach.js';
import { dayOf } from '../activity/activity.js';
import type { People } from '../identity/people.port.js';
import type { Person } from '../kernel/actor.js';
import { decodeCursor, pageOf } from '../kernel/cursor.js';
import type { EventBus } from '../kernel/events.js';
import { invalidField, KontorError, notFound } from '../kernel/kontor-error.js';
import type { Clock } from '../kernel/ports.js';
import type { OrganisationDirectory } from '../organisations/organisations.port.js';
import { membershipOf, type WorkspaceRecord } from '../workspaces/workspace.js';
import { hashOf, nearFrom, type CommitmentRecord } from './commitment.js';
import type { CommitmentView, CommitmentViews } from './commitment-views.js';
import type { CommitmentRecords } from './commitments.port.js';

/** What preparing a commitment needs besides its store. */
export interface CommitmentMeans {
  people: Pick<People, 'byIds'>;
  organisations: Pick<OrganisationDirectory, 'organisationsByIds'>;
  events: EventBus;
  clock: Clock;
}

const LIST = 'commitments';

/** The register of a workspace: preparing, finding and reading commitments. */
export class Commitments {
  constructor(
    private readonly records: CommitmentRecords,
    private readonly views: CommitmentViews,
    private readonly access: Access,
    private readonly means: CommitmentMeans,
  ) {}

  /** @throws KontorError invalid-input naming the field; conflict when the id stands for another commitment */
  async prepare(
    actor: Person,
    workspaceId: WorkspaceId,
    id: CommitmentId,
    { organisationId, ...given }: PrepareCommitment,
  ): Promise<CommitmentView> {
    const { workspace } = await this.access.require(
      actor,
      'commitment.create',
      { workspaceId },
      { commitment: { organisationId, published: false, signed: false } },
    );
    const cityId = await this.requirePartner(workspace, organisationId);
    requireTerm(given);
    const now = this.means.clock.now();
    const commitment: CommitmentRecord = {
      ...given,
      topics: inOrder(given.topics),
      id,
      workspaceId,
      organisationId,
      cityId,
      revision: 0,
      state: 'prepared',
      signatures: [],
      proofs: [],
      settled: null,
      isSample: false,
      createdAt: now,
      createdBy: actor.userId,
      updatedAt: now,
      updatedBy: actor.userId,
    };
    const isNew = await this.records.insert(commitment);
    if (!isNew) return this.sameAgain(actor, commitment);
    this.means.events.publish({ type: 'commitment.changed', workspaceId, commitmentId: id });
    const role = membershipOf(workspace, actor.userId)?.role ?? null;
    return this.views.one(actor, { commitment, workspace: { ...workspace, role } });
  }

  async get(actor: Person, commitmentId: CommitmentId): Promise<CommitmentView> {
    return this.views.one(actor, await this.access.require(actor, 'commitment.read', { commitmentId }));
  }

  async list(
    actor: Person,
    workspaceId: WorkspaceId,
    { cursor, limit, show, ...filters }: CommitmentQuery,
  ): Promise<{ items: CommitmentView[]; nextCursor: string | null }> {
    const { workspace } = await this.access.require(actor, 'commitment.list', { workspaceId });
    const after = decodeCursor(LIST, cursor);
    const role = membershipOf(workspace, actor.userId)?.role ?? null;
    const [reach] = role === null ? [] : commitmentReachesOf(actor, [{ workspaceId, role }]);
    if (reach === undefined) return { items: [], nextCursor: null };
    const today = dayOf(this.means.clock.now());
    const rows = await this.records.list({
      ...filters,
      reach,
      waitingOnly: show === 'waiting',
      runningOut: show === 'soon' ? { from: today, to: nearFrom(today) } : null,
      after,
      limit: limit + 1,
    });
    const page = pageOf(LIST, rows, limit, ({ key, commitment }) => ({ key, id: commitment.id }));
    const items = page.items.map(({ commitment }) => ({ commitment, workspace: { ...workspace, role } }));
    return { items: await this.views.of(actor, items), nextCursor: page.nextCursor };
  }

  /** [CM-1] @returns the city of the organisation */
  private async requirePartner(workspace: WorkspaceRecord, organisationId: OrganisationId) {
    const [organisation] = await this.means.organisations.organisationsByIds([organisationId]);
    const members = await this.means.people.byIds(workspace.members.map(({ userId }) => userId));
    if (organisation === undefined || !members.some((one) => one.organisationId === organisationId)) {
      throw invalidField(
        'organisationId',
        'not-a-partner',
        'organisationId: must be the organisation of a member of this workspace',
      );
    }
    return organisation.cityId;
  }

  /** A repeat is the same commitment, as it is by now; under a known id something else is refused. */
  private async sameAgain(actor: Person, asked: CommitmentRecord): Promise<CommitmentView> {
    const known = await this.records.byId(asked.id);
    if (known === null || known.workspaceId !== asked.workspaceId) throw notFound();
    const isSame = known.createdBy === actor.userId && known.organisationId === asked.organisationId;
    if (isSame && (known.revision > 0 || hashOf(known) === hashOf(asked))) return this.get(actor, known.id);
    throw new KontorError('conflict', 'Another commitment has this id.');
  }
}

/** Each topic once, in the order in which they are always told. */
export const inOrder = (topics: CommitmentWording['topics']): CommitmentWording['topics'] =>
  TOPICS.filter((topic) => topics.includes(topic));

/** [CM-11] Calendar days compare as text. */
export function requireTerm({ from, until }: Pick<CommitmentWording, 'from' | 'until'>): void {
  if (until !== null && until < from) {
    throw invalidField('until', 'before-start', 'until: lies before the first day');
  }
}
