import type { ThingRef } from './search-record.js';
import type { Found } from './search.port.js';

/** A thing that answers, and which of its records answers best. */
export interface RankedThing extends ThingRef {
  title: string;
  at: Date | null;
  isTitle: boolean;
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
  for (const { id, kind, ofId, title, at, isTitle, whole } of found) {
    const key = `${kind}:${ofId}`;
    const before = things.get(key);
    if (before === undefined) {
      things.set(key, { kind, ofId, title, at, isTitle, whole, bestId: id });
      continue;
    }
    before.isTitle ||= isTitle;
    if (whole > before.whole) Object.assign(before, { whole, bestId: id });
  }
  return bestFirst([...things.values()]);
}

export const bestFirst = (things: readonly RankedThing[]): RankedThing[] =>
  [...things].sort(
    (a, b) =>
      Number(b.isTitle) - Number(a.isTitle) ||
      b.whole - a.whole ||
      (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0) ||
      (a.ofId < b.ofId ? -1 : 1),
  );
