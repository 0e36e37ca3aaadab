import type { UserId } from '@kontor/contracts';
import { KontorError } from '../kernel/kontor-error.js';

/** How much one person writes in how short a time, over all workspaces and all ways of writing. */
export interface PostingPace {
  /** Counts one post. @returns 0 when it may be written, else the seconds until the next may */
  take(userId: UserId): Promise<number>;
}

/** @throws KontorError too-many-attempts, with the time to wait */
export async function requirePace(pace: PostingPace, userId: UserId): Promise<void> {
  const retryAfterSeconds = await pace.take(userId);
  if (retryAfterSeconds === 0) return;
  throw new KontorError('too-many-attempts', 'That was a lot in a short time. Wait a little.', {
    retryAfterSeconds,
  });
}
