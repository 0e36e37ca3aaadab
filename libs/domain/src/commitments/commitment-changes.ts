import type {
  CommitmentId,
  ProveCommitment,
  RewordCommitment,
  SettleCommitment,
  SignCommitment,
} from '@kontor/contracts';
import type { Action } from '@kontor/policy';
import type { Access } from '../access/access.js';
import type { CommitmentGrant } from '../access/grants.js';
import { dayOf } from '../activity/activity.js';
import type { Accounts } from '../identity/accounts.port.js';
import type { Person } from '../kernel/actor.js';
import type { EventBus } from '../kernel/events.js';
import { invalidField, KontorError } from '../kernel/kontor-error.js';
import type { Clock } from '../kernel/ports.js';
import type { OrganisationDirectory } from '../organisations/organisations.port.js';
import {
  hashOf,
  lastSignature,
  possibleSteps,
  wordingOf,
  type CommitmentRecord,
  type SignatureRecord,
  type Step,
} from './commitment.js';
import type { CommitmentView, CommitmentViews } from './commitment-views.js';
import { inOrder, requireTerm } from './commitments.js';
import type { CommitmentRecords } from './commitments.port.js';

/** What changing a commitment needs besides its store. */
export interface CommitmentChangeMeans {
  accounts: Pick<Accounts, 'byId'>;
  organisations: Pick<OrganisationDirectory, 'organisationsByIds'>;
  events: EventBus;
  clock: Clock;
}

type Change = Partial<Omit<CommitmentRecord, 'id' | 'revision'>>;

/** So often a signature is written anew under other proof before the signer is asked again. */
const MOST_ATTEMPTS = 3;
const SETTLING = { keep: 'kept', end: 'ended', resume: 'signed', withdraw: 'withdrawn' } as const;
export type Settling = keyof typeof SETTLING;

/** Rewording, proving, signing, and saying how it went: each is one write over the revision that was looked at. */
export class CommitmentChanges {
  constructor(
    private readonly records: CommitmentRecords,
    private readonly views: CommitmentViews,
    private readonly access: Access,
    private readonly means: CommitmentChangeMeans,
  ) {}

  /** @throws KontorError stale-revision when another write came first; invalid-input naming the field */
  async reword(
    actor: Person,
    commitmentId: CommitmentId,
    { revision, ...given }: RewordCommitment,
  ): Promise<CommitmentView> {
    const grant = await this.access.require(actor, 'commitment.prepare', { commitmentId });
    requireRevision(grant, revision);
    this.requireStep(grant, 'reword');
    const { title, text, from, until, topics } = { ...grant.commitment, ...given };
    requireTerm({ from, until });
    return this.write(actor, grant, { title, text, from, until, topics: inOrder(topics) });
  }

  /** [CM-5] */
  async prove(
    actor: Person,
    commitmentId: CommitmentId,
    { revision, proofs }: ProveCommitment,
  ): Promise<CommitmentView> {
    const grant = await this.access.require(actor, 'commitment.prepare', { commitmentId });
    requireRevision(grant, revision);
    this.requireStep(grant, 'prove');
    for (const [index, { documentId }] of proofs.entries()) {
      if (documentId !== null) await this.requireDocument(actor, grant, documentId, index);
    }
    return this.write(actor, grant, { proofs: proofs.map((proof) => ({ ...proof })) });
  }

