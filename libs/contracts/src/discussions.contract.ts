import { z } from 'zod';
import { Attachment, AttachmentIds } from './attachments.contract.js';
import { CityId, DocumentId, Instant, OrganisationId, PostId, ThreadId, UserId, WorkspaceId } from './ids.js';
import { PageQuery, page } from './paging.js';
import { AskPoll, Poll } from './polls.contract.js';
import { ThreadAudience } from './thread-audience.js';
import { WorkspaceRole } from './workspaces.contract.js';

export const THREAD_KINDS = [
  'question', 'idea', 'problem', 'decision', 'announcement', 'consultation', 'business-question',
] as const; // prettier-ignore
export const ThreadKind = z.enum(THREAD_KINDS);
export type ThreadKind = z.infer<typeof ThreadKind>;

/** `closed`: done, with a reason, its author may reopen it. `locked`: a coordinator stopped it. */
export const THREAD_STATUSES = ['open', 'answered', 'closed', 'locked'] as const;
export const ThreadStatus = z.enum(THREAD_STATUSES);
export type ThreadStatus = z.infer<typeof ThreadStatus>;

export const REACTIONS = ['thanks', 'agree', 'useful', 'celebrate', 'unsure'] as const;
export const Reaction = z.enum(REACTIONS);
export type Reaction = z.infer<typeof Reaction>;

/** How much of a thread somebody wants to hear of. Whoever writes in a thread follows it. */
export const THREAD_LEVELS = ['normal', 'followed', 'muted'] as const;
export const ThreadLevel = z.enum(THREAD_LEVELS);
export type ThreadLevel = z.infer<typeof ThreadLevel>;

/** Posts of one thread; who needs more continues in another. */
export const MAX_POSTS = 1000;

const ThreadTitle = z
  .string()
  .trim()
  .min(1)
  .max(150)
  .regex(/^\P{Cc}+$/u, 'must not contain control characters');
/** One word or a few: letters, digits and hyphens, in any script. */
export const Tag = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(30)
  .regex(/^[\p{L}\p{N}]+(?:[ -][\p{L}\p{N}]+)*$/u, 'must be words of letters and digits');
const Tags = z.array(Tag).max(5);

/** What a thread is about. Typed, because transfer notes, indicators and events will be anchors too. */
export const THREAD_ANCHORS = ['practice-document'] as const;
export const ThreadAnchor = z.strictObject({ type: z.enum(THREAD_ANCHORS), id: DocumentId });
export type ThreadAnchor = z.infer<typeof ThreadAnchor>;

/** ProseMirror JSON of the light editor; the server judges it by the schema and refuses what does not conform. */
export const PostBody = z
  .looseObject({ type: z.enum(['doc']) })
  .refine((body) => JSON.stringify(body).length <= 64_000, 'must not be longer than 64,000 characters');
export type PostBody = z.infer<typeof PostBody>;

/** `PUT /workspaces/:workspaceId/threads/:threadId`: the client chooses the ids, so that a repeat creates nothing twice. */
export const CreateThread = z.strictObject({
  postId: PostId,
  kind: ThreadKind,
  title: ThreadTitle,
  body: PostBody,
  audience: ThreadAudience.default('community'),
  tags: Tags.default([]),
  anchor: ThreadAnchor.nullable().default(null),
  attachments: AttachmentIds.default([]),
  poll: AskPoll.nullable().default(null),
});
export type CreateThread = z.infer<typeof CreateThread>;

export const DescribeThread = z.strictObject({
  title: ThreadTitle.optional(),
  tags: Tags.optional(),
  kind: ThreadKind.optional(),
});
export type DescribeThread = z.infer<typeof DescribeThread>;

/** `PUT /threads/:threadId/posts/:postId`. */
export const WritePost = z.strictObject({
  body: PostBody,
  /** The number of the post that this one answers; null: the thread as a whole. */
  answers: z.number().int().min(1).nullable().default(null),
  /** The same post by its id, which holds when numbers have changed meanwhile; it goes before `answers`. */
  answersId: PostId.nullable().default(null),
  /** Files that the writer has put in; pictures stand in the body. */
  attachments: AttachmentIds.default([]),
});
export type WritePost = z.infer<typeof WritePost>;

