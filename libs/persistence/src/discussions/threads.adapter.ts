import { ThreadId, type PostId } from '@kontor/contracts';
import type {
  PostRecord,
  ThreadChange,
  ThreadListQuery,
  ThreadRecord,
  ThreadRecords,
  UntoldThreads,
} from '@kontor/domain';
import mongoose, { type Connection, type Model, type QueryFilter } from 'mongoose';
import { duplicateIndex } from '../identity/duplicate.js';
import { together } from '../together.js';
import { MongoModeration } from './moderation.adapter.js';
import { postKey, putOver, storedPost } from './stored-post.js';
import { ThreadTasks } from './thread-tasks.js';
import { postModel, threadModel, type StoredPost, type StoredThread } from './thread.model.js';
import { PostRow, ThreadRow } from './thread.row.js';

type Filter = QueryFilter<StoredThread>;
const { trusted } = mongoose;

/**
 * Threads and posts in MongoDB, without transactions. A change is one write of the thread, over the `seq` that was read:
 * it raises `seq` and carries the posts that change in `pending`, and what enters the moderation log beside them. Then the
 * posts are put in place, each only over an older state of itself, and `pending` is cleared. Whoever reads a thread whose `pending` is not empty does the same first, so a
 * process that dies in between leaves nothing undone, and two that do it at once do it once.
 */
