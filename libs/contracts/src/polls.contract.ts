import { z } from 'zod';
import { Instant } from './ids.js';

/** Who sees how the votes stand: everybody, whoever has voted, or everybody once the poll is closed. */
export const POLL_RESULTS = ['always', 'after-voting', 'after-closing'] as const;
export const PollResults = z.enum(POLL_RESULTS);
export type PollResults = z.infer<typeof PollResults>;

export const MIN_POLL_OPTIONS = 2;
export const MAX_POLL_OPTIONS = 10;

const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}+$/u, 'must not contain control characters');

/** The same words twice would split the votes of those who mean the same. */
const areDistinct = (options: readonly string[]): boolean =>
  new Set(options.map((option) => option.toLowerCase())).size === options.length;

/** `PUT /threads/:threadId/poll`, and part of a new thread. */
export const AskPoll = z
  .strictObject({
    /** Null: the title of the thread asks. */
    question: line(200).nullable().default(null),
    options: z
      .array(line(120))
      .min(MIN_POLL_OPTIONS)
      .max(MAX_POLL_OPTIONS)
      .refine(areDistinct, 'must differ from each other'),
    /** How many options one person may choose. */
    choices: z.number().int().min(1).max(MAX_POLL_OPTIONS).default(1),
    results: PollResults.default('always'),
    /** Until when votes are taken, by the clock of the server; null: until somebody closes it. */
    closesAt: Instant.nullable().default(null),
  })
  .refine(({ choices, options }) => choices <= options.length, {
    path: ['choices'],
    message: 'must not be more than there are options',
  });
export type AskPoll = z.infer<typeof AskPoll>;

/** Chosen by the server, unique in the thread: a vote for an option that was replaced meanwhile is not one for another. */
export const PollOptionId = z.string().min(1).max(40);
export type PollOptionId = z.infer<typeof PollOptionId>;

/** `PUT /threads/:threadId/vote`: all that one chooses, in place of what one chose before. None takes the vote back. */
export const CastVote = z.strictObject({ options: z.array(PollOptionId).max(MAX_POLL_OPTIONS) });
export type CastVote = z.infer<typeof CastVote>;

/** `POST /threads/:threadId/poll/reopen`: the old date may be over. */
export const ReopenPoll = z.strictObject({ closesAt: Instant.nullable().default(null) });
export type ReopenPoll = z.infer<typeof ReopenPoll>;

/** So many names are told per option; more than that are a number. */
export const MAX_VOTERS_NAMED = 100;

export const PollVoter = z.object({
  /** Null when the account is gone. */
  name: z.string().nullable(),
  organisation: z.string().nullable(),
});
export type PollVoter = z.infer<typeof PollVoter>;

export const Poll = z
  .object({
    question: z.string().nullable(),
    options: z.array(
      z.object({
        id: PollOptionId,
        text: z.string(),
        /** Null as long as the reader does not see how the votes stand. */
        votes: z.number().int().nullable(),
        voters: z.array(PollVoter),
        mine: z.boolean(),
      }),
    ),
    choices: z.number().int(),
    results: PollResults,
    closesAt: Instant.nullable(),
    /** It takes no votes: its date has come, or the thread is closed. */
    closed: z.boolean(),
    /** The time of the server when it said this, so that a device whose clock is off knows how long the poll stays open. */
    asOf: Instant,
    /** How many people have voted. */
    voted: z.number().int(),
  })
  .meta({ id: 'Poll' });
export type Poll = z.infer<typeof Poll>;
