import { API_PREFIX, AttachmentId } from '@kontor/contracts';
import { homeOf, postWhereItIs } from '../discussions/thread-home.js';
import type { ThreadRecords } from '../discussions/discussions.port.js';
import type { PostRecord } from '../discussions/thread.js';
import type { AttachmentRecord } from './attachment.js';

export const ATTACHMENT_ADDRESS = `${API_PREFIX}/attachments/`;

/** Addresses of all pictures in a body, which its schema bounds. */
export function picturesOf(node: unknown): unknown[] {
  if (Array.isArray(node)) return node.flatMap(picturesOf);
  if (typeof node !== 'object' || node === null) return [];
  const inside = 'content' in node ? picturesOf(node.content) : [];
  if (!('type' in node) || node.type !== 'image') return inside;
  const attrs: unknown = 'attrs' in node ? node.attrs : null;
  return [typeof attrs === 'object' && attrs !== null && 'src' in attrs ? attrs.src : null, ...inside];
}

/** The file at this address; null for any other address. */
export function attachmentAt(address: unknown): AttachmentId | null {
  if (typeof address !== 'string' || !address.startsWith(ATTACHMENT_ADDRESS)) return null;
  return AttachmentId.safeParse(address.slice(ATTACHMENT_ADDRESS.length)).data ?? null;
}

/** All files that a post shows, in its words or below them, now or in a version that can be looked up. */
export function filesShown({ body, attachments, versions }: PostRecord): Set<AttachmentId> {
  return new Set(
    [{ body, attachments }, ...versions].flatMap((version) => [
      ...version.attachments.map(({ id }) => id),
      ...picturesOf(version.body).flatMap((address) => attachmentAt(address) ?? []),
    ]),
  );
}

/**
 * The posts that show a file, where they are now. The file itself knows only under which names posts were sent with it, so
 * moving, merging and splitting threads rewrites no file.
 */
export async function postsShowing(
  threads: Pick<ThreadRecords, 'byId' | 'post'>,
  { id, posts }: Pick<AttachmentRecord, 'id' | 'posts'>,
): Promise<PostRecord[]> {
  const found = await Promise.all(
    posts.map(async ({ threadId, postId }) => {
      // Reading a thread first finishes what its last change left undone.
      await homeOf(threads, threadId);
      return postWhereItIs(threads, threadId, postId);
    }),
  );
  return found.flatMap((post) => (post !== null && filesShown(post).has(id) ? [post] : []));
}
