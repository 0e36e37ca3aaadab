import { PostBody } from '@kontor/contracts';
import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { storage } from '../../../app/storage.js';

const Words = z.object({ body: PostBody, answersId: z.string().nullable(), savedAt: z.string() });

/** What somebody is writing in a thread, as this device knows it. */
const Kept = z.object({
  /** The id under which it will be sent. */
  postId: z.string(),
  /** Null: taken back; the server may not know yet. */
  body: PostBody.nullable(),
  answersId: z.string().nullable(),
  /** What of it the server had when it was last asked; 0: nothing. */
  revision: z.number(),
  /** When the server took these very words; null: it has others, or none. */
  savedAt: z.string().nullable(),
  /** Other words that were written on another device, until their author has chosen. */
  other: Words.nullable(),
});
export type KeptDraft = z.output<typeof Kept>;

/** Where somebody writes. */
export interface DraftPlace {
  userId: string;
  threadId: string;
}

const nameOf = ({ userId, threadId }: DraftPlace): string => `draft.${userId}.${threadId}`;
const known = new Map<string, KeptDraft | null>();
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

function stored(name: string): KeptDraft | null {
  try {
    return Kept.parse(JSON.parse(storage.get(name) ?? 'null'));
  } catch {
    return null;
  }
}

export function keptDraft(place: DraftPlace): KeptDraft | null {
  const name = nameOf(place);
  const here = known.get(name);
  if (here !== undefined) return here;
  const draft = stored(name);
  known.set(name, draft);
  return draft;
}

export function keepDraft(place: DraftPlace, draft: KeptDraft | null): void {
  const name = nameOf(place);
  known.set(name, draft);
  storage.set(name, draft && JSON.stringify(draft));
  tell();
}

/** Where this person has words that the server has not. */
export function unsavedPlaces(userId: string): DraftPlace[] {
  const begin = nameOf({ userId, threadId: '' });
  return [...new Set([...known.keys(), ...storedNames()])]
    .filter((name) => name.startsWith(begin))
    .map((name) => ({ userId, threadId: name.slice(begin.length) }))
    .filter((place) => keptDraft(place)?.savedAt === null);
}

const STORED = 'kontor.';
function storedNames(): string[] {
  try {
    return Object.keys(localStorage).map((key) => key.slice(STORED.length));
  } catch {
    return [];
  }
}

// Another tab goes on with it, or has sent it.
window.addEventListener('storage', ({ key }) => {
  if (!key?.startsWith(`${STORED}draft.`)) return;
  known.delete(key.slice(STORED.length));
  tell();
});

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useKeptDraft = (place: DraftPlace): KeptDraft | null =>
  useSyncExternalStore(subscribe, () => keptDraft(place));
