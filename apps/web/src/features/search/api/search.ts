import { SearchAnswer, type SearchHit } from '@kontor/contracts';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { request, type Params } from '../../../app/http.js';
import { rightsEpoch } from '../../../app/rights-epoch.js';

/** What a search can be narrowed by; the same names stand in the address bar and in the request. */
export interface SearchFilter extends Params {
  q: string;
  kind?: string | undefined;
}

/** With other rights other things are found, so what was found with the old ones is not shown again. */
const keyOf = (filter: SearchFilter) => ['search', rightsEpoch(), filter] as const;

const ask = (filter: SearchFilter, offset: number, limit: number, signal: AbortSignal) =>
  request('GET', '/search', SearchAnswer, { params: { ...filter, offset, limit }, signal });

const SHOWN_AT_ONCE = 20;

/** Page after page of what is found; nothing is asked while nothing is typed. */
export const useSearch = (filter: SearchFilter) =>
  useInfiniteQuery({
    queryKey: [...keyOf(filter), 'pages'],
    queryFn: ({ pageParam, signal }) => ask(filter, pageParam, SHOWN_AT_ONCE, signal),
    initialPageParam: 0,
    getNextPageParam: (last) => last.nextOffset ?? undefined,
    enabled: filter.q !== '',
    placeholderData: keepPreviousData,
  });

/** The best few, while somebody types. What was found before stays until the next answer is there. */
export const useQuickSearch = (q: string, limit: number) =>
  useQuery({
    queryKey: [...keyOf({ q }), 'quick', limit],
    queryFn: ({ signal }) => ask({ q }, 0, limit, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });

export interface HitPlace {
  to: string;
  hash?: string;
}

/** Where a hit leads: to the very passage where there is one. */
export function placeOf({ kind, id, place, passage, cities }: SearchHit): HitPlace {
  const marked = passage !== null && passage.marks.length > 0 ? place : null;
  switch (kind) {
    case 'practice-document':
      return { to: `/practice-documents/${id}`, ...(marked && { hash: `section-${marked}` }) };
    case 'thread':
      return { to: `/threads/${id}`, ...(marked && marked !== '1' && { hash: `post-${marked}` }) };
    case 'commitment':
      return { to: `/commitments/${id}` };
    case 'city':
      return { to: `/cities/${id}` };
    case 'person':
      return { to: `/people/${id}` };
    case 'organisation':
      return { to: cities[0] === undefined ? '/cities' : `/cities/${cities[0].id}` };
  }
}
