import type { PostId, ThreadId } from '@kontor/contracts';
import type { PostRecord } from '@kontor/domain';
import mongoose, { type Model } from 'mongoose';
import { duplicateIndex } from '../identity/duplicate.js';
import type { StoredPost } from './thread.model.js';

const { trusted } = mongoose;

export const postKey = (threadId: ThreadId, id: PostId): string => `${threadId}/${id}`;

export const storedPost = (post: PostRecord): StoredPost => ({
  _id: postKey(post.threadId, post.id),
  ...post,
});

/** Puts a post in place over an older state of itself only: one who comes late with what is past changes nothing. */
export async function putOver(posts: Model<StoredPost>, post: StoredPost): Promise<void> {
  try {
    await posts.replaceOne({ _id: post._id, seq: trusted({ $lt: post.seq }) }, post, { upsert: true });
  } catch (error) {
    if (duplicateIndex(error) !== '_id_') throw error;
  }
}
