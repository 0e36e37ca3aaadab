import type { InvitationId, UserId, WorkspaceId, WorkspaceRole } from '@kontor/contracts';
import type { Memberships } from './memberships.port.js';
import type { Membership, WorkspaceRecord, WorkspaceStanding } from './workspace.js';

/** Order of a person's workspaces: by folded name, then id. */
export interface WorkspacePageQuery {
  archived: boolean;
  after: { key: string; id: string } | null;
  limit: number;
}

/** Why somebody could not be added; `gone` also says that the inviter may no longer let anybody in. */
export type JoinOutcome = 'joined' | 'already-member' | 'used' | 'full' | 'gone';

export interface WorkspaceStore extends Memberships {
  insert(workspace: WorkspaceRecord): Promise<void>;
  byId(id: WorkspaceId): Promise<WorkspaceRecord | null>;
  /** Null when there is no such workspace. */
  standing(id: WorkspaceId, userId: UserId | null): Promise<WorkspaceStanding | null>;
  /** Only workspaces that the person is a member of; up to `limit` rows. */
  ofMember(userId: UserId, query: WorkspacePageQuery): Promise<WorkspaceRecord[]>;

  /** Writes only over `revision`; null when another write came first. */
  describe(
    id: WorkspaceId,
    revision: number,
    changes: { name?: string; description?: string },
    at: Date,
  ): Promise<WorkspaceRecord | null>;
  /** Null when it already is as asked. */
  setArchived(id: WorkspaceId, archived: boolean, at: Date): Promise<WorkspaceRecord | null>;

  /** One atomic write: not twice, not by a used invitation, not by an inviter who no longer coordinates. */
  join(
    id: WorkspaceId,
    member: Membership,
    by: { invitationId: InvitationId; inviterId: UserId },
  ): Promise<JoinOutcome>;
  /** One atomic write that holds only while `byId` coordinates and a coordinator remains; else false. */
  changeRole(
    id: WorkspaceId,
    change: { userId: UserId; role: WorkspaceRole; byId: UserId },
  ): Promise<boolean>;
  /** As `changeRole`; somebody who removes oneself (leaves) needs no role for it. */
  removeMember(id: WorkspaceId, change: { userId: UserId; byId: UserId }): Promise<boolean>;
}
