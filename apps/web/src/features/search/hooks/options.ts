import type { MarkedText, SearchHit } from '@kontor/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaidWorkspace } from '../../../app/shell/current-workspace.js';
import { useWorkspaces } from '../../workspaces/api/workspaces.js';
import { placeOf, useQuickSearch } from '../api/search.js';
import { matchPlaces, usePlaces, type Place } from './places.js';

/** What one can choose: somewhere to go, something to start, something that was found. */
export interface Option {
  id: string;
  title: MarkedText;
  /** What it is, in the reader's language. */
  about: string;
  to: string;
  hash?: string | undefined;
  search?: Record<string, string | boolean>;
  hit?: SearchHit;
}
export interface OptionGroup {
  name: 'places' | 'starts' | 'found' | 'all';
  options: Option[];
}

const PLACES_WHEN_TYPING = 4;
const PLACES_AT_FIRST = 8;
const HITS = 7;

const plain = (text: string): MarkedText => ({ text, marks: [] });
const optionOf = ({ id, name, kind, to, search }: Place): Option => ({
  id,
  title: plain(name),
  about: kind,
  to,
  ...(search && { search }),
});

/**
 * What the palette offers for what is typed. Places and starts are matched here and at once; what the server finds comes a
 * moment later, and what was found for the letters before stays until then.
 *
 * @param asked what is asked of the server: the text, as soon as typing leaves time for it
 */
export function useOptions(text: string, asked: string): { groups: OptionGroup[]; isWaiting: boolean } {
  const { t } = useTranslation('search');
  const places = usePlaces();
  const starts = useStarts();
  const typed = text.trim();
  const found = useQuickSearch(asked.trim(), HITS);
  const isWaiting = typed !== '' && (found.isFetching || asked.trim() !== typed);
  const hits = typed === '' ? undefined : found.data?.items;
  const groups = useMemo((): OptionGroup[] => {
    if (typed === '') {
      return [
        { name: 'places', options: places.slice(0, PLACES_AT_FIRST).map(optionOf) },
        { name: 'starts', options: starts.slice(0, 2).map(optionOf) },
      ];
    }
    const matching = matchPlaces(places, typed).slice(0, PLACES_WHEN_TYPING);
    const known = new Set(matching.map(({ to }) => to));
    return [
      { name: 'places', options: matching.map(optionOf) },
      {
        name: 'found',
        options: (hits ?? [])
          .filter((hit) => !known.has(placeOf(hit).to))
          .map((hit) => ({
            id: `${hit.kind}-${hit.id}`,
            title: hit.title,
            about: t(`kinds.${hit.kind}`),
            ...placeOf(hit),
            hit,
          })),
      },
      { name: 'starts', options: matchPlaces(starts, typed).slice(0, 4).map(optionOf) },
      {
        name: 'all',
        options: [
          {
            id: 'all',
            title: plain(t('palette.everything', { text: typed })),
            about: t('palette.page'),
            to: '/search',
            search: { q: typed },
          },
        ],
      },
    ];
  }, [places, starts, typed, hits, t]);
  return { groups: groups.filter(({ options }) => options.length > 0), isWaiting };
}

/** What can be begun, in which workspace; the workspace at hand first. */
function useStarts(): Place[] {
  const { t } = useTranslation('search');
  const { data: workspaces } = useWorkspaces();
  const here = useSaidWorkspace();
  return useMemo(
    () =>
      [...(workspaces ?? [])]
        .sort((a, b) => Number(b.id === here) - Number(a.id === here))
        .flatMap(({ id, name, abilities }): Place[] => [
          ...(abilities.createDocument
            ? [
                {
                  id: `start-document-${id}`,
                  name: t('palette.newDocument'),
                  kind: name,
                  to: `/workspaces/${id}/practice-documents`,
                  search: { begin: true },
                },
              ]
            : []),
          ...(abilities.createThread
            ? [
                {
                  id: `start-thread-${id}`,
                  name: t('palette.newThread'),
                  kind: name,
                  to: `/workspaces/${id}/threads`,
                  search: { begin: true },
                },
              ]
            : []),
        ]),
    [workspaces, here, t],
  );
}
