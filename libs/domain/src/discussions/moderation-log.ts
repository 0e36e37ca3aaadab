import type { ModerationAct } from '@kontor/contracts';
import type { Person } from '../kernel/actor.js';
import { invalidField } from '../kernel/kontor-error.js';
import type { NewModerationEntry } from './moderation.port.js';
import type { PostRecord, ThreadRecord } from './thread.js';

interface Deed {
  act: ModerationAct;
  reason?: string | undefined;
  post?: PostRecord | undefined;
}

/** An entry of the moderation log about a thread as it was when a coordinator did it. */
export const entryOf = (
  { userId }: Person,
  at: Date,
  { id, workspaceId, title }: Pick<ThreadRecord, 'id' | 'workspaceId' | 'title'>,
  { act, reason, post }: Deed,
): NewModerationEntry => ({
  workspaceId,
  at,
  actorId: userId,
  act,
  threadId: id,
  threadTitle: title,
  postId: post?.id ?? null,
  no: post?.no ?? null,
  authorId: post?.authorId ?? null,
  reason: reason === undefined || reason === '' ? null : reason,
  flags: [],
});

/** @throws KontorError invalid-input when somebody takes away the words of another and does not say why */
export function requireReason(reason: string | undefined): string {
  if (reason !== undefined && reason !== '') return reason;
  throw invalidField('reason', 'missing', 'reason: say why');
}