/** `PATCH /posts/:postId`. `edits`: how often it had been edited when the person began. */
export const EditPost = z.strictObject({
  body: PostBody,
  edits: z.number().int().min(0),
  /** The files as they shall be; left out: they stay as they are. */
  attachments: AttachmentIds.optional(),
});
export type EditPost = z.infer<typeof EditPost>;

export const React = z.strictObject({ reaction: Reaction, on: z.boolean() });
export type React = z.infer<typeof React>;

export const CloseThread = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export type CloseThread = z.infer<typeof CloseThread>;

/** `POST /threads/:threadId/move`. */
export const MoveThread = z.strictObject({
  workspaceId: WorkspaceId,
  reason: z.string().trim().max(500).default(''),
});
export type MoveThread = z.infer<typeof MoveThread>;

/** `POST /threads/:threadId/merge`: this other thread goes into the one of the address. */
export const MergeThread = z.strictObject({
  threadId: ThreadId,
  reason: z.string().trim().max(500).default(''),
});
export type MergeThread = z.infer<typeof MergeThread>;

/** `POST /threads/:threadId/split`: posts by their ids; the client chooses the id of the new thread. */
export const SplitThread = z.strictObject({
  threadId: ThreadId,
  title: ThreadTitle,
  postIds: z.array(PostId).min(1).max(500),
  reason: z.string().trim().max(500).default(''),
});
export type SplitThread = z.infer<typeof SplitThread>;

/** `GET /threads/:threadId/posts/:postId/place`: where a permanent link leads on to. */
export const PostPlace = z
  .object({ threadId: ThreadId, postId: PostId, no: z.number().int() })
  .meta({ id: 'PostPlace' });
export type PostPlace = z.infer<typeof PostPlace>;

/** The client tells the `seq` that it knows, and gets what changed after it. */
export const ThreadStateQuery = z.strictObject({ after: z.coerce.number().int().min(0).default(0) });
export type ThreadStateQuery = z.infer<typeof ThreadStateQuery>;

/** `DELETE /posts/:postId`: a coordinator who deletes the post of another says why. */
export const DeletePostQuery = ThreadStateQuery.extend({ reason: z.string().trim().max(500).optional() });
export type DeletePostQuery = z.infer<typeof DeletePostQuery>;

/** The accepted post by its number; null takes the acceptance back. */
export const AcceptAnswer = z.strictObject({
  no: z.number().int().min(2).nullable(),
  layout: z.number().int().min(0).default(0),
});
export type AcceptAnswer = z.infer<typeof AcceptAnswer>;

/** Numbers of posts, both ends included. */
export const PostRange = z.strictObject({
  from: z.number().int().min(1).max(MAX_POSTS),
  to: z.number().int().min(1).max(MAX_POSTS),
});
export type PostRange = z.infer<typeof PostRange>;

/** `PUT /threads/:threadId/reading`: numbers of posts that were seen, as ranges from–to; only ever adds. */
export const ReadPosts = z.strictObject({
  read: z.array(PostRange).max(100).default([]),
  level: ThreadLevel.optional(),
  /** Numbers of another layout than the thread has are not noted. */
  layout: z.number().int().min(0).default(0),
});
export type ReadPosts = z.infer<typeof ReadPosts>;

export const PostAuthor = z.object({
  /** Null when the account is gone. */
  userId: UserId.nullable(),
  name: z.string().nullable(),
  organisation: z.object({ id: OrganisationId, name: z.string() }).nullable(),
  /** Null when the person has left the workspace. */
  role: WorkspaceRole.nullable(),
});
export type PostAuthor = z.infer<typeof PostAuthor>;

