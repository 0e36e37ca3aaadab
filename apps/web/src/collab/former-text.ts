import { Doc, applyUpdate, encodeStateAsUpdate, encodeStateVector, mergeUpdates } from 'yjs';
import { ownText } from './own-text.js';

/** A text of an earlier generation: never merged with the one of now, kept until it was compared with it. */
export interface Former {
  /** All of it. */
  update: Uint8Array;
  /** Client ids that this person wrote under in this browser. */
  writers: number[];
}

/**
 * Own words that the text of now does not have, by paragraph: unsaved ones, and saved ones that a restored backup is too old
 * for. Empty when there are none.
 */
export function wordsMissingIn(now: Doc, { update, writers }: Former): string {
  const old = new Doc();
  applyUpdate(old, update);
  const newer = encodeStateAsUpdate(old, encodeStateVector(now));
  const words = ownText(old, [newer], new Set(writers));
  old.destroy();
  return words;
}

/** Two tabs put the same text aside, each with its last words. */
export const bothFormer = (one: Former | null, other: Former | null): Former | null =>
  one === null || other === null
    ? (one ?? other)
    : {
        update: mergeUpdates([one.update, other.update]),
        writers: [...new Set([...one.writers, ...other.writers])],
      };

/** What was put aside before stays; what it has already is not said twice. */
export const bothTexts = (one: string, other: string): string =>
  one.includes(other) ? one : other.includes(one) ? other : `${one}\n\n${other}`;
