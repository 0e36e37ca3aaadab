import type { UserId, WorkspaceId } from '@kontor/contracts';

/** What a workspace's coordinator decided about its community; everything else about it is read from other records. */
export interface CommunityRecords {
  /** Null when nobody was named. */
  facilitatorOf(workspaceId: WorkspaceId): Promise<UserId | null>;
  setFacilitator(workspaceId: WorkspaceId, userId: UserId | null): Promise<void>;
}
