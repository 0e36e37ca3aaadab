import { PostBody, ThreadAudience, ThreadKind } from '@kontor/contracts';
import { z } from 'zod';
import { ownWords } from '../../../app/own-words.js';

/** A discussion that somebody has begun to write and not sent: as the form has it, checked when it is sent. */
const BegunThread = z.object({
  title: z.string(),
  kind: ThreadKind,
  audience: ThreadAudience,
  tags: z.string(),
  body: PostBody.nullable(),
});
export type BegunThread = z.output<typeof BegunThread>;

const nameOf = (workspaceId: string): string => `new-thread.${workspaceId}`;

export const begunThread = (userId: string, workspaceId: string): BegunThread | null =>
  BegunThread.safeParse(ownWords.get(userId, nameOf(workspaceId))).data ?? null;

/** Kept on the device while there is a word in it. */
export function keepBegunThread(userId: string, workspaceId: string, thread: BegunThread | null): void {
  const isSaid = thread !== null && (thread.title !== '' || thread.tags !== '' || thread.body !== null);
  ownWords.set(userId, nameOf(workspaceId), isSaid ? thread : null, true);
}
