/** From and to, both included. */
export type Range = [from: number, to: number];

/**
 * Both sets of ranges as one: ascending, and none touches another.
 * @param highest numbers beyond it are left out
 */
export function union(a: readonly Range[], b: readonly Range[], highest: number): Range[] {
  const sorted = [...a, ...b].toSorted(([one], [other]) => one - other);
  const result: Range[] = [];
  for (const [from, end] of sorted) {
    const to = Math.min(end, highest);
    if (to < from) continue;
    const last = result.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** How many numbers from 1 to `highest` the ranges hold. */
export const countIn = (ranges: readonly Range[], highest: number): number =>
  ranges.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, highest) - from + 1), 0);
