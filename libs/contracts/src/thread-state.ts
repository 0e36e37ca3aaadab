import type { Post, ThreadState } from './discussions.contract.js';

/**
 * Lays changes of a thread over what was known of it. Answers may come late, twice or out of order: of the thread and of
 * each post the state with the higher `seq` stays.
 *
 * @param known null: nothing yet, so `changes` must be the answer to `after=0`
 */
export function withChanges(known: ThreadState | null, changes: ThreadState): ThreadState {
  // It was merged into another meanwhile: then the answer is that other thread, whole.
  if (known === null || known.thread.id !== changes.thread.id) return changes;
  const isNews = changes.thread.seq >= known.thread.seq;
  const posts = new Map(known.posts.map((post) => [post.id, post]));
  for (const post of changes.posts) {
    const before = posts.get(post.id);
    if (before === undefined || before.seq < post.seq || (before.seq === post.seq && isNews)) {
      posts.set(post.id, post);
    }
  }
  return {
    thread: isNews ? changes.thread : known.thread,
    posts: [...posts.values()].toSorted((a, b) => a.no - b.no),
    poll: isNews ? changes.poll : known.poll,
    read: isNews ? changes.read : known.read,
  };
}

/** The order in which posts are shown: each branch by its first post, inside a branch by time. */
export const inBranches = (posts: readonly Post[]): Post[] =>
  posts.toSorted((a, b) => a.branch - b.branch || a.no - b.no);
