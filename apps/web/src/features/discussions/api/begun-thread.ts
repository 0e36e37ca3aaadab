import { PostBody, ThreadAudience, ThreadKind } from '@kontor/contracts';
import { z } from 'zod';
import { storage } from '../../../app/storage.js';

/** A discussion that somebody has begun to write and not sent: as the form has it, checked when it is sent. */
const BegunThread = z.object({
  title: z.string(),
  kind: ThreadKind,
  audience: ThreadAudience,
  tags: z.string(),
  body: PostBody.nullable(),
});
export type BegunThread = z.output<typeof BegunThread>;

const nameOf = (userId: string, workspaceId: string): string => `new-thread.${userId}.${workspaceId}`;

export function begunThread(userId: string, workspaceId: string): BegunThread | null {
  try {
    return BegunThread.parse(JSON.parse(storage.get(nameOf(userId, workspaceId)) ?? 'null'));
  } catch {
    return null;
  }
}

/** Kept on the device while there is a word in it. */
export function keepBegunThread(userId: string, workspaceId: string, thread: BegunThread | null): void {
  const isSaid = thread !== null && (thread.title !== '' || thread.tags !== '' || thread.body !== null);
  storage.set(nameOf(userId, workspaceId), isSaid ? JSON.stringify(thread) : null);
}
