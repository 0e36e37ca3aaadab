import { FlagReason, ModerationAct, PostId, ThreadId, UserId, WorkspaceId } from '@kontor/contracts';
import type { FlaggedRecord, FlagRecord, ModerationRecord } from '@kontor/domain';
import { z } from 'zod';

const FlagRow = z.object({
  id: z.string(),
  userId: UserId,
  reason: FlagReason,
  words: z.string(),
  at: z.date(),
}) satisfies z.ZodType<FlagRecord>;

/** What stored flags must be when they come back. */
export const FlaggedRow = z.object({
  workspaceId: WorkspaceId,
  threadId: ThreadId,
  postId: PostId,
  flags: z.array(FlagRow),
  since: z.date(),
}) satisfies z.ZodType<FlaggedRecord>;

export const EntryRow = z
  .object({
    _id: z.string(),
    workspaceId: WorkspaceId,
    at: z.date(),
    actorId: UserId,
    act: ModerationAct,
    threadId: ThreadId,
    threadTitle: z.string(),
    postId: PostId.nullable(),
    no: z.number().nullable(),
    authorId: UserId.nullable(),
    reason: z.string().nullable(),
    flags: z.array(FlagRow),
  })
  .transform(({ _id, ...rest }): ModerationRecord => ({ id: _id, ...rest }));
