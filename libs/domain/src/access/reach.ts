import { isAllowed, scope } from '@kontor/policy';
import type { UserId, WorkspaceId, WorkspaceRole } from '@kontor/contracts';
import type { Person } from '../kernel/actor.js';
import type { CommitmentReach } from '../commitments/commitments.port.js';
import type { ThreadReach } from '../discussions/discussions.port.js';
import type { ThreadRecord } from '../discussions/thread.js';
import type { WorkspaceRecord } from '../workspaces/workspace.js';
import type { DocumentReach } from '../practice-documents/practice-documents.port.js';

/**
 * Which documents a person may list, as plain values for a database query. It comes from the same policy as a single
 * read, so that a list, a count or "continue where you left" never shows what opening would refuse.
 */
export function reachesOf(
  actor: Person,
  roles: readonly { workspaceId: WorkspaceId; role: WorkspaceRole }[],
): DocumentReach[] {
  const { documents } = scope(actor);
  return roles.flatMap(({ workspaceId, role }): DocumentReach[] => {
    if (documents.allAs.includes(role)) return [{ workspaceId, sharedOnly: false }];
    return documents.sharedOnlyAs.includes(role) ? [{ workspaceId, sharedOnly: true }] : [];
  });
}

/** Everybody in a workspace who may read such a thread there. */
export function readersOf(
  { members, archivedAt }: Pick<WorkspaceRecord, 'members' | 'archivedAt'>,
  { audience, createdBy }: Pick<ThreadRecord, 'audience' | 'createdBy'>,
): UserId[] {
  return members.flatMap(({ userId, role }) => {
    const actor = {
      kind: 'person' as const,
      userId,
      organisationId: null,
      isOperator: false,
      disabled: false,
      coordinatesSomewhere: false,
    };
    const thread = { authorUserId: createdBy, audience, ofOwnReview: false, closed: false, published: false };
    const facts = { actor, workspace: { role, archived: archivedAt !== null }, thread };
    return isAllowed(facts, 'thread.read') ? [userId] : [];
  });
}

/** Which threads a person may list; as {@link reachesOf}. */
export function threadReachesOf(
  actor: Person,
  roles: readonly { workspaceId: WorkspaceId; role: WorkspaceRole }[],
): ThreadReach[] {
  const { threads } = scope(actor);
  return roles.flatMap(({ workspaceId, role }): ThreadReach[] => {
    if (threads.allAs.includes(role)) return [{ workspaceId, communityOnly: false }];
    return threads.communityOnlyAs.includes(role) ? [{ workspaceId, communityOnly: true }] : [];
  });
}

/** Which commitments a person may list; as {@link reachesOf}. */
export function commitmentReachesOf(
  actor: Person,
  roles: readonly { workspaceId: WorkspaceId; role: WorkspaceRole }[],
): CommitmentReach[] {
  const { commitments } = scope(actor);
  return roles.flatMap(({ workspaceId, role }): CommitmentReach[] => {
    if (commitments.allAs.includes(role)) return [{ workspaceId, signedOnly: false }];
    return commitments.signedOnlyAs.includes(role) ? [{ workspaceId, signedOnly: true }] : [];
  });
}
