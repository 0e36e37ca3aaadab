import { Attachment, PostBody } from '@kontor/contracts';
import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { ownWords } from '../../../app/own-words.js';

const Words = z.object({
  body: PostBody,
  answersId: z.string().nullable(),
  attachments: Attachment.array().default([]),
  savedAt: z.string(),
});

/** What somebody is writing in a thread, as this device knows it. */
const Kept = z.object({
  /** The id under which it will be sent. */
  postId: z.string(),
  /** Null: taken back; the server may not know yet. */
  body: PostBody.nullable(),
  answersId: z.string().nullable(),
  /** Files below the words; the server has them already. */
  attachments: Attachment.array().default([]),
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

const DRAFT = 'draft.';
const nameOf = ({ threadId }: DraftPlace): string => DRAFT + threadId;
/** One name for a place, whosoever it is. */
const keyOf = ({ userId, threadId }: DraftPlace): string => `${userId}.${threadId}`;
const known = new Map<string, KeptDraft | null>();
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

export function keptDraft(place: DraftPlace): KeptDraft | null {
  const here = known.get(keyOf(place));
  if (here !== undefined) return here;
  const draft = Kept.safeParse(ownWords.get(place.userId, nameOf(place))).data ?? null;
  known.set(keyOf(place), draft);
  return draft;
}

export function keepDraft(place: DraftPlace, draft: KeptDraft | null): void {
  known.set(keyOf(place), draft);
  const isUnsaved =
    draft !== null && ((draft.body !== null && draft.savedAt === null) || draft.other !== null);
  ownWords.set(place.userId, nameOf(place), draft, isUnsaved);
  tell();
}

/** Where this person has words that the server has not. */
export function unsavedPlaces(userId: string): DraftPlace[] {
  const begin = keyOf({ userId, threadId: '' });
  const here = [...known.keys()].filter((key) => key.startsWith(begin)).map((key) => key.slice(begin.length));
  const kept = ownWords
    .places(userId)
    .filter(({ name }) => name.startsWith(DRAFT))
    .map(({ name }) => name.slice(DRAFT.length));
  return [...new Set([...here, ...kept])]
    .map((threadId) => ({ userId, threadId }))
    .filter((place) => keptDraft(place)?.savedAt === null);
}

// Another tab goes on with it, or has sent it.
ownWords.watch((userId, name) => {
  if (!name.startsWith(DRAFT)) return;
  known.delete(keyOf({ userId, threadId: name.slice(DRAFT.length) }));
  tell();
});

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useKeptDraft = (place: DraftPlace): KeptDraft | null =>
  useSyncExternalStore(subscribe, () => keptDraft(place));
