import {
  Attachment,
  CityId,
  DocumentId,
  PollOptionId,
  PollResults,
  PostBody,
  PostId,
  PostRange,
  Reaction,
  ThreadAnchor,
  ThreadAudience,
  ThreadId,
  ThreadKind,
  ThreadLevel,
  ThreadStatus,
  UserId,
  WorkspaceId,
} from '@kontor/contracts';
import type { PollRecord, PostRecord, ReadingRecord, ThreadRecord } from '@kontor/domain';
import { z } from 'zod';

const PollRow = z.object({
  question: z.string().nullable(),
  options: z.array(z.object({ id: PollOptionId, text: z.string() })),
  choices: z.number(),
  results: PollResults,
  closesAt: z.date().nullable(),
  votes: z.array(z.object({ userId: UserId, options: z.array(PollOptionId) })),
}) satisfies z.ZodType<PollRecord>;

/** What stored threads and posts must be when they come back. */
export const ThreadRow = z
  .object({
    _id: ThreadId,
    workspaceId: WorkspaceId,
    seq: z.number(),
    wholeSeq: z.number(),
    kind: ThreadKind,
    title: z.string(),
    audience: ThreadAudience,
    tags: z.array(z.string()),
    anchor: ThreadAnchor.nullable(),
    status: ThreadStatus,
    closedReason: z.string().nullable(),
    accepted: z.number().nullable(),
    pinned: z.boolean(),
    poll: PollRow.nullable().default(null),
    layout: z.number().default(0),
    gone: z.array(PostRange).default([]),
    mergedInto: ThreadId.nullable().default(null),
    posts: z.number(),
    participants: z.array(UserId),
    cityId: CityId.nullable(),
    createdAt: z.date(),
    createdBy: UserId,
    lastPostAt: z.date(),
    isSample: z.boolean(),
  })
  .transform(({ _id, ...rest }): ThreadRecord => ({ id: _id, ...rest }));

/** None in posts that were written before files could be attached. */
const Attachments = z.array(Attachment).default([]);
const Version = z.object({ body: PostBody, attachments: Attachments, writtenAt: z.date() });
export const PostRow = z.object({
  threadId: ThreadId,
  id: PostId,
  no: z.number(),
  seq: z.number(),
  answers: z.number().nullable(),
  branch: z.number(),
  authorId: UserId,
  body: PostBody,
  text: z.string(),
  mentions: z.array(UserId),
  attachments: Attachments,
  createdAt: z.date(),
  versions: z.array(Version),
  editedAt: z.date().nullable(),
  deletedAt: z.date().nullable(),
  deletedBy: z.enum(['author', 'coordinator']).nullable(),
  hidden: z.object({ reason: z.string(), at: z.date(), by: UserId }).nullable().default(null),
  movedTo: z.object({ threadId: ThreadId, postId: PostId }).nullable().default(null),
  documents: z.array(DocumentId).default([]),
  reactions: z.array(z.object({ reaction: Reaction, userId: UserId })),
}) satisfies z.ZodType<PostRecord>;

export const ReadingRow = z.object({
  threadId: ThreadId,
  userId: UserId,
  workspaceId: WorkspaceId,
  read: z.array(PostRange),
  layout: z.number().default(0),
  level: ThreadLevel,
}) satisfies z.ZodType<ReadingRecord>;
