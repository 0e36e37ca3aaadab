import type { FlagReason, ModerationAct, PostId, ThreadId, UserId, WorkspaceId } from '@kontor/contracts';

export interface FlagRecord {
  id: string;
  userId: UserId;
  reason: FlagReason;
  words: string;
  at: Date;
}

/** A post that people point coordinators at; without flags it is not in the queue. */
export interface FlaggedRecord {
  workspaceId: WorkspaceId;
  threadId: ThreadId;
  postId: PostId;
  /** Undecided ones, oldest first. */
  flags: FlagRecord[];
  /** When the first person flagged it. */
  since: Date;
}

/** What a coordinator did. Written once and never changed. */
export interface ModerationRecord {
  /** Thread and `seq` of the change: written twice it is the same entry. */
  id: string;
  workspaceId: WorkspaceId;
  at: Date;
  actorId: UserId;
  act: ModerationAct;
  threadId: ThreadId;
  threadTitle: string;
  postId: PostId | null;
  no: number | null;
  authorId: UserId | null;
  reason: string | null;
  flags: FlagRecord[];
}
export type NewModerationEntry = Omit<ModerationRecord, 'id'>;

/** More people than these need not say it. */
export const MAX_FLAGS = 50;

export interface ModerationPlace {
  at: Date;
  id: string;
}

/**
 * The queue of flagged posts and the log of what was decided. Entries of the log come with a change of a thread (see
 * {@link ThreadRecords}), which also takes the flags that an entry names out of the queue.
 */
export interface ModerationRecords {
  /** One flag per person and post: the same person's later one replaces it. */
  flag(post: Pick<FlaggedRecord, 'workspaceId' | 'threadId' | 'postId'>, flag: FlagRecord): Promise<void>;
  flagsOf(threadId: ThreadId, postId: PostId): Promise<FlagRecord[]>;
  /** Posts with undecided flags, longest waiting first. */
  flagged(
    workspaceId: WorkspaceId,
    page: { after: ModerationPlace | null; limit: number },
  ): Promise<FlaggedRecord[]>;
  /** Latest first. */
  entries(
    workspaceId: WorkspaceId,
    page: { after: ModerationPlace | null; limit: number },
  ): Promise<ModerationRecord[]>;
}

/** The place of a flagged post among others that wait equally long. */
export const flaggedKey = ({ threadId, postId }: Pick<FlaggedRecord, 'threadId' | 'postId'>): string =>
  `${threadId}/${postId}`;
