import { THREAD_AUDIENCES, THREAD_KINDS, THREAD_LEVELS, THREAD_STATUSES } from '@kontor/contracts';
import type {
  FlaggedRecord,
  MergePlan,
  ModerationRecord,
  PostRecord,
  ReadingRecord,
  ThreadRecord,
  ThreadTask,
} from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';

/** A post is found by its thread and its id; the id alone is its writer's choice and may stand in other threads too. */
export type StoredPost = PostRecord & { _id: string };

export type StoredThread = Omit<ThreadRecord, 'id'> & {
  _id: ThreadRecord['id'];
  /** Posts of the last change until they are known to be in place; see {@link MongoThreads}. */
  pending: StoredPost[] | null;
  /** How far people were told of it when something changed of which nobody was; absent when all are told. */
  untold?: { seq: number; posts: number };
  /** Entries of the moderation log that the last change makes, until they are known to be written. */
  pendingLog?: StoredEntry[] | null;
  /** What else follows from the last change, until it is known to be done; see {@link ThreadTasks}. */
  task?: StoredTask | null;
};

/** A merge keeps its plan once it is made: whoever carries it out carries out the same. */
export type StoredTask = ThreadTask & { plan?: MergePlan; othersTold?: boolean };

export type StoredEntry = Omit<ModerationRecord, 'id'> & { _id: string };
export type StoredFlagged = FlaggedRecord & { _id: string };

export type StoredReading = ReadingRecord & { _id: string; revision: number };

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const optionalNumber = { type: Number, default: null } as const;
const optionalText = { type: String, default: null } as const;
const when = { type: Date, required: true } as const;
const optionalWhen = { type: Date, default: null } as const;
const texts = { type: [String], required: true } as const;
const flag = { type: Boolean, required: true } as const;
/** Judged by the schema of posts before it comes here, and by its row when it comes back. */
const anything = { type: Schema.Types.Mixed, default: null } as const;

const OPTIONS = { strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false } as const;

const threadSchema = new Schema<StoredThread>(
  {
    _id: text,
    workspaceId: text,
    seq: number,
    wholeSeq: number,
    kind: { ...text, enum: THREAD_KINDS },
    title: text,
    audience: { ...text, enum: THREAD_AUDIENCES },
    tags: texts,
    anchor: anything,
    status: { ...text, enum: THREAD_STATUSES },
    closedReason: optionalText,
    accepted: optionalNumber,
    pinned: flag,
    poll: anything,
    layout: { type: Number, default: 0 },
    gone: { type: Schema.Types.Mixed, default: [] },
    mergedInto: optionalText,
    posts: number,
    participants: texts,
    cityId: optionalText,
    createdAt: when,
    createdBy: text,
    lastPostAt: when,
    isSample: flag,
    pending: anything,
    untold: { type: Schema.Types.Mixed },
    pendingLog: anything,
    task: anything,
  },
  { ...OPTIONS, collection: 'threads', minimize: false },
);

const postSchema = new Schema<StoredPost>(
  {
    _id: text,
    threadId: text,
    id: text,
    no: number,
    seq: number,
    answers: optionalNumber,
    branch: number,
    authorId: text,
    body: anything,
    text: { type: String, default: '' },
    mentions: texts,
    attachments: { type: Schema.Types.Mixed, default: [] },
    createdAt: when,
    versions: anything,
    editedAt: optionalWhen,
    deletedAt: optionalWhen,
    deletedBy: optionalText,
    hidden: anything,
    movedTo: anything,
    documents: { type: [String], default: [] },
    reactions: anything,
  },
  { ...OPTIONS, collection: 'posts', minimize: false },
);

const readingSchema = new Schema<StoredReading>(
  {
    _id: text,
    revision: number,
    threadId: text,
    userId: text,
    workspaceId: text,
    read: anything,
    layout: { type: Number, default: 0 },
    level: { ...text, enum: THREAD_LEVELS },
  },
  { ...OPTIONS, collection: 'threadReadings' },
);

const flaggedSchema = new Schema<StoredFlagged>(
  { _id: text, workspaceId: text, threadId: text, postId: text, flags: anything, since: when },
  { ...OPTIONS, collection: 'flaggedPosts' },
);

const entrySchema = new Schema<StoredEntry>(
  {
    _id: text,
    workspaceId: text,
    at: when,
    actorId: text,
    act: text,
    threadId: text,
    threadTitle: text,
    postId: optionalText,
    no: optionalNumber,
    authorId: optionalText,
    reason: optionalText,
    flags: anything,
  },
  { ...OPTIONS, collection: 'moderationLog' },
);

const modelOf =
  <T>(name: string, schema: Schema<T>) =>
  (connection: Connection): Model<T> =>
    connection.models[name] === undefined ? connection.model<T>(name, schema) : connection.model<T>(name);

export const threadModel = modelOf('Thread', threadSchema);
export const postModel = modelOf('Post', postSchema);
export const readingModel = modelOf('ThreadReading', readingSchema);

export const flaggedModel = modelOf('FlaggedPost', flaggedSchema);
export const entryModel = modelOf('ModerationEntry', entrySchema);

/** One index for lists by activity, one per filter that narrows much; posts by number and by change. */
export async function ensureDiscussionIndexes(connection: Connection): Promise<void> {
  const threads = threadModel(connection).collection;
  await threads.createIndex({ workspaceId: 1, pinned: -1, lastPostAt: -1, _id: -1 });
  await threads.createIndex({ workspaceId: 1, tags: 1, lastPostAt: -1 });
  await threads.createIndex({ workspaceId: 1, participants: 1, lastPostAt: -1 });
  await threads.createIndex({ 'anchor.id': 1, lastPostAt: -1 });
  await threads.createIndex({ 'untold.seq': 1 }, { sparse: true });
  const posts = postModel(connection).collection;
  await posts.dropIndex('threadId_1_no_1').catch(() => undefined);
  // Not unique: while threads are merged two posts bear the same number for a moment. Numbers are given by the thread.
  await posts.createIndex({ threadId: 1, no: 1 }, { name: 'by-number' });
  await posts.createIndex({ threadId: 1, seq: 1 });
  await readingModel(connection).collection.createIndex({ threadId: 1, level: 1 });
  await flaggedModel(connection).collection.createIndex({ threadId: 1 });
  await flaggedModel(connection).collection.createIndex({ workspaceId: 1, since: 1, _id: 1 });
  await entryModel(connection).collection.createIndex({ workspaceId: 1, at: -1, _id: -1 });
}
