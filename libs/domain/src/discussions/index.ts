export type {
  PostTexts,
  ReadBody,
  ReadingRecords,
  ThreadChange,
  ThreadListQuery,
  ThreadReach,
  ThreadRecords,
  ThreadTask,
} from './discussions.port.js';
export { Drafts } from './drafts.js';
export type { DraftRecord, DraftRecords } from './drafts.port.js';
export { Moderation, type ModerationMeans } from './moderation.js';
export {
  flaggedKey,
  MAX_FLAGS,
  type FlaggedRecord,
  type FlagRecord,
  type ModerationPlace,
  type ModerationRecord,
  type ModerationRecords,
  type NewModerationEntry,
} from './moderation.port.js';
export { askedPoll, isPollClosed, type PollRecord, type PollVote } from './poll.js';
export { Polls } from './polls.js';
export { type PostingPace } from './posting-pace.js';
export { Posts, type PostMeans } from './posts.js';
export { countIn, union } from './ranges.js';
export { withRead } from './reading-state.js';
export {
  mergePlan,
  numbersOf,
  placed,
  placeLeft,
  renumberedRanges,
  splitPlan,
  type MergedFields,
  type MergePlan,
  type Placement,
} from './rearrange.js';
export { ThreadActs } from './thread-acts.js';
export { ThreadChanges } from './thread-changes.js';
export { ThreadMoves, type MoveMeans } from './thread-moves.js';
export { ThreadViews, type PostView, type StateView, type ThreadView } from './thread-views.js';
export { Threads } from './threads.js';
export {
  isClosed,
  type PostRecord,
  type PostVersion,
  type ReadingRecord,
  type ThreadRecord,
} from './thread.js';
