import type { CloseThread, DescribeThread, ReadPosts, ThreadId } from '@kontor/contracts';
import type { Access } from '../access/access.js';
import type { ThreadGrant } from '../access/grants.js';
import type { Person } from '../kernel/actor.js';
import type { EventBus } from '../kernel/events.js';
import { KontorError, invalidField } from '../kernel/kontor-error.js';
import type { ReadingRecords, ThreadRecords } from './discussions.port.js';
import type { ThreadChanges } from './thread-changes.js';
import type { ReadingRecord, ThreadRecord } from './thread.js';

/** What is decided about a thread as a whole. */
export class ThreadActs {
  constructor(
    private readonly records: ThreadRecords,
    private readonly access: Access,
    private readonly changes: ThreadChanges,
    private readonly reading: ReadingRecords,
    private readonly events: EventBus,
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

  /** @param no the accepted post, null to take the acceptance back */
  accept(actor: Person, threadId: ThreadId, no: number | null): Promise<ThreadGrant> {
    return this.changes.thread(actor, 'thread.accept', threadId, async ({ thread }) => {
      if (thread.accepted === no) return null;
      if (no === null) return { fields: { accepted: null, status: 'open' } };
      const post = await this.records.postByNo(threadId, no);
      if (!post || post.deletedAt !== null) {
        throw invalidField('no', 'no-such-post', 'no: there is no such post in this thread');
      }
      return { fields: { accepted: no, status: 'answered' } };
    });
  }

  close(actor: Person, threadId: ThreadId, { reason }: CloseThread): Promise<ThreadGrant> {
    return this.changes.thread(actor, 'thread.close', threadId, ({ thread }) => {
      if (thread.status === 'locked') throw new KontorError('conflict', 'This thread is locked.');
      return { fields: { status: 'closed', closedReason: reason }, touchesAll: true };
    });
  }

  lock(actor: Person, threadId: ThreadId, { reason }: CloseThread): Promise<ThreadGrant> {
    return this.changes.thread(actor, 'thread.lock', threadId, () => ({
      fields: { status: 'locked', closedReason: reason },
      touchesAll: true,
    }));
  }

  /** A closed thread opens to whoever could close it, a locked one to coordinators. */
  async reopen(actor: Person, threadId: ThreadId): Promise<ThreadGrant> {
    return this.changes.thread(actor, 'thread.close', threadId, async ({ thread }) => {
      if (thread.status === 'open' || thread.status === 'answered') return null;
      if (thread.status === 'locked') await this.access.require(actor, 'thread.lock', { threadId });
      return { fields: { status: openStatus(thread), closedReason: null }, touchesAll: true };
    });
  }

  pin(actor: Person, threadId: ThreadId, pinned: boolean): Promise<ThreadGrant> {
    return this.changes.thread(actor, 'thread.moderate', threadId, ({ thread }) =>
      thread.pinned === pinned ? null : { fields: { pinned } },
    );
  }

  /** What somebody has read, and how much they want to hear: nobody else sees it. */
  async read(actor: Person, threadId: ThreadId, { read, level }: ReadPosts): Promise<ReadingRecord> {
    const { thread } = await this.access.require(actor, 'thread.read', { threadId });
    const { userId } = actor;
    const { workspaceId } = thread;
    const seen = read
      .filter(({ from }) => from <= thread.posts)
      .map(({ from, to }) => ({ from, to: Math.min(to, thread.posts) }));
    const given = { threadId, userId, workspaceId, read: seen, ...(level ? { level } : {}) };
    const reading = await this.reading.note(given);
    if (seen.length > 0) this.events.publish({ type: 'thread.read', userId, threadId });
    return reading;
  }
}

const openStatus = ({ accepted }: ThreadRecord): ThreadRecord['status'] =>
  accepted === null ? 'open' : 'answered';
