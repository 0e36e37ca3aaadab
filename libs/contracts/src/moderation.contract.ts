import { z } from 'zod';
import { PostAuthor } from './discussions.contract.js';
import { Instant, PostId, ThreadId } from './ids.js';
import { PageQuery, page } from './paging.js';

/** Why somebody points coordinators at a post. */
export const FLAG_REASONS = ['off-topic', 'rude', 'confidential', 'false', 'spam', 'other'] as const;
export const FlagReason = z.enum(FLAG_REASONS);
export type FlagReason = z.infer<typeof FlagReason>;

/** `PUT /threads/:threadId/posts/:postId/flag`; sent again it replaces what the same person said before. */
export const FlagPost = z
  .strictObject({ reason: FlagReason, words: z.string().trim().max(500).default('') })
  .refine(({ reason, words }) => reason !== 'other' || words !== '', {
    path: ['words'],
    message: 'say in a few words what is wrong with it',
  });
export type FlagPost = z.infer<typeof FlagPost>;

/** Hiding says why: the author and everybody else who meets the post read it. */
export const HidePost = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export type HidePost = z.infer<typeof HidePost>;

/** Showing again and dismissing flags may say why. */
export const DecideOnPost = z.strictObject({ reason: z.string().trim().max(500).default('') });
export type DecideOnPost = z.infer<typeof DecideOnPost>;

export const Flag = z.object({
  /** Null when the account is gone. */
  by: z.string().nullable(),
  reason: FlagReason,
  words: z.string(),
  at: Instant,
});
export type Flag = z.infer<typeof Flag>;

/** One entry of the queue: a post with all that was said against it and is not decided. */
export const FlaggedPost = z
  .object({
    threadId: ThreadId,
    threadTitle: z.string(),
    postId: PostId,
    no: z.number().int(),
    author: PostAuthor,
    html: z.string(),
    hidden: z.boolean(),
    deleted: z.boolean(),
    flags: z.array(Flag),
  })
  .meta({ id: 'FlaggedPost' });
export type FlaggedPost = z.infer<typeof FlaggedPost>;
export const FlaggedPostPage = page(FlaggedPost);
export const FlaggedPostQuery = PageQuery;
export type FlaggedPostQuery = z.infer<typeof FlaggedPostQuery>;

export const MODERATION_ACTS = [
  'post-hidden', 'post-shown', 'flags-dismissed', 'post-deleted', 'post-restored',
  'thread-closed', 'thread-locked', 'thread-reopened', 'thread-pinned', 'thread-unpinned',
  'thread-moved-away', 'thread-moved-here', 'threads-merged', 'posts-split',
] as const; // prettier-ignore
export const ModerationAct = z.enum(MODERATION_ACTS);
export type ModerationAct = z.infer<typeof ModerationAct>;

/** What a coordinator did: who, what, when, why. */
export const ModerationEntry = z
  .object({
    id: z.string(),
    at: Instant,
    act: ModerationAct,
    by: z.string().nullable(),
    threadId: ThreadId,
    /** As it was called then. */
    threadTitle: z.string(),
    /** The post by its number then; null: the thread as a whole. */
    no: z.number().int().nullable(),
    author: z.string().nullable(),
    reason: z.string().nullable(),
    /** What was said against the post, and is decided by this. */
    flags: z.array(Flag),
  })
  .meta({ id: 'ModerationEntry' });
export type ModerationEntry = z.infer<typeof ModerationEntry>;
export const ModerationLogPage = page(ModerationEntry);
export type ModerationLogPage = z.infer<typeof ModerationLogPage>;
