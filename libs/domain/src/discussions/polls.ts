import type { AskPoll, CastVote, ReopenPoll, ThreadId } from '@kontor/contracts';
import type { ThreadGrant } from '../access/grants.js';
import type { Person } from '../kernel/actor.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { Clock } from '../kernel/ports.js';
import { askedPoll, futureDate, isPollClosed, pollIn, requireNoVotes, voted } from './poll.js';
import type { ThreadChanges } from './thread-changes.js';

/** Asking people of a thread to vote, and voting. The clock of the server decides what is still in time. */
export class Polls {
  constructor(
    private readonly changes: ThreadChanges,
    private readonly clock: Clock,
  ) {}

  /** @throws KontorError poll-closed */
  vote(actor: Person, threadId: ThreadId, { options }: CastVote): Promise<ThreadGrant> {
    return this.changes.thread(actor, 'thread.vote', threadId, ({ thread }) => {
      const before = pollIn(thread);
      if (isPollClosed(before, thread, this.clock.now())) {
        throw new KontorError('poll-closed', 'The poll takes no more votes.');
      }
      const poll = voted(before, actor.userId, options);
      return poll && { fields: { poll } };
    });
  }

  /** In place of the one that is there, as long as nobody has voted. */
  ask(actor: Person, threadId: ThreadId, input: AskPoll): Promise<ThreadGrant> {
    return this.changes.thread(actor, 'thread.set-poll', threadId, ({ thread }) => {
      requireNoVotes(thread.poll);
      return { fields: { poll: askedPoll(input, thread.seq + 1, this.clock.now()) } };
    });
  }

  remove(actor: Person, threadId: ThreadId): Promise<ThreadGrant> {
    return this.changes.thread(actor, 'thread.set-poll', threadId, ({ thread }) => {
      if (thread.poll === null) return null;
      requireNoVotes(thread.poll);
      return { fields: { poll: null } };
    });
  }

  close(actor: Person, threadId: ThreadId): Promise<ThreadGrant> {
    return this.changes.thread(actor, 'thread.set-poll', threadId, ({ thread }) => {
      const poll = pollIn(thread);
      const now = this.clock.now();
      return isPollClosed(poll, thread, now) ? null : { fields: { poll: { ...poll, closesAt: now } } };
    });
  }

  /** Until another date, or until somebody closes it. */
  reopen(actor: Person, threadId: ThreadId, { closesAt }: ReopenPoll): Promise<ThreadGrant> {
    return this.changes.thread(actor, 'thread.set-poll', threadId, ({ thread }) => {
      const until = closesAt === null ? null : futureDate(closesAt, this.clock.now());
      return { fields: { poll: { ...pollIn(thread), closesAt: until } } };
    });
  }
}
