import { ThreadDraft, type Attachment, type PostBody } from '@kontor/contracts';
import { z } from 'zod';
import { ApiError, request } from '../../../app/http.js';
import { keepDraft, keptDraft, unsavedPlaces, type DraftPlace, type KeptDraft } from './draft-store.js';
import { newId } from './new-id.js';
import { isPassing, isWaiting } from './outbox.js';

/** So long nothing is typed before the server hears of it. */
const PAUSE_MS = 1_000;
const RETRY_MS = 5_000;
/** Answers of the server that change what is saved next; more in a row are no answer but a fault. */
const MOST_TURNS = 5;

const keyOf = ({ userId, threadId }: DraftPlace): string => `${userId}.${threadId}`;
/** Saves and looks of one place come one after the other: an answer never speaks of a state that is gone. */
const queues = new Map<string, Promise<void>>();
const pauses = new Map<string, number>();
/** Places whose words the server will not take as they are. */
const refused = new Set<string>();
/** What was sent from here while its draft may still be on the server. */
const sent = new Set<string>();

const isSent = (postId: string): boolean => sent.has(postId) || isWaiting(postId);

function inTurn(place: DraftPlace, job: () => Promise<void>): void {
  const key = keyOf(place);
  const turn = (queues.get(key) ?? Promise.resolve()).then(job).catch((error: unknown) => {
    // Without the server, or without its consent, the words stay on the device, and the composer says so.
    if (!(error instanceof ApiError)) throw error;
    if (!isPassing(error)) refused.add(key);
  });
  queues.set(key, turn);
}

/** Keeps words and files on the device at once, and on the server when nothing was typed for a moment. */
export function write(
  place: DraftPlace,
  body: PostBody | null,
  answersId: string | null,
  attachments?: readonly Attachment[],
): void {
  const before = keptDraft(place);
  if (before === null && body === null) return;
  keepDraft(place, {
    postId: before?.postId ?? newId(),
    revision: before?.revision ?? 0,
    other: before?.other ?? null,
    body,
    answersId,
    attachments: [...(attachments ?? before?.attachments ?? [])],
    savedAt: null,
  });
  refused.delete(keyOf(place));
  saveSoon(place);
}

/** The words go their way as a post: from now on they are no draft. @returns the id of that post */
export function sendDraft(place: DraftPlace): string {
  const draft = keptDraft(place);
  const postId = draft?.postId ?? newId();
  sent.add(postId);
  const rest = draft?.other
    ? { ...draft, postId: newId(), body: null, answersId: null, attachments: [] }
    : null;
  keepDraft(place, rest && { ...rest, savedAt: rest.savedAt ?? new Date().toISOString() });
  return postId;
}

/** The other words come into the field, those that are in it take their place. */
export function swapDraft(place: DraftPlace): void {
  const draft = keptDraft(place);
  if (!draft?.other) return;
  const { body, answersId, attachments, other } = draft;
  const left = body && { body, answersId, attachments, savedAt: new Date().toISOString() };
  keepDraft(place, { ...draft, ...other, savedAt: null, other: left });
  saveSoon(place);
}

export function dropOther(place: DraftPlace): void {
  const draft = keptDraft(place);
  if (draft)
    keepDraft(place, draft.body === null && draft.savedAt !== null ? null : { ...draft, other: null });
}

function saveSoon(place: DraftPlace): void {
  clearTimeout(pauses.get(keyOf(place)));
  pauses.set(
    keyOf(place),
    window.setTimeout(() => saveNow(place), PAUSE_MS),
  );
}

function saveNow(place: DraftPlace): void {
  clearTimeout(pauses.get(keyOf(place)));
  pauses.delete(keyOf(place));
  inTurn(place, () => save(place));
}

async function save(place: DraftPlace): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const draft = keptDraft(place);
    if (draft === null || draft.savedAt !== null) return;
    try {
      return await saveOnce(place, draft);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === 'stale-revision') reconcile(place, await current(place, error));
      else if (error.code === 'conflict') rename(place, draft);
      else throw error;
    }
  }
}

