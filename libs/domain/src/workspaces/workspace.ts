import type { InvitationId, UserId, WorkspaceId, WorkspaceRole } from '@kontor/contracts';

/** One person's place in a workspace. */
export interface Membership {
  userId: UserId;
  role: WorkspaceRole;
  since: Date;
}

/**
 * A workspace with its members inside: that makes "there is always a coordinator" a condition of one atomic write
 * instead of a promise between two records.
 */
export interface WorkspaceRecord {
  id: WorkspaceId;
  revision: number;
  name: string;
  description: string;
  /** Key of the programme that it mirrors in the demo. */
  programme: string | null;
  isSample: boolean;
  members: Membership[];
  /** Invitations that somebody joined by: each lets in once, for ever. */
  usedInvitations: InvitationId[];
  createdAt: Date;
  createdBy: UserId;
  updatedAt: Date;
  archivedAt: Date | null;
}

/** As much of a workspace as deciding about something inside it needs: cheap to read however many members it has. */
export interface WorkspaceStanding {
  id: WorkspaceId;
  name: string;
  archivedAt: Date | null;
  /** The asking person's own role. */
  role: WorkspaceRole | null;
}

/** Keeps the record, and every answer made of it, bounded. */
export const MAX_MEMBERS = 2000;

export const membershipOf = (workspace: WorkspaceRecord, userId: UserId): Membership | null =>
  workspace.members.find((member) => member.userId === userId) ?? null;

export const isLastCoordinator = (workspace: WorkspaceRecord, userId: UserId): boolean =>
  membershipOf(workspace, userId)?.role === 'coordinator' &&
  !workspace.members.some((member) => member.role === 'coordinator' && member.userId !== userId);
