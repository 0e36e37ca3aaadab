import type { UserId, WorkspaceId, WorkspaceRole } from '@kontor/contracts';

/** Looking memberships up. Owned by workspaces; identity asks whether a person coordinates anything. */
export interface Memberships {
  roleOf(workspaceId: WorkspaceId, userId: UserId): Promise<WorkspaceRole | null>;
  rolesOf(userId: UserId): Promise<{ workspaceId: WorkspaceId; role: WorkspaceRole }[]>;
  coordinatesSomewhere(userId: UserId): Promise<boolean>;
}
