import type {
  AcceptAnswer,
  CloseThread,
  DescribeThread,
  ModerationAct,
  ReadPosts,
  ThreadId,
} from '@kontor/contracts';
import type { Access } from '../access/access.js';
import type { ThreadGrant } from '../access/grants.js';
import type { Person } from '../kernel/actor.js';
import type { EventBus } from '../kernel/events.js';
import { KontorError, invalidField } from '../kernel/kontor-error.js';
import type { Clock } from '../kernel/ports.js';
import type { ReadingRecords, ThreadRecords } from './discussions.port.js';
import { entryOf } from './moderation-log.js';
import type { NewModerationEntry } from './moderation.port.js';
import { movedElsewhere, type ThreadChanges } from './thread-changes.js';
import type { ReadingRecord, ThreadRecord } from './thread.js';

/** What is decided about a thread as a whole. */
export class ThreadActs {
  constructor(
    private readonly records: ThreadRecords,
    private readonly access: Access,
    private readonly changes: ThreadChanges,
    private readonly reading: ReadingRecords,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  async describe(actor: Person, threadId: ThreadId, input: DescribeThread): Promise<ThreadGrant> {
    const { title, tags, kind } = input;
    return this.changes.thread(actor, 'thread.describe', threadId, async ({ thread }) => {
      if (kind === 'announcement' && thread.kind !== kind) {
        await this.access.require(actor, 'thread.announce', { workspaceId: thread.workspaceId });
      }
      return {
        fields: {
          ...(title === undefined ? {} : { title }),
          ...(tags === undefined ? {} : { tags: [...new Set(tags)] }),
          ...(kind === undefined ? {} : { kind }),
        },
      };
    });
  }

  accept(actor: Person, threadId: ThreadId, { no, layout }: AcceptAnswer): Promise<ThreadGrant> {
    return this.changes.thread(actor, 'thread.accept', threadId, async ({ thread }) => {
      if (no !== null && layout !== thread.layout) throw movedElsewhere();
      if (thread.accepted === no) return null;
      if (no === null) return { fields: { accepted: null, status: 'open' } };
      const post = await this.records.postByNo(threadId, no);
      if (!post || post.deletedAt !== null || post.hidden !== null || post.movedTo !== null) {
        throw invalidField('no', 'no-such-post', 'no: there is no such post in this thread');
      }
      return { fields: { accepted: no, status: 'answered' } };
    });
  }

  close(actor: Person, threadId: ThreadId, { reason }: CloseThread): Promise<ThreadGrant> {
    return this.changes.thread(actor, 'thread.close', threadId, (grant) => {
      if (grant.thread.status === 'locked') throw new KontorError('conflict', 'This thread is locked.');
      const log = this.logged(actor, grant, 'thread-closed', reason);
      return { fields: { status: 'closed', closedReason: reason }, touchesAll: true, log };
    });
  }

  lock(actor: Person, threadId: ThreadId, { reason }: CloseThread): Promise<ThreadGrant> {
    return this.changes.thread(actor, 'thread.lock', threadId, (grant) => ({
      fields: { status: 'locked', closedReason: reason },
      touchesAll: true,
      log: this.logged(actor, grant, 'thread-locked', reason),
    }));
  }

  /** A closed thread opens to whoever could close it, a locked one to coordinators. */
  async reopen(actor: Person, threadId: ThreadId): Promise<ThreadGrant> {
    return this.changes.thread(actor, 'thread.close', threadId, async (grant) => {
      const { thread } = grant;
      if (thread.status === 'open' || thread.status === 'answered') return null;
      if (thread.status === 'locked') await this.access.require(actor, 'thread.lock', { threadId });
      const log = this.logged(actor, grant, 'thread-reopened');
      return { fields: { status: openStatus(thread), closedReason: null }, touchesAll: true, log };
    });
  }

  pin(actor: Person, threadId: ThreadId, pinned: boolean): Promise<ThreadGrant> {
    return this.changes.thread(actor, 'thread.moderate', threadId, (grant) =>
      grant.thread.pinned === pinned
        ? null
        : {
            fields: { pinned },
            log: this.logged(actor, grant, pinned ? 'thread-pinned' : 'thread-unpinned'),
          },
    );
  }

  /** What somebody has read, and how much they want to hear: nobody else sees it. */
  async read(actor: Person, threadId: ThreadId, { read, level, layout }: ReadPosts): Promise<ReadingRecord> {
    const { thread } = await this.access.require(actor, 'thread.read', { threadId });
    const { userId } = actor;
    const { workspaceId } = thread;
    // Numbers of another layout mean other posts: they are seen again under their new ones.
    const seen = (layout === thread.layout ? read : [])
      .filter(({ from }) => from <= thread.posts)
      .map(({ from, to }) => ({ from, to: Math.min(to, thread.posts) }));
    const given = {
      threadId,
      userId,
      workspaceId,
      read: seen,
      layout: thread.layout,
      ...(level ? { level } : {}),
    };
    const reading = await this.reading.note(given);
    if (seen.length > 0) this.events.publish({ type: 'thread.read', userId, threadId });
    return reading;
  }

  /** What coordinators do to the threads of a workspace is written down; what an editor does to an own one is not. */
  private logged(
    actor: Person,
    { thread, workspace }: ThreadGrant,
    act: ModerationAct,
    reason?: string,
  ): NewModerationEntry[] {
    if (workspace.role !== 'coordinator') return [];
    return [entryOf(actor, this.clock.now(), thread, { act, reason })];
  }
}

const openStatus = ({ accepted }: ThreadRecord): ThreadRecord['status'] =>
  accepted === null ? 'open' : 'answered';
