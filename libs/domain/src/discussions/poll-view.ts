import { MAX_VOTERS_NAMED, type Poll, type PollVoter, type UserId } from '@kontor/contracts';
import type { Person } from '../kernel/actor.js';
import { isPollClosed, type PollRecord } from './poll.js';
import type { ThreadRecord } from './thread.js';
import type { Authors } from './thread-views.js';

/** A poll as one person sees it: how the votes stand only if that may be seen now. */
export function pollView(
  { poll, ...thread }: ThreadRecord,
  actor: Person,
  authors: Authors,
  now: Date,
): Poll | null {
  if (poll === null) return null;
  const own = poll.votes.find(({ userId }) => userId === actor.userId);
  const closed = isPollClosed(poll, thread, now);
  const isShown =
    closed || poll.results === 'always' || (poll.results === 'after-voting' && own !== undefined);
  return {
    question: poll.question,
    options: poll.options.map(({ id, text }) => {
      const by = poll.votes.filter(({ options }) => options.includes(id)).map(({ userId }) => userId);
      return {
        id,
        text,
        votes: isShown ? by.length : null,
        voters: isShown ? by.slice(0, MAX_VOTERS_NAMED).map((userId) => voter(userId, authors)) : [],
        mine: own?.options.includes(id) ?? false,
      };
    }),
    choices: poll.choices,
    results: poll.results,
    closesAt: poll.closesAt?.toISOString() ?? null,
    closed,
    asOf: now.toISOString(),
    voted: poll.votes.length,
  };
}

/** Everybody who voted; whoever has left since is named like the author of a post who has. */
export const votersOf = (poll: PollRecord | null): UserId[] =>
  poll === null ? [] : poll.votes.map(({ userId }) => userId);

function voter(userId: UserId, authors: Authors): PollVoter {
  const { name, organisation } = authors(userId);
  return { name, organisation: organisation?.name ?? null };
}
