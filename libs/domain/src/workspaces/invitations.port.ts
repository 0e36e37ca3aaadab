import type { InvitationId, UserId, WorkspaceId } from '@kontor/contracts';
import type { InvitationRecord } from './invitation.js';

export interface InvitationStore {
  /**
   * At most one pending invitation per address and workspace; one past its deadline makes way.
   * @returns false when another one is pending
   */
  insert(invitation: InvitationRecord, now: Date): Promise<boolean>;
  byId(id: InvitationId): Promise<InvitationRecord | null>;
  byDigest(digest: string): Promise<InvitationRecord | null>;
  /** Newest first; up to `limit` rows. */
  ofWorkspace(
    workspaceId: WorkspaceId,
    query: { after: { at: Date; id: string } | null; limit: number },
  ): Promise<InvitationRecord[]>;

  /** Gives a pending invitation a new token and deadline; the old token dies with this very write. */
  renew(
    id: InvitationId,
    renewal: Pick<InvitationRecord, 'digest' | 'invitedBy' | 'expiresAt'>,
  ): Promise<InvitationRecord | null>;
  /** Notes that the mail with this very token went to the outbox. */
  markSent(id: InvitationId, digest: string, at: Date): Promise<InvitationRecord | null>;
  /** Null when it is no longer pending. */
  revoke(id: InvitationId): Promise<InvitationRecord | null>;
  /** Single use: exactly one caller turns pending into accepted. Null for all others. */
  claim(id: InvitationId, digest: string, userId: UserId, now: Date): Promise<InvitationRecord | null>;
}