  /**
   * [CM-2] [CM-3] Only other words stand in the way: proof that comes in at the same moment does not.
   * @throws KontorError stale-revision when its words are not those that were shown
   */
  async sign(actor: Person, commitmentId: CommitmentId, { hash }: SignCommitment): Promise<CommitmentView> {
    for (let attempt = 1; ; attempt += 1) {
      const grant = await this.access.require(actor, 'commitment.sign', { commitmentId });
      const { commitment } = grant;
      if (hashOf(commitment) !== hash) throw stale();
      const last = lastSignature(commitment);
      const isRepeat = commitment.state === 'signed' && last?.hash === hash && last.userId === actor.userId;
      if (isRepeat) return this.views.one(actor, grant);
      this.requireStep(grant, 'sign');
      const signatures = [...commitment.signatures, await this.signatureOf(actor, grant, hash)];
      const view = await this.tryWrite(actor, grant, { state: 'signed', signatures, settled: null });
      if (view !== null) return view;
      if (attempt === MOST_ATTEMPTS) throw stale();
    }
  }

  /** [CM-6] */
  async settle(
    actor: Person,
    commitmentId: CommitmentId,
    step: Settling,
    { revision, note }: SettleCommitment,
  ): Promise<CommitmentView> {
    const action: Action = step === 'withdraw' ? 'commitment.withdraw' : 'commitment.settle';
    const grant = await this.access.require(actor, action, { commitmentId });
    const state = SETTLING[step];
    if (grant.commitment.state === state) return this.views.one(actor, grant);
    requireRevision(grant, revision);
    this.requireStep(grant, step);
    const settled = state === 'signed' ? null : { by: actor.userId, at: this.means.clock.now(), note };
    return this.write(actor, grant, { state, settled });
  }

  private async write(actor: Person, grant: CommitmentGrant, change: Change): Promise<CommitmentView> {
    const view = await this.tryWrite(actor, grant, change);
    if (view === null) throw stale();
    return view;
  }

  /** Null when another write came first. */
  private async tryWrite(
    actor: Person,
    grant: CommitmentGrant,
    change: Change,
  ): Promise<CommitmentView | null> {
    const before = grant.commitment;
    const commitment: CommitmentRecord = {
      ...before,
      ...change,
      revision: before.revision + 1,
      updatedAt: this.means.clock.now(),
      updatedBy: actor.userId,
    };
    if (!(await this.records.write(commitment))) return null;
    const { id: commitmentId, workspaceId } = commitment;
    this.means.events.publish({ type: 'commitment.changed', workspaceId, commitmentId });
    return this.views.one(actor, { ...grant, commitment });
  }

  private async signatureOf(
    actor: Person,
    { commitment, workspace }: CommitmentGrant,
    hash: string,
  ): Promise<SignatureRecord> {
    const [account, [organisation]] = await Promise.all([
      this.means.accounts.byId(actor.userId),
      this.means.organisations.organisationsByIds([commitment.organisationId]),
    ]);
    return {
      userId: actor.userId,
      name: account?.name ?? actor.name,
      jobTitle: account?.profile.jobTitle ?? '',
      role: workspace.role ?? 'decision-maker',
      organisationName: organisation?.name ?? '',
      at: this.means.clock.now(),
      hash,
      wording: wordingOf(commitment),
    };
  }

  private async requireDocument(
    actor: Person,
    { commitment }: CommitmentGrant,
    documentId: NonNullable<ProveCommitment['proofs'][number]['documentId']>,
    index: number,
  ): Promise<void> {
    const field = `proofs.${index}.documentId`;
    const found = await this.access
      .require(actor, 'practice-document.read', { documentId })
      .catch((error: unknown) => {
        if (error instanceof KontorError) return null;
        throw error;
      });
    if (found?.document.workspaceId === commitment.workspaceId) return;
    throw invalidField(field, 'unknown', `${field}: choose a document of this workspace`);
  }

  private requireStep({ commitment }: CommitmentGrant, step: Step): void {
    if (possibleSteps(commitment, dayOf(this.means.clock.now()))[step]) return;
    throw new KontorError('conflict', `A commitment in this state does not allow it: ${step}.`);
  }
}

const stale = () => new KontorError('stale-revision', 'This commitment has changed meanwhile.');

function requireRevision({ commitment }: CommitmentGrant, revision: number): void {
  if (commitment.revision !== revision) throw stale();
}
