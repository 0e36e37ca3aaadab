import { foldName } from '../organisations/names.js';

/** A word of a text: where it stands, and how it is compared. */
export interface Word {
  /** Offsets in the text, in UTF-16 code units; `to` is not included. */
  from: number;
  to: number;
  /** Without case and accents. */
  folded: string;
}

/** Longer runs are no words of people: they are cut, so that nothing grows an index without end. */
const MAX_WORD = 40;
/** A question with more words is answered by its first ones. */
const MAX_ASKED = 8;

/**
 * Letters and digits with the marks that belong to them, and nothing else: whatever is typed, no operator, no pattern and no
 * quote ever reaches a query. None of our languages is written without spaces, so no dictionary is needed to part words.
 */
const RUNS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** The words of a text in the order in which they stand. */
export function wordsIn(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: run, index } of text.matchAll(RUNS)) {
    const folded = foldName(run)
      .replaceAll(/[^\p{L}\p{N}]/gu, '')
      .slice(0, MAX_WORD);
    if (folded !== '') words.push({ from: index, to: index + run.length, folded });
  }
  return words;
}

/** Each folded word of a text once. */
export const termsOf = (text: string): string[] => [...new Set(wordsIn(text).map(({ folded }) => folded))];

/** What somebody asks for, in the order typed; empty when nothing typed is a word. */
export const askedWords = (typed: string): string[] => termsOf(typed).slice(0, MAX_ASKED);

/**
 * Whether a word of a text may be another form of the word asked for: they begin alike for long enough. Used only where the
 * engine has said that a text answers, to mark which words of it do.
 */
export function looksLike(asked: string, term: string): boolean {
  if (term.startsWith(asked)) return true;
  let alike = 0;
  while (alike < asked.length && alike < term.length && asked[alike] === term[alike]) alike += 1;
  const shorter = Math.min(asked.length, term.length);
  return alike >= 3 && alike >= shorter - 1 && alike * 2 >= Math.max(asked.length, term.length);
}
