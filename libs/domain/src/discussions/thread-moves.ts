import type {
  MergeThread,
  MoveThread,
  PostId,
  PostPlace,
  SplitThread,
  ThreadId,
  WorkspaceId,
} from '@kontor/contracts';
import { MAX_POSTS } from '@kontor/contracts';
import type { Access } from '../access/access.js';
import type { ThreadGrant } from '../access/grants.js';
import { readersOf } from '../access/reach.js';
import type { Person } from '../kernel/actor.js';
import type { EventBus } from '../kernel/events.js';
import { KontorError, invalidField, notFound } from '../kernel/kontor-error.js';
import type { Clock } from '../kernel/ports.js';
import type { ThreadChange, ThreadRecords } from './discussions.port.js';
import { entryOf } from './moderation-log.js';
import { union } from './ranges.js';
import { splitPlan } from './rearrange.js';
import { movedElsewhere, type ThreadChanges } from './thread-changes.js';
import { homeOf, postWhereItIs } from './thread-home.js';
import type { PostRecord, ThreadRecord } from './thread.js';

/** What moving threads needs besides their store. */
export interface MoveMeans {
  changes: ThreadChanges;
  events: EventBus;
  clock: Clock;
}

/** Moving a thread to another workspace, merging two, splitting one, and finding what was moved. */
export class ThreadMoves {
  constructor(
    private readonly records: ThreadRecords,
    private readonly access: Access,
    private readonly means: MoveMeans,
  ) {}

  /** The thread keeps its id, so its links lead on for whoever may read it there. What it hangs on stays behind. */
  async move(actor: Person, threadId: ThreadId, input: MoveThread): Promise<ThreadGrant> {
    const { workspaceId, reason } = input;
    let left: WorkspaceId | null = null;
    const grant = await this.means.changes.thread(actor, 'thread.move', threadId, async ({ thread }) => {
      if (thread.workspaceId === workspaceId) return null;
      const { workspace } = await this.access.require(
        actor,
        'thread.create',
        { workspaceId },
        {
          thread: {
            authorUserId: actor.userId,
            audience: thread.audience,
            ofOwnReview: false,
            closed: false,
            published: false,
          },
        },
      );
      if (thread.kind === 'announcement')
        await this.access.require(actor, 'thread.announce', { workspaceId });
      left = thread.workspaceId;
      const at = this.means.clock.now();
      const log = (['thread-moved-away', 'thread-moved-here'] as const).map((act) => ({
        ...entryOf(actor, at, thread, { act, reason }),
        workspaceId: act === 'thread-moved-here' ? workspaceId : thread.workspaceId,
      }));
      return {
        fields: { workspaceId, anchor: null, pinned: false },
        touchesAll: true,
        log,
        task: { kind: 'move', readers: readersOf(workspace, thread) },
      };
    });
    // Whoever may not read it there has it taken off the screen.
    if (left !== null) this.means.events.publish({ type: 'access.changed', workspaceId: left });
    return grant;
  }

  /** The other thread goes into this one, in order of time; its links lead here. */
  async merge(
    actor: Person,
    threadId: ThreadId,
    { threadId: from, reason }: MergeThread,
  ): Promise<ThreadGrant> {
    if (from === threadId) throw invalidField('threadId', 'same-thread', 'threadId: choose another thread');
    const grant = await this.means.changes.thread(actor, 'thread.merge', threadId, async ({ thread }) => {
      const { thread: other } = await this.access.require(actor, 'thread.merge', { threadId: from });
      if (other.mergedInto === threadId) return null;
      requireMergeable(thread, other);
      return {
        touchesAll: true,
        log: [entryOf(actor, this.means.clock.now(), thread, { act: 'threads-merged', reason })],
        task: { kind: 'merge', from: { id: from, workspaceId: other.workspaceId, audience: other.audience } },
      };
    });
    const gone = await this.records.byId(from);
    if (gone?.mergedInto !== threadId) {
      throw new KontorError('conflict', 'The other thread changed meanwhile. Try again.');
    }
    this.means.changes.announce(gone);
    return grant;
  }

