import type { PostRange } from '@kontor/contracts';

/**
 * Both sets of ranges as one: ascending, and none touches another.
 * @param highest numbers beyond it are left out
 */
export function union(a: readonly PostRange[], b: readonly PostRange[], highest: number): PostRange[] {
  const sorted = [...a, ...b].toSorted((one, other) => one.from - other.from);
  const result: PostRange[] = [];
  for (const { from, to: end } of sorted) {
    const to = Math.min(end, highest);
    if (to < from) continue;
    const last = result.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

/** How many numbers from 1 to `highest` the ranges hold. */
export const countIn = (ranges: readonly PostRange[], highest: number): number =>
  ranges.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, highest) - from + 1), 0);

/** Whether the ranges hold this number. */
export const includes = (ranges: readonly PostRange[], no: number): boolean =>
  ranges.some(({ from, to }) => from <= no && no <= to);
