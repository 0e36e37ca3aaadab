import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../identity/api/me.js';
import { useCities } from '../../organisations/api/organisations.js';
import { useVisits } from '../../practice-documents/api/practice-documents.js';
import { useWorkspaces } from '../../workspaces/api/workspaces.js';

export interface Place {
  id: string;
  name: string;
  /** What it is, in the reader's language: workspace, document, city, page. */
  kind: string;
  to: string;
  search?: Record<string, string | boolean>;
}

/** Everywhere one can go: pages, own workspaces, documents visited lately, cities. */
export function usePlaces(): Place[] {
  const { t } = useTranslation('search');
  const { data: me } = useMe();
  const { data: workspaces } = useWorkspaces();
  const { data: visits } = useVisits();
  const { data: cities } = useCities();
  return useMemo(() => {
    const pages = ['home', 'workspaces', 'notifications', 'network', 'me'].map((name) => page(name));
    if (me?.abilities.readMailOutbox) pages.push(page('mail'));
    if (me?.abilities.managePeople) pages.push(page('people'));
    function page(name: string): Place {
      return {
        id: `page-${name}`,
        name: t(`app:nav.${name}`),
        kind: t('palette.page'),
        to: PATHS[name] ?? '/',
      };
    }
    return [
      ...(visits ?? []).map(({ document }) => ({
        id: `document-${document.id}`,
        name: document.title,
        kind: t('palette.document'),
        to: `/practice-documents/${document.id}`,
      })),
      ...(workspaces ?? []).flatMap((workspace) => [
        {
          id: workspace.id,
          name: workspace.name,
          kind: t('palette.workspace'),
          to: `/workspaces/${workspace.id}`,
        },
        {
          id: `${workspace.id}-documents`,
          name: t('palette.documentsOf', { name: workspace.name }),
          kind: t('palette.workspace'),
          to: `/workspaces/${workspace.id}/practice-documents`,
        },
        {
          id: `${workspace.id}-threads`,
          name: t('palette.threadsOf', { name: workspace.name }),
          kind: t('palette.workspace'),
          to: `/workspaces/${workspace.id}/threads`,
        },
      ]),
      ...pages,
      ...(cities ?? []).map((city) => ({
        id: city.id,
        name: city.name === city.endonym ? city.name : `${city.name} (${city.endonym})`,
        kind: t('palette.city'),
        to: `/cities/${city.id}`,
      })),
    ];
  }, [t, me, workspaces, visits, cities]);
}

const PATHS: Record<string, string> = {
  home: '/',
  workspaces: '/workspaces',
  notifications: '/notifications',
  network: '/cities',
  me: '/account',
  mail: '/operator/mail',
  people: '/operator/people',
};

/** "obergs" finds "Ōbergsson": letters are compared without their marks. */
const fold = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/gi, 'l').replace(/ø/gi, 'o').toLowerCase();

/** Places whose name holds every typed word; names that begin with the text come first. */
export function matchPlaces(places: Place[], text: string): Place[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return places;
  const first = words.join(' ');
  return places
    .filter((place) => words.every((word) => fold(`${place.name} ${place.kind}`).includes(word)))
    .sort((a, b) => Number(fold(b.name).startsWith(first)) - Number(fold(a.name).startsWith(first)));
}
