import { isAllowed } from '@kontor/policy';
import { workspaceFacts } from '../access/facts.js';
import { personOnBehalf } from '../identity/on-behalf.js';
import type { Job, JobRun } from '../jobs/job.js';
import type { Clock } from '../kernel/ports.js';
import type { WorkspaceStore } from '../workspaces/workspaces.port.js';
import type { InvitationNews, UntoldInvitations } from './notifications.port.js';
import type { News, Telling } from './telling.js';

const EVERY_MS = 10 * 60_000;
const AT_ONCE = 50;

/** Tells who invited somebody that they came, or that the invitation runs out within a day unanswered. */
export class InvitationTelling implements Job {
  readonly name = 'invitation-telling';
  readonly everyMs = EVERY_MS;

  constructor(
    private readonly telling: Telling,
    private readonly invitations: UntoldInvitations,
    private readonly workspaces: Pick<WorkspaceStore, 'byId'>,
    private readonly clock: Clock,
  ) {}

  async run({ mayGoOn }: JobRun): Promise<void> {
    for (;;) {
      const found = await this.invitations.untold(this.clock.now(), AT_ONCE);
      for (const news of found) {
        if (!mayGoOn()) return;
        await this.tell(news);
        await this.invitations.noteTold(news);
      }
      if (found.length < AT_ONCE) return;
    }
  }

  private async tell(news: InvitationNews): Promise<void> {
    const workspace = await this.workspaces.byId(news.invitation.workspaceId);
    if (workspace === null) return;
    await this.telling.tell([newsOf(news)], (reader) =>
      isAllowed(workspaceFacts(personOnBehalf(reader), workspace), 'invitation.read'),
    );
  }
}

function newsOf({ invitation, news }: InvitationNews): News {
  const { id, workspaceId, invitedBy, digest, acceptedBy, acceptedAt } = invitation;
  const common = {
    userId: invitedBy,
    workspaceId,
    subject: { type: 'invitation' as const, invitationId: id },
  };
  return news === 'accepted'
    ? { ...common, key: `joined:${id}`, kind: 'membership', actorId: acceptedBy, at: acceptedAt }
    : // A link that was sent again runs out again.
      { ...common, key: `expires:${id}:${digest.slice(0, 16)}`, kind: 'deadline', actorId: null, at: null };
}