async function saveOnce(place: DraftPlace, draft: KeptDraft): Promise<void> {
  const { postId, revision, body, answersId, attachments } = draft;
  const at = `/threads/${place.threadId}/draft`;
  if (body === null) {
    if (revision > 0) await request('DELETE', at, z.unknown(), { params: { revision } });
    const now = keptDraft(place);
    if (now === draft)
      keepDraft(place, now.other && { ...now, revision: 0, savedAt: new Date().toISOString() });
    else if (now?.postId === postId) keepDraft(place, { ...now, revision: 0 });
    return;
  }
  const kept = { postId, revision, body, answersId, attachments };
  const answer = await request('PUT', at, ThreadDraft, { body: kept });
  const now = keptDraft(place);
  // Sent, or taken up by another tab, while the answer was on its way.
  if (now?.postId !== postId) return;
  const isAll = now.body === body && now.answersId === answersId && now.attachments === attachments;
  const savedAt = isAll ? (answer.written?.savedAt ?? null) : null;
  keepDraft(place, { ...now, revision: answer.revision, savedAt });
  if (!isAll) saveSoon(place);
}

const current = (place: DraftPlace, { problem }: ApiError): Promise<ThreadDraft> => {
  const told = ThreadDraft.safeParse(problem?.current);
  return told.success ? Promise.resolve(told.data) : look(place);
};
const look = ({ threadId }: DraftPlace): Promise<ThreadDraft> =>
  request('GET', `/threads/${threadId}/draft`, ThreadDraft);

/** It was sent from another device as it was there; what is different here goes on as words of their own. */
function rename(place: DraftPlace, draft: KeptDraft): void {
  const now = keptDraft(place);
  if (now?.postId === draft.postId) keepDraft(place, { ...now, postId: newId() });
}

/**
 * What the server has and what is here, brought together. Saved words give way to newer ones. Where both have words that the
 * other does not know, those of this device stay in the field and the others are offered beside it.
 */
function reconcile(place: DraftPlace, { revision, written }: ThreadDraft): void {
  const mine = keptDraft(place);
  const theirs = written !== null && !isSent(written.postId) ? written : null;
  if (mine === null || mine.savedAt !== null) {
    if ((mine?.revision ?? 0) === revision) return;
    const other = mine?.other ?? null;
    if (theirs) keepDraft(place, { ...theirs, revision, other });
    else if (mine) keepDraft(place, other && { ...mine, body: null, revision, other });
    return;
  }
  if (mine.revision === revision) return;
  const said = ({ body, attachments }: Pick<KeptDraft, 'body' | 'attachments'>) =>
    JSON.stringify([body, attachments.map(({ id }) => id)]);
  const isSame = theirs !== null && said(theirs) === said(mine);
  if (theirs === null || isSame) keepDraft(place, { ...mine, revision });
  else if (mine.body === null) keepDraft(place, { ...theirs, revision, other: mine.other });
  else keepDraft(place, { ...mine, revision, other: theirs });
}

/** Looks what the server has, and saves what it has not. */
export function catchUp(place: DraftPlace): void {
  inTurn(place, async () => {
    reconcile(place, await look(place));
    await save(place);
  });
}

/** Saves what this person has written in any thread and the server has not. */
export function saveUnsaved(userId: string): void {
  for (const unsaved of unsavedPlaces(userId)) {
    const key = keyOf(unsaved);
    if (!refused.has(key) && !pauses.has(key)) inTurn(unsaved, () => save(unsaved));
  }
}

/**
 * Keeps the draft of this place, and what was written elsewhere without network, in step with the server.
 * @returns a function that ends it
 */
export function followDraft(place: DraftPlace): () => void {
  catchUp(place);
  const saveAll = () => saveUnsaved(place.userId);
  const again = () => {
    catchUp(place);
    saveAll();
  };
  const onVisibility = () => (document.visibilityState === 'visible' ? catchUp(place) : leave());
  const leave = () => {
    if (pauses.has(keyOf(place))) saveNow(place);
  };
  const timer = setInterval(saveAll, RETRY_MS);
  window.addEventListener('online', again);
  document.addEventListener('visibilitychange', onVisibility);
  saveAll();
  return () => {
    clearInterval(timer);
    window.removeEventListener('online', again);
    document.removeEventListener('visibilitychange', onVisibility);
    leave();
  };
}