  /** These posts go on in a new thread of the same workspace and the same readers. Sent again it is the same thread. */
  async split(actor: Person, threadId: ThreadId, input: SplitThread): Promise<ThreadGrant> {
    const grant = await this.means.changes.thread(actor, 'thread.split', threadId, async ({ thread }) => {
      const posts = await this.requirePosts(threadId, input.postIds);
      if (posts.every(({ movedTo }) => movedTo?.threadId === input.threadId)) return null;
      if (posts.some(({ movedTo }) => movedTo !== null)) throw movedElsewhere();
      if (posts.some(({ no }) => no === 1)) {
        throw invalidField('postIds', 'first-post', 'postIds: the first post stays; move the thread instead');
      }
      if ((await this.records.byId(input.threadId)) !== null) {
        throw new KontorError('conflict', 'Choose another id for the new thread.');
      }
      return this.splitOff(actor, thread, posts, input);
    });
    const made = await this.records.byId(input.threadId);
    if (made !== null) this.means.changes.announce(made);
    return grant;
  }

  /** Where a permanent link of a post leads, for whoever may read it there. */
  async place(actor: Person, threadId: ThreadId, postId: PostId): Promise<PostPlace> {
    // Reading a thread first finishes what its last change left undone.
    const home = await homeOf(this.records, threadId);
    const post = await postWhereItIs(this.records, threadId, postId);
    if (post !== null) {
      await this.access.require(actor, 'thread.read', { threadId: post.threadId });
      return { threadId: post.threadId, postId: post.id, no: post.no };
    }
    await this.access.require(actor, 'thread.read', { threadId: home });
    throw notFound();
  }

  private async requirePosts(threadId: ThreadId, ids: readonly PostId[]): Promise<PostRecord[]> {
    const wanted = new Set(ids);
    const posts = (await this.records.posts(threadId, 0)).filter(({ id }) => wanted.has(id));
    if (posts.length === wanted.size) return posts;
    throw invalidField('postIds', 'no-such-post', 'postIds: there is no such post in this thread');
  }

  private splitOff(
    actor: Person,
    thread: ThreadRecord,
    posts: readonly PostRecord[],
    { threadId, title, reason }: SplitThread,
  ): ThreadChange {
    const [first] = posts;
    const last = posts.at(-1);
    if (first === undefined || last === undefined) throw new Error('at least one post is split off');
    const into: ThreadRecord = {
      ...thread,
      id: threadId,
      seq: 1,
      wholeSeq: 1,
      layout: 0,
      gone: [],
      title,
      kind: thread.kind === 'announcement' ? 'question' : thread.kind,
      status: 'open',
      closedReason: null,
      accepted: null,
      pinned: false,
      // Votes were cast under the question that they answer: it stays.
      poll: null,
      posts: posts.length,
      participants: [...new Set(posts.map(({ authorId }) => authorId))],
      cityId: first.authorId === thread.createdBy ? thread.cityId : null,
      createdAt: first.createdAt,
      createdBy: first.authorId,
      lastPostAt: last.createdAt,
    };
    const places = posts.map(({ no }) => ({ from: no, to: no }));
    const isAccepted = posts.some(({ no }) => no === thread.accepted);
    return {
      fields: {
        gone: union(thread.gone, places, MAX_POSTS),
        ...(isAccepted ? { accepted: null } : {}),
        ...(isAccepted && thread.status === 'answered' ? { status: 'open' } : {}),
      },
      log: [entryOf(actor, this.means.clock.now(), thread, { act: 'posts-split', reason })],
      task: { kind: 'split', into, placements: splitPlan(posts) },
    };
  }
}

function requireMergeable(thread: ThreadRecord, other: ThreadRecord): void {
  if (other.mergedInto !== null) throw movedElsewhere();
  if (other.workspaceId !== thread.workspaceId) {
    throw invalidField('threadId', 'other-workspace', 'threadId: it is in another workspace; move it first');
  }
  // What officials said among themselves does not become readable to the whole community.
  if (thread.audience === 'community' && other.audience !== 'community') {
    throw invalidField(
      'threadId',
      'wider-audience',
      'threadId: more people would read it; merge the other way',
    );
  }
  if (thread.poll !== null && other.poll !== null) {
    throw invalidField('threadId', 'two-polls', 'threadId: both have a poll, and a thread has only one');
  }
  if (thread.posts + other.posts > MAX_POSTS) {
    throw new KontorError('thread-full', 'Together they are too long for one thread.');
  }
}
