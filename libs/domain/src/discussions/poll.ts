import type { AskPoll, PollOptionId, PollResults, UserId } from '@kontor/contracts';
import { KontorError, invalidField, notFound } from '../kernel/kontor-error.js';
import { isClosed, type ThreadRecord } from './thread.js';

export interface PollVote {
  userId: UserId;
  /** In the order in which the poll offers them. */
  options: PollOptionId[];
}

/** It lives in its thread, so that a vote is one write and everybody who follows the thread sees it. */
export interface PollRecord {
  question: string | null;
  options: { id: PollOptionId; text: string }[];
  choices: number;
  results: PollResults;
  /** Closing it by hand is a date as well: this moment. */
  closesAt: Date | null;
  /** One per person, whoever voted last at the end. */
  votes: PollVote[];
}

/**
 * @param seq the number of the change that brings it: no two polls of a thread name their options alike
 * @param field where the poll stands in what was sent
 */
export function askedPoll(
  { question, options, choices, results, closesAt }: AskPoll,
  seq: number,
  now: Date,
  field = '',
): PollRecord {
  return {
    question,
    options: options.map((text, index) => ({ id: `${seq}-${index + 1}`, text })),
    choices,
    results,
    closesAt: closesAt === null ? null : futureDate(closesAt, now, field),
    votes: [],
  };
}

/** @throws KontorError invalid-input for what is over already */
export function futureDate(closesAt: string, now: Date, field = ''): Date {
  const date = new Date(closesAt);
  if (date > now) return date;
  throw invalidField(`${field}closesAt`, 'in-the-past', 'closesAt: choose a moment that is still to come');
}

/** What was closed with its thread opens with it again. */
export const isPollClosed = (poll: PollRecord, thread: Pick<ThreadRecord, 'status'>, now: Date): boolean =>
  isClosed(thread) || (poll.closesAt !== null && poll.closesAt <= now);

/** @throws KontorError not-found */
export function pollIn({ poll }: ThreadRecord): PollRecord {
  if (poll === null) throw notFound();
  return poll;
}

/**
 * The poll with the choice of this person in place of what they chose before; null: it is as they want it.
 * @throws KontorError invalid-input
 */
export function voted(poll: PollRecord, userId: UserId, chosen: readonly PollOptionId[]): PollRecord | null {
  const options = poll.options.map(({ id }) => id).filter((id) => chosen.includes(id));
  if (options.length !== new Set(chosen).size) {
    throw invalidField('options', 'no-such-option', 'options: the poll does not offer this');
  }
  if (options.length > poll.choices) {
    throw invalidField('options', 'too-many', `options: at most ${poll.choices} can be chosen`);
  }
  const before = poll.votes.find((vote) => vote.userId === userId)?.options ?? [];
  if (String(before) === String(options)) return null;
  const others = poll.votes.filter((vote) => vote.userId !== userId);
  return { ...poll, votes: options.length === 0 ? others : [...others, { userId, options }] };
}

/** What people voted on is not replaced by something else under their names. */
export function requireNoVotes(poll: PollRecord | null): void {
  if (poll === null || poll.votes.length === 0) return;
  throw new KontorError('conflict', 'Somebody has voted already. Close the poll instead.');
}
