import type { Attachment, PostBody, PostId, ThreadId, UserId } from '@kontor/contracts';

/** What one person is writing in one thread. Nobody else ever reads it. */
export interface DraftRecord {
  userId: UserId;
  threadId: ThreadId;
  /** Rises with every write, and is higher than that of any draft that was here before. */
  revision: number;
  /** The id under which the post will be sent: when that post is there, this is no draft any more. */
  postId: PostId;
  body: PostBody;
  answersId: PostId | null;
  attachments: readonly Attachment[];
  savedAt: Date;
}

export interface DraftRecords {
  of(userId: UserId, threadId: ThreadId): Promise<DraftRecord | null>;
  /** All that this person is writing. */
  by(userId: UserId): Promise<DraftRecord[]>;
  /** Writes only over `known`, 0 where nothing was. @returns false when another write came first */
  put(draft: DraftRecord, known: number): Promise<boolean>;
  /** Takes it away; with `only`, no other than this one. */
  drop(
    userId: UserId,
    threadId: ThreadId,
    only?: Partial<Pick<DraftRecord, 'revision' | 'postId'>>,
  ): Promise<void>;
}
