import { isAllowed } from '@kontor/policy';
import { commitmentFacts } from '../access/facts.js';
import { waitsForSignature, type CommitmentRecord } from '../commitments/commitment.js';
import type { UntoldCommitments } from '../commitments/commitments.port.js';
import { personOnBehalf } from '../identity/on-behalf.js';
import type { Job, JobRun } from '../jobs/job.js';
import { membershipOf, type WorkspaceRecord } from '../workspaces/workspace.js';
import type { WorkspaceStore } from '../workspaces/workspaces.port.js';
import type { Recipient } from './notifications.port.js';
import type { News, Telling } from './telling.js';

const SWEEP_MS = 30_000;
const AT_ONCE = 50;

/**
 * Tells those who may sign that a commitment waits for them. The write that makes it wait leaves the mark; the key says how
 * often it was signed before, so that whoever is told of one waiting is not told again when its words change meanwhile.
 */
export class CommitmentTelling implements Job {
  readonly name = 'commitment-telling';
  readonly everyMs = SWEEP_MS;

  constructor(
    private readonly telling: Telling,
    private readonly commitments: UntoldCommitments,
    private readonly workspaces: Pick<WorkspaceStore, 'byId'>,
  ) {}

  async run({ mayGoOn }: JobRun): Promise<void> {
    for (;;) {
      const found = await this.commitments.untold(AT_ONCE);
      for (const commitment of found) {
        if (!mayGoOn()) return;
        await this.tell(commitment);
        await this.commitments.noteTold(commitment);
      }
      if (found.length < AT_ONCE) return;
    }
  }

  private async tell(commitment: CommitmentRecord): Promise<void> {
    if (!waitsForSignature(commitment)) return;
    const workspace = await this.workspaces.byId(commitment.workspaceId);
    if (workspace === null || workspace.archivedAt !== null) return;
    // What the demo brings with it happened to nobody: it is shown, not mailed.
    await this.telling.tell(
      newsFor(commitment, workspace),
      (reader) => maySign(reader, workspace, commitment),
      !(commitment.isSample && commitment.revision === 0),
    );
  }
}

const newsFor = (commitment: CommitmentRecord, { members }: WorkspaceRecord): News[] => {
  const signatures = commitment.signatures.length;
  return members.flatMap(({ userId, role }): News[] =>
    role === 'decision-maker'
      ? [
          {
            key: `signature:${commitment.id}:${signatures}:${userId}`,
            userId,
            workspaceId: commitment.workspaceId,
            kind: 'signature',
            subject: { type: 'commitment', commitmentId: commitment.id, signatures },
            actorId: commitment.updatedBy,
            at: commitment.updatedAt,
          },
        ]
      : [],
  );
};

function maySign(reader: Recipient, workspace: WorkspaceRecord, commitment: CommitmentRecord): boolean {
  const { archivedAt } = workspace;
  const role = membershipOf(workspace, reader.id)?.role ?? null;
  return isAllowed(
    commitmentFacts(personOnBehalf(reader), { archivedAt, role }, commitment),
    'commitment.sign',
  );
}
