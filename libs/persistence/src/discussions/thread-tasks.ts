import { MAX_POSTS, type PostId, type ThreadId } from '@kontor/contracts';
import {
  flaggedKey,
  mergePlan,
  numbersOf,
  placed,
  placeLeft,
  type MergedFields,
  type MergePlan,
  type Placement,
  type PostRecord,
  type ThreadTask,
} from '@kontor/domain';
import mongoose, { type Connection, type Model } from 'mongoose';
import { duplicateIndex } from '../identity/duplicate.js';
import { carryReadings } from './carried-readings.js';
import { postKey, putOver, storedPost } from './stored-post.js';
import {
  flaggedModel,
  postModel,
  readingModel,
  threadModel,
  type StoredFlagged,
  type StoredPost,
  type StoredReading,
  type StoredTask,
  type StoredThread,
} from './thread.model.js';
import { PostRow, ThreadRow } from './thread.row.js';

const { trusted } = mongoose;
const ATTEMPTS = 20;

type Of<K extends ThreadTask['kind']> = Extract<ThreadTask, { kind: K }>;
type Merge = Of<'merge'> & { plan?: MergePlan; othersTold?: boolean };
type Holder = Pick<StoredThread, '_id' | 'seq' | 'workspaceId' | 'untold' | 'poll'>;

interface Planned {
  plan: MergePlan;
  /** Nobody waits to be told of something in the other thread. */
  othersTold: boolean;
}

/** What a task leaves to be written in its thread; null: it came too late and nothing happened. */
type Outcome = (Partial<MergedFields> & { untold?: StoredThread['untold'] }) | null;

/**
 * Carries out what follows from moving, merging and splitting threads. Every step is done only where it is not done yet, so
 * that after a crash the next reader goes on where the last one stopped, and two at once do no harm.
 */
export class ThreadTasks {
  readonly #threads: Model<StoredThread>;
  readonly #posts: Model<StoredPost>;
  readonly #readings: Model<StoredReading>;
  readonly #flagged: Model<StoredFlagged>;

  /** @param settle puts in place what an ordinary change of another thread left undone */
  constructor(
    connection: Connection,
    private readonly settle: (row: StoredThread) => Promise<void>,
  ) {
    this.#threads = threadModel(connection);
    this.#posts = postModel(connection);
    this.#readings = readingModel(connection);
    this.#flagged = flaggedModel(connection);
  }

  run(thread: Holder, task: StoredTask): Promise<Outcome> {
    if (task.kind === 'merge') return this.merge(thread, task);
    return task.kind === 'split' ? this.split(thread, task) : this.move(thread, task);
  }

  /** Nobody who may not read it in the other workspace follows it, has read it or is named in it any more. */
  private async move({ _id: threadId, workspaceId }: Holder, { readers }: Of<'move'>): Promise<Outcome> {
    await Promise.all([
      this.#readings.deleteMany({ threadId, userId: trusted({ $nin: readers }) }),
      this.#readings.updateMany({ threadId, userId: trusted({ $in: readers }) }, { $set: { workspaceId } }),
      this.#posts.updateMany({ threadId }, { $pull: { mentions: { $nin: readers } } }),
      this.#flagged.updateMany({ threadId }, { $set: { workspaceId } }),
    ]);
    return {};
  }

