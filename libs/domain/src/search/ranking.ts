import type { ThingRef } from './search-record.js';
import type { Found } from './search.port.js';

/** A thing that answers, and which of its records answers best. */
export interface RankedThing extends ThingRef {
  title: string;
  at: Date | null;
  isTitle: boolean;
  /** Of all its records together, as in `Found`. */
  whole: number;
  /** Of the record to show. */
  bestId: string;
}

/**
 * One row per thing, best first: those whose title answers, then those that hold more of the words as typed, then the
 * most recent. Whole words count for more than begun ones, so that `city` shows a city before citizenship.
 */
export function ranked(found: readonly Found[]): RankedThing[] {
  const things = new Map<string, RankedThing>();
  const most = new Map<string, number>();
  for (const { id, kind, ofId, title, at, isTitle, whole } of found) {
    const key = `${kind}:${ofId}`;
    const before = things.get(key);
    const own = bits(whole);
    if (before === undefined) {
      things.set(key, { kind, ofId, title, at, isTitle, whole, bestId: id });
      most.set(key, own);
      continue;
    }
    before.isTitle ||= isTitle;
    before.whole |= whole;
    if (own <= (most.get(key) ?? 0)) continue;
    before.bestId = id;
    most.set(key, own);
  }
  return bestFirst([...things.values()]);
}

export const bestFirst = (things: readonly RankedThing[]): RankedThing[] =>
  [...things].sort(
    (a, b) =>
      Number(b.isTitle) - Number(a.isTitle) ||
      bits(b.whole) - bits(a.whole) ||
      (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0) ||
      (a.ofId < b.ofId ? -1 : 1),
  );

const bits = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest > 0; rest >>>= 1) count += rest & 1;
  return count;
};
