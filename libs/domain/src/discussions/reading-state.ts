import { MAX_POSTS, type PostRange, type Thread } from '@kontor/contracts';
import { countIn, union } from './ranges.js';
import type { ReadingRecord, ThreadRecord } from './thread.js';

/** What somebody has seen of a thread, posts that went elsewhere included: there is nothing of them to read here. */
export function seenOf(thread: ThreadRecord, reading: ReadingRecord | undefined): PostRange[] {
  // Numbers of another layout say nothing about the posts that bear them now.
  const read = reading?.layout === thread.layout ? reading.read : [];
  return union(read, thread.gone, MAX_POSTS);
}

export const readingOf = (thread: ThreadRecord, reading: ReadingRecord | undefined): Thread['reading'] => ({
  unread: thread.posts - countIn(seenOf(thread, reading), thread.posts),
  level: reading?.level ?? 'normal',
});

type Noted = Omit<ReadingRecord, 'level'> & { level?: ReadingRecord['level'] | undefined };

/** What was read before and what is read now. Of two layouts the newer counts: numbers of the other mean other posts. */
export function withRead(before: ReadingRecord | null, noted: Noted): ReadingRecord {
  const layout = Math.max(before?.layout ?? 0, noted.layout);
  const own = before?.layout === layout ? before.read : [];
  const added = noted.layout === layout ? noted.read : [];
  const level = noted.level ?? before?.level ?? 'normal';
  const { threadId, userId, workspaceId } = noted;
  return { threadId, userId, workspaceId, read: union(own, added, MAX_POSTS), layout, level };
}
