import { Button, Heading } from '@digdir/designsystemet-react';
import { PersonGroupIcon } from '@navikt/aksel-icons';
import type { Community } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { EmptyState } from '../../../ui/empty-state.js';

type Place = Community['places'][number];

/** Who is where, and what a place can be asked about in which languages. */
export function Places({ workspaceId, places }: { workspaceId: string; places: Place[] }) {
  const { t } = useTranslation('community');
  const all = places.reduce((sum, { people }) => sum + people.length, 0);
  return (
    <section aria-labelledby="places-title" className="k-stack">
      <Heading level={2} data-size="xs" id="places-title">
        {t('members')}
      </Heading>
      {all < 2 && (
        <EmptyState
          icon={PersonGroupIcon}
          title={t('alone')}
          text={t('aloneText')}
          action={
            <Button variant="secondary" asChild>
              <Link to="/workspaces/$workspaceId/members" params={{ workspaceId }}>
                {t('invite')}
              </Link>
            </Button>
          }
        />
      )}
      <ul className="k-places">
        {places.map((place) => (
          <li key={place.cityId ?? 'nowhere'}>
            <PlaceCard place={place} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function PlaceCard({ place: { cityId, name, people } }: { place: Place }) {
  const { t } = useTranslation('community');
  const format = useFormat();
  const languages = distinct(people.flatMap((person) => person.languages.map(({ language }) => language)));
  const known = distinct([
    ...people.flatMap(({ topics }) => topics.map((topic) => t(`app:topics.${topic}`))),
    ...people.flatMap(({ expertise }) => expertise),
  ]);
  return (
    <article className="k-place">
      <Heading level={3} data-size="2xs">
        {cityId ? (
          <Link to="/cities/$cityId" params={{ cityId }} className="ds-link">
            {name}
          </Link>
        ) : (
          t('nowhere')
        )}{' '}
        <span className="k-muted">{t('count', { count: people.length })}</span>
      </Heading>
      <p className="k-commas">
        {people.map((person) => (
          <Link key={person.id} to="/people/$userId" params={{ userId: person.id }} className="ds-link">
            {person.name}
          </Link>
        ))}
      </p>
      {languages.length > 0 && (
        <p className="k-muted">
          {t('speaks', { list: languages.map((code) => format.language(code)).join(', ') })}
        </p>
      )}
      {known.length > 0 && <p className="k-muted">{t('knows', { list: known.join(', ') })}</p>}
    </article>
  );
}

const distinct = <T,>(items: T[]): T[] => [...new Set(items)];