export const Post = z
  .object({
    id: PostId,
    /** 1, 2, 3 … in the order of writing; the permanent link of a post names it. */
    no: z.number().int(),
    /** The post that it answers. */
    answers: z.number().int().nullable(),
    /** The post of the first level under which it is shown; its own number on the first level. */
    branch: z.number().int(),
    /** Sequence number of the thread at its last change. */
    seq: z.number().int(),
    author: PostAuthor,
    /** Empty when it was deleted: a placeholder stays. */
    html: z.string(),
    /** Empty where the words are not shown either. */
    attachments: z.array(Attachment),
    createdAt: Instant,
    editedAt: Instant.nullable(),
    edits: z.number().int(),
    deleted: z.enum(['no', 'by-author', 'by-coordinator']),
    /** Until when its author may bring a deleted post back; null: no limit. */
    restoreUntil: Instant.nullable(),
    /** Hidden by a coordinator, who says why; its author and coordinators still have the words in `html`. */
    hidden: z.object({ reason: z.string() }).nullable(),
    /** It went on in another thread, under the same id; here is only its place. */
    movedTo: ThreadId.nullable(),
    /** Documents begun from it that the reader may open. */
    documents: z.array(z.object({ id: DocumentId, title: z.string() })),
    reactions: z.array(
      z.object({ reaction: Reaction, names: z.array(z.string().nullable()), mine: z.boolean() }),
    ),
    abilities: z.object({
      edit: z.boolean(),
      delete: z.boolean(),
      restore: z.boolean(),
      flag: z.boolean(),
      moderate: z.boolean(),
      /** Begin a document with its words. */
      beginDocument: z.boolean(),
    }),
  })
  .meta({ id: 'Post' });
export type Post = z.infer<typeof Post>;

export const ThreadAbilities = z.object({
  post: z.boolean(),
  vote: z.boolean(),
  /** Asking a poll, closing it, and taking it away while nobody has voted. */
  setPoll: z.boolean(),
  describe: z.boolean(),
  accept: z.boolean(),
  close: z.boolean(),
  lock: z.boolean(),
  moderate: z.boolean(),
  move: z.boolean(),
  /** Merging and splitting. */
  rearrange: z.boolean(),
});

export const Thread = z
  .object({
    id: ThreadId,
    workspaceId: WorkspaceId,
    workspaceName: z.string(),
    /** Rises by one with every change of the thread or of any of its posts. */
    seq: z.number().int(),
    /** How often its posts got other numbers: what names a number says which layout it means. */
    layout: z.number().int(),
    kind: ThreadKind,
    title: z.string(),
    audience: ThreadAudience,
    tags: z.array(z.string()),
    /** Null also for whoever may not read what it is anchored to. */
    anchor: z.object({ type: z.enum(THREAD_ANCHORS), id: DocumentId, title: z.string() }).nullable(),
    status: ThreadStatus,
    closedReason: z.string().nullable(),
    accepted: z.number().int().nullable(),
    pinned: z.boolean(),
    /** Lets people vote on something; what on, its state says. */
    hasPoll: z.boolean(),
    author: PostAuthor,
    /** Posts written so far, deleted ones included: the highest number. */
    posts: z.number().int(),
    people: z.number().int(),
    createdAt: Instant,
    lastPostAt: Instant,
    isSample: z.boolean(),
    reading: z.object({ unread: z.number().int(), level: ThreadLevel }),
    abilities: ThreadAbilities,
  })
  .meta({ id: 'Thread' });
export type Thread = z.infer<typeof Thread>;
export const ThreadPage = page(Thread);

/**
 * A thread as it is, or what of it changed: with `after` only posts whose `seq` is higher. So changes after any `seq`
 * laid over what was known then give what a fresh snapshot would.
 */
export const ThreadState = z
  .object({
    thread: Thread,
    posts: z.array(Post),
    /** What the thread lets people vote on. */
    poll: Poll.nullable(),
    /** Numbers of posts that the reader has seen, as ranges. */
    read: z.array(PostRange),
  })
  .meta({ id: 'ThreadState' });
export type ThreadState = z.infer<typeof ThreadState>;

/** The text of a post as it can be edited, and how it read before. */
export const PostSource = z
  .object({ body: PostBody, edits: z.number().int(), attachments: z.array(Attachment) })
  .meta({ id: 'PostSource' });
export type PostSource = z.infer<typeof PostSource>;
export const PostHistory = z
  .object({
    versions: z.array(z.object({ html: z.string(), attachments: z.array(Attachment), writtenAt: Instant })),
  })
  .meta({ id: 'PostHistory' });
export type PostHistory = z.infer<typeof PostHistory>;

export const THREAD_FILTERS = ['all', 'unread', 'mine', 'unanswered', 'decisions'] as const;
export const ThreadQuery = PageQuery.extend({
  show: z.enum(THREAD_FILTERS).default('all'),
  kind: ThreadKind.optional(),
  tag: Tag.optional(),
  cityId: CityId.optional(),
  anchorId: DocumentId.optional(),
});
export type ThreadQuery = z.infer<typeof ThreadQuery>;
