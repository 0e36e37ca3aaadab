import type { PostId, ThreadId } from '@kontor/contracts';
import type { ThreadRecords } from './discussions.port.js';
import type { PostRecord } from './thread.js';

const MOST_STEPS = 20;

/** The thread that this one was merged into, or itself. */
export async function homeOf(records: Pick<ThreadRecords, 'byId'>, threadId: ThreadId): Promise<ThreadId> {
  let home = threadId;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const thread = await records.byId(home);
    if (thread === null || thread.mergedInto === null) return home;
    home = thread.mergedInto;
  }
  return home;
}

/** A post where it is now, whatever threads it went through. The thread it is in now may be readable or not. */
export async function postWhereItIs(
  records: Pick<ThreadRecords, 'post'>,
  threadId: ThreadId,
  postId: PostId,
): Promise<PostRecord | null> {
  let at = { threadId, postId };
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const post = await records.post(at.threadId, at.postId);
    if (post === null || post.movedTo === null) return post;
    at = post.movedTo;
  }
  return null;
}
