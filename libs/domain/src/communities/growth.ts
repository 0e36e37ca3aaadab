import type { Community } from '@kontor/contracts';

const MONTHS = 12;

/** `YYYY-MM` in UTC. */
const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

/** The first moment of the first month that is shown. */
export const growthSince = (now: Date): Date =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - MONTHS + 1, 1));

/**
 * The last twelve months in order, those without anything too.
 *
 * @param since when each of the present members came
 * @param posts how many posts each month had
 */
export function growthOf(
  now: Date,
  since: readonly Date[],
  posts: ReadonlyMap<string, number>,
): Community['growth'] {
  const first = growthSince(now);
  return Array.from({ length: MONTHS }, (_, n) => {
    const month = monthOf(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + n, 1)));
    const members = since.filter((at) => monthOf(at) <= month).length;
    return { month, members, posts: posts.get(month) ?? 0 };
  });
}