export class MongoThreads implements ThreadRecords, UntoldThreads {
  readonly #threads: Model<StoredThread>;
  readonly #posts: Model<StoredPost>;
  readonly #moderation: MongoModeration;
  readonly #tasks: ThreadTasks;
  readonly #byId = together(async (ids: ThreadId[]) => {
    const found = await this.#threads.find({ _id: trusted({ $in: ids }) }).lean();
    return new Map(found.map((row) => [row._id, row]));
  });
  readonly #byNo = together(async (places: string[]) => {
    const $or = places.map((place) => {
      const [threadId = '', no] = place.split(' ');
      return { threadId: ThreadId.parse(threadId), no: Number(no) };
    });
    const found = await this.#posts.find({ $or: trusted($or) }).lean();
    return new Map(found.map((row) => [`${row.threadId} ${row.no}`, row]));
  });

  constructor(connection: Connection) {
    this.#threads = threadModel(connection);
    this.#posts = postModel(connection);
    this.#moderation = new MongoModeration(connection);
    this.#tasks = new ThreadTasks(connection, (row) => this.settle(row));
  }

  async insert({ id, ...rest }: ThreadRecord, posts: readonly PostRecord[]): Promise<boolean> {
    const pending = posts.map(storedPost);
    try {
      await this.#threads.create({ _id: id, ...rest, pending, untold: { seq: 0, posts: 0 } });
    } catch (error) {
      if (duplicateIndex(error) === '_id_') return false;
      throw error;
    }
    await this.settle({ ...rest, _id: id, pending });
    return true;
  }

  async byId(id: ThreadId): Promise<ThreadRecord | null> {
    const row = await this.#byId(id);
    if (!row?.pending) return ThreadRow.nullable().parse(row ?? null);
    await this.settle(row);
    return row.task ? this.byId(id) : ThreadRow.parse(row);
  }

  async post(threadId: ThreadId, id: PostId): Promise<PostRecord | null> {
    return PostRow.nullable().parse(await this.#posts.findById(postKey(threadId, id)).lean());
  }

  async postByNo(threadId: ThreadId, no: number): Promise<PostRecord | null> {
    return PostRow.nullable().parse(await this.#byNo(`${threadId} ${no}`));
  }

  async posts(threadId: ThreadId, seq: number): Promise<PostRecord[]> {
    const rows = await this.#posts
      .find({ threadId, seq: trusted({ $gt: seq }) })
      .sort({ no: 1 })
      .lean();
    return PostRow.array().parse(rows);
  }

  async commit(
    before: ThreadRecord,
    { fields, posts, touchesAll, log, task }: ThreadChange,
  ): Promise<ThreadRecord | null> {
    const seq = before.seq + 1;
    const pending = (posts ?? []).map((post) => storedPost({ ...post, seq }));
    const pendingLog = (log ?? []).map((entry, n) => ({ _id: `${before.id}-${seq}-${n}`, ...entry }));
    const isPending = pending.length + pendingLog.length > 0 || task !== undefined;
    const row = await this.#threads
      .findOneAndUpdate(
        { _id: before.id, seq: before.seq, pending: null },
        {
          $set: {
            ...fields,
            seq,
            ...(touchesAll ? { wholeSeq: seq } : {}),
            pending: isPending ? pending : null,
            pendingLog: isPending ? pendingLog : null,
            task: task ?? null,
          },
          // Kept when there is something untold already: that reaches further back.
          $min: { 'untold.seq': before.seq, 'untold.posts': before.posts },
        },
        { returnDocument: 'after' },
      )
      .lean();
    if (row === null) return null;
    if (isPending) await this.settle(row);
    return task ? this.byId(before.id) : ThreadRow.parse(row);
  }

  async untold(limit: number): Promise<{ threadId: ThreadId; seq: number; posts: number }[]> {
    const waiting = () =>
      this.#threads
        .find({ 'untold.seq': trusted({ $gte: 0 }) })
        .limit(limit)
        .lean();
    const found = await waiting();
    // Merging gives posts other numbers: how far people were told is right again when it is finished.
    const unfinished = found.filter(({ task }) => task);
    await Promise.all(unfinished.map((row) => this.settle(row)));
    const rows = unfinished.length > 0 ? await waiting() : found;
    return rows.flatMap(({ _id, untold }) => (untold ? [{ threadId: _id, ...untold }] : []));
  }

  async noteTold(threadId: ThreadId, seq: number): Promise<boolean> {
    const { modifiedCount } = await this.#threads.updateOne(
      { _id: threadId, seq },
      { $unset: { untold: 1 } },
    );
    return modifiedCount === 1;
  }

  async list(query: ThreadListQuery): Promise<ThreadRecord[]> {
    const rows = await this.#threads
      .find(filterOf(query))
      .sort({ pinned: -1, lastPostAt: -1, _id: -1 })
      .limit(query.limit)
      .lean();
    return ThreadRow.array().parse(rows);
  }

  private async settle(row: Settled): Promise<void> {
    const { _id, seq, pending, pendingLog, task } = row;
    const outcome = task ? await this.#tasks.run(row, task) : {};
    await Promise.all([
      ...(pending ?? []).map((post) => putOver(this.#posts, post)),
      // What did not happen is not told either.
      ...(outcome === null ? [] : (pendingLog ?? []).map((entry) => this.#moderation.put(entry))),
    ]);
    const settled = { ...outcome, pending: null, pendingLog: null, task: null };
    await this.#threads.updateOne({ _id, seq, pending: trusted({ $ne: null }) }, { $set: settled });
  }
}

type Settled = Pick<
  StoredThread,
  '_id' | 'seq' | 'workspaceId' | 'poll' | 'untold' | 'pending' | 'pendingLog' | 'task'
>;

const QUESTIONS: ThreadRecord['kind'][] = ['question', 'business-question'];

function filterOf(query: ThreadListQuery): Filter {
  const { reach, kind, tag, cityId, anchorId, participant, unansweredOnly } = query;
  const filters = {
    ...(kind === undefined ? {} : { kind }),
    ...(tag === undefined ? {} : { tags: tag }),
    ...(cityId === undefined ? {} : { cityId }),
    ...(anchorId === undefined ? {} : { 'anchor.id': anchorId }),
    ...(participant === undefined ? {} : { participants: participant }),
    ...(unansweredOnly === true ? { kind: trusted({ $in: QUESTIONS }), status: 'open' as const } : {}),
  };
  return {
    workspaceId: reach.workspaceId,
    mergedInto: null,
    ...(reach.communityOnly ? { audience: 'community' as const } : {}),
    ...filters,
    ...afterFilter(query),
  };
}

function afterFilter({ after }: ThreadListQuery): Filter {
  if (after === null) return {};
  const { pinned, at, id } = after;
  const beyond: Filter[] = [
    { pinned, lastPostAt: trusted({ $lt: at }) },
    { pinned, lastPostAt: at, _id: trusted({ $lt: ThreadId.parse(id) }) },
  ];
  return { $or: pinned ? [{ pinned: false }, ...beyond] : beyond };
}
