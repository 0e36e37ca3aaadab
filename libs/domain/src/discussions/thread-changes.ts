import type { PostId, ThreadId } from '@kontor/contracts';
import type { Action } from '@kontor/policy';
import type { Access } from '../access/access.js';
import type { PostGrant, ThreadGrant } from '../access/grants.js';
import type { Person } from '../kernel/actor.js';
import type { EventBus } from '../kernel/events.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { ThreadChange, ThreadRecords } from './discussions.port.js';
import type { ThreadRecord } from './thread.js';

/** So many others may come first; more is not a thread but a flood. */
const ATTEMPTS = 50;

/**
 * The one way in which a thread changes: judge, decide on what is there now, write if nobody was faster, else all again.
 * So rights are judged on the very state that is written over.
 */
export class ThreadChanges {
  constructor(
    private readonly records: ThreadRecords,
    private readonly access: Access,
    private readonly events: EventBus,
  ) {}

  /** @param decide null: it already is as asked */
  thread(
    actor: Person,
    action: Action,
    threadId: ThreadId,
    decide: (grant: ThreadGrant) => Promise<ThreadChange | null> | ThreadChange | null,
  ): Promise<ThreadGrant> {
    return this.make(() => this.access.require(actor, action, { threadId }), decide);
  }

  post(
    actor: Person,
    action: Action,
    threadId: ThreadId,
    postId: PostId,
    decide: (grant: PostGrant) => Promise<ThreadChange | null> | ThreadChange | null,
  ): Promise<PostGrant> {
    return this.make(
      () => this.access.require(actor, action, { threadId, postId }),
      (grant) => {
        if (grant.post.movedTo !== null) throw movedElsewhere();
        return decide(grant);
      },
    );
  }

  private async make<G extends ThreadGrant>(
    judge: () => Promise<G>,
    decide: (grant: G) => Promise<ThreadChange | null> | ThreadChange | null,
  ): Promise<G> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const grant = await judge();
      if (grant.thread.mergedInto !== null) throw movedElsewhere();
      const change = await decide(grant);
      if (change === null) return grant;
      const thread = await this.records.commit(grant.thread, change);
      if (thread === null) continue;
      this.announce(thread);
      return { ...grant, thread };
    }
    throw new KontorError('conflict', 'Too many people change this thread at once. Try again.');
  }

  announce({ workspaceId, id: threadId, seq }: ThreadRecord): void {
    this.events.publish({ type: 'thread.changed', workspaceId, threadId, seq });
  }
}

export const movedElsewhere = (): KontorError =>
  new KontorError('moved-elsewhere', 'It has moved to another thread. Open it anew.');
