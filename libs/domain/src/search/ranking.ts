import type { Found } from './search.port.js';

/**
 * Best first: those whose title answers, then those that hold more of the words as typed, then the most recent. Whole words
 * count for more than begun ones, so that `city` shows a city before citizenship.
 */
export const bestFirst = (found: readonly Found[]): Found[] =>
  [...found].sort(
    (a, b) =>
      Number(b.isTitle) - Number(a.isTitle) ||
      bitsOf(b.whole) - bitsOf(a.whole) ||
      (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0) ||
      (a.ofId < b.ofId ? -1 : 1),
  );

/** How many words a mask of words names. */
export const bitsOf = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest > 0; rest >>>= 1) count += rest & 1;
  return count;
};