  private async split(thread: Holder, { into, placements }: Of<'split'>): Promise<Outcome> {
    const numbers = numbersOf(placements, thread._id);
    await Promise.all(
      placements.map((one) => this.carry(one, { threadId: into.id, seq: into.seq, numbers })),
    );
    const { id, ...rest } = into;
    try {
      // Its posts are not new; where some had not been told of yet, the records of who was told keep it to once.
      const untold = isAllTold(thread) ? {} : { untold: { seq: 0, posts: 0 } };
      await this.#threads.create({ _id: id, ...rest, pending: null, ...untold });
    } catch (error) {
      if (duplicateIndex(error) !== '_id_') throw error;
    }
    await carryReadings(this.#readings, thread._id, { to: into.id, layout: 0, numbers });
    await this.carryFlags(placements, { ...thread, _id: into.id });
    await Promise.all(placements.map((one) => this.leave(one, into.id, thread.seq)));
    return {};
  }

  private async merge(thread: Holder, task: Merge): Promise<Outcome> {
    const { from } = task;
    if (!(await this.isFrozen(thread, from))) return null;
    const planned = await this.planOf(thread, task);
    if (planned === null) return {};
    const { placements, fields } = planned.plan;
    const own = numbersOf(placements, thread._id);
    const others = numbersOf(placements, from.id);
    await Promise.all(
      placements.map((one) => {
        const numbers = one.from === from.id ? others : own;
        return this.carry(one, { threadId: thread._id, seq: thread.seq, numbers });
      }),
    );
    const { layout } = fields;
    await carryReadings(this.#readings, thread._id, { to: thread._id, layout, numbers: own });
    await carryReadings(this.#readings, from.id, { to: thread._id, layout, numbers: others });
    const came = placements.filter((one) => one.from === from.id);
    await this.carryFlags(came, thread);
    await Promise.all(came.map((one) => this.leave(one, thread._id, null)));
    // Posts that stand here now are not new. Where people had not been told of all, they are told again of what they know.
    const told = isAllTold(thread) && planned.othersTold ? fields.posts : 0;
    return { ...fields, untold: { seq: thread.seq - 1, posts: told } };
  }

  /**
   * From here on nobody writes in the other thread. It must still be where it was when somebody who might decided this, and
   * be busy with nothing of the kind itself: of two threads that want to take in each other at most one does.
   */
  private async isFrozen(thread: Holder, from: Merge['from']): Promise<boolean> {
    const { id, workspaceId, audience } = from;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const row = await this.#threads.findById(id).lean();
      if (row?.mergedInto === thread._id) return true;
      const isThere = row?.workspaceId === workspaceId && row.audience === audience && !row.mergedInto;
      if (!isThere || row.task) return false;
      const own = await this.#posts.countDocuments({ threadId: thread._id });
      if (own + row.posts > MAX_POSTS) return false;
      // Asked in both after somebody decided this: neither is dropped.
      if (thread.poll && row.poll) return false;
      if (row.pending) await this.settle(row);
      await this.#threads.updateOne(
        { _id: id, seq: row.seq, pending: null, mergedInto: null },
        { $set: { mergedInto: thread._id }, $inc: { seq: 1 } },
      );
    }
    throw new Error('the other thread does not come to rest');
  }

  /**
   * Made once, before anything is moved, and kept in the thread: whoever carries it out carries out the same.
   * @returns null when somebody else has finished all of it meanwhile
   */
  private async planOf(thread: Holder, task: Merge): Promise<Planned | null> {
    if (task.plan) return { plan: task.plan, othersTold: task.othersTold === true };
    const own = { _id: thread._id, seq: thread.seq };
    const into = ThreadRow.nullable().parse(await this.#threads.findOne(own).lean());
    const [mine, others] = await Promise.all([this.postsOf(thread._id), this.postsOf(task.from.id)]);
    const other = await this.#threads.findById(task.from.id).lean();
    if (into === null || other === null) return null;
    await this.#threads.updateOne(
      { ...own, 'task.kind': 'merge' as const, 'task.plan': null },
      {
        $set: {
          'task.plan': mergePlan(into, ThreadRow.parse(other), mine, others),
          'task.othersTold': other.untold === undefined,
        },
      },
    );
    const kept: StoredThread | null = await this.#threads.findOne(own).lean();
    const { plan, othersTold } = kept?.task ?? {};
    return plan ? { plan, othersTold: othersTold === true } : null;
  }

  private async postsOf(threadId: ThreadId): Promise<PostRecord[]> {
    return PostRow.array().parse(await this.#posts.find({ threadId }).lean());
  }

  private async postAt(threadId: ThreadId, id: PostId): Promise<PostRecord | null> {
    return PostRow.nullable().parse(await this.#posts.findById(postKey(threadId, id)).lean());
  }

  /** A place that was left, or a post that bears its number already, was carried before. */
  private async carry(one: Placement, place: Parameters<typeof placed>[2]): Promise<void> {
    const post = await this.postAt(one.from, one.id);
    if (post === null || post.movedTo?.threadId === place.threadId) return;
    if (one.from === place.threadId && post.seq >= place.seq) return;
    await putOver(this.#posts, storedPost(placed(post, one, place)));
  }

  /** Only after the post stands in its new place. */
  private async leave({ from, id, as }: Placement, to: ThreadId, seq: number | null): Promise<void> {
    const post = await this.postAt(from, id);
    if (post === null || post.movedTo !== null) return;
    const left = storedPost(placeLeft(post, to, as, seq ?? post.seq + 1));
    await this.#posts.replaceOne({ _id: left._id, movedTo: null }, left);
  }

  private async carryFlags(
    placements: readonly Placement[],
    { _id: threadId, workspaceId }: Pick<Holder, '_id' | 'workspaceId'>,
  ): Promise<void> {
    const byKey = new Map(placements.map((one) => [flaggedKey({ threadId: one.from, postId: one.id }), one]));
    const rows = await this.#flagged.find({ _id: trusted({ $in: [...byKey.keys()] }) }).lean();
    for (const row of rows) {
      const one = byKey.get(row._id);
      if (one === undefined) continue;
      const place = { threadId, postId: one.as, workspaceId };
      const { flags, since } = row;
      const added = { $setOnInsert: { ...place, flags, since } };
      await this.#flagged.updateOne({ _id: flaggedKey(place) }, added, { upsert: true });
      await this.#flagged.deleteOne({ _id: row._id });
    }
  }
}

/** Before the change that brought the task nobody waited to be told of anything in the thread. */
const isAllTold = ({ untold, seq }: Holder): boolean => untold === undefined || untold.seq >= seq - 1;
