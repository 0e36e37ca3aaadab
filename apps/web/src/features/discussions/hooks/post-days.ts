import type { Post } from '@kontor/contracts';
import { useMemo } from 'react';
import { useFormat } from '../../../app/i18n/format.js';

const two = (part: number): string => String(part).padStart(2, '0');

/** The calendar day of an instant where the reader is, as date fields have it. */
export function dayOf(instant: string): string {
  const at = new Date(instant);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

type Dated = Pick<Post, 'no' | 'createdAt'>;
/** The place of what was written first on that day or after it; after the end the last. @param posts as they are shown */
export function placeOfDay(posts: readonly Dated[], day: string): number {
  const byTime = posts.toSorted((a, b) => a.no - b.no);
  const found = byTime.find(({ createdAt }) => dayOf(createdAt) >= day) ?? byTime.at(-1);
  return posts.findIndex((post) => post === found);
}

/** Writes the day of a post shortly; with its year only where the thread spans several. */
export function useDayText(posts: readonly Post[]): (post: Post | undefined) => string {
  const { locale } = useFormat();
  const years = new Set(posts.map(({ createdAt }) => new Date(createdAt).getFullYear()));
  const hasYear = years.size > 1;
  const format = useMemo(
    () =>
      new Intl.DateTimeFormat(locale, {
        day: 'numeric',
        month: 'short',
        ...(hasYear ? { year: 'numeric' } : {}),
      }),
    [locale, hasYear],
  );
  return (post) => (post === undefined ? '' : format.format(new Date(post.createdAt)));
}
