import { Heading } from '@digdir/designsystemet-react';
import type { CityDetail } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFoundPage } from '../../../app/not-found-page.js';
import { useFormat } from '../../../app/i18n/format.js';
import { Page } from '../../../app/shell/page.js';
import { PersonMark } from '../../../ui/person-mark.js';
import { QueryGate, isMissing } from '../../../ui/query-gate.js';
import { useCity } from '../api/organisations.js';
import { LazyPartnerMap } from '../components/lazy-partner-map.js';

/** One place: where it lies, who speaks what, which organisations, people and workspaces are there. */
export function CityPage({ cityId }: { cityId: string }) {
  const { t } = useTranslation(['app', 'doors']);
  const query = useCity(cityId);
  const format = useFormat();
  if (isMissing(query)) return <NotFoundPage />;
  const city = query.data;
  return (
    <Page
      title={city?.name ?? t('common.loading')}
      crumbs={[{ label: t('doors:network.title'), link: { to: '/cities' } }]}
      lead={
        city ? (
          <p>
            {[city.endonym === city.name ? null : city.endonym, format.country(city.country)]
              .filter(Boolean)
              .join(' · ')}
          </p>
        ) : null
      }
    >
      <QueryGate query={query}>{(loaded) => <CityView city={loaded} />}</QueryGate>
    </Page>
  );
}

function CityView({ city }: { city: CityDetail }) {
  const { t } = useTranslation(['app', 'doors']);
  return (
    <div className="k-columns">
      <div className="k-stack k-stack--wide">
        <Part
          id="workspaces"
          title={t('doors:city.workspaces')}
          empty={t('doors:city.noWorkspaces')}
          count={city.workspaces.length}
        >
          <ul className="k-plain">
            {city.workspaces.map((workspace) => (
              <li key={workspace.id}>
                <Link
                  to="/workspaces/$workspaceId"
                  params={{ workspaceId: workspace.id }}
                  className="ds-link"
                >
                  {workspace.name}
                </Link>
              </li>
            ))}
          </ul>
        </Part>
        <Part
          id="organisations"
          title={t('doors:city.organisations')}
          empty={t('doors:city.noOrganisations')}
          count={city.organisations.length}
        >
          <ul className="k-plain">
            {city.organisations.map((organisation) => (
              <li key={organisation.id}>
                {organisation.name}
                <span className="k-muted k-block">{t(`doors:organisationTypes.${organisation.type}`)}</span>
              </li>
            ))}
          </ul>
        </Part>
        <Part
          id="people"
          title={t('doors:city.people')}
          empty={t('doors:city.noPeople')}
          count={city.people.length}
        >
          <ul className="k-people k-people--grid">
            {city.people.map((person) => (
              <li key={person.id}>
                <span className="k-person">
                  <PersonMark name={person.name} />
                  <span>
                    <Link to="/people/$userId" params={{ userId: person.id }} className="ds-link">
                      {person.name}
                    </Link>
                    <span className="k-muted k-block">{person.organisationName}</span>
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </Part>
      </div>
      <aside aria-label={t('doors:city.facts')} className="k-stack">
        <CityFacts city={city} />
        <LazyPartnerMap cities={[city]} highlight={city.id} />
      </aside>
    </div>
  );
}

function CityFacts({ city }: { city: CityDetail }) {
  const { t } = useTranslation(['app', 'doors']);
  const format = useFormat();
  const facts: [string, string][] = [
    [t('doors:network.country'), format.country(city.country)],
    [t('doors:network.languages'), format.and(city.languages.map((code) => format.language(code)))],
    [t('doors:city.sea'), format.and(city.seaBasins.map((basin) => t(`doors:seaBasins.${basin}`)))],
    [t('doors:city.size'), t([`doors:sizeBands.${city.sizeBand}`, 'doors:sizeBands.other'])],
  ];
  if (city.nuts3Label)
    facts.push([t('doors:city.region'), city.nuts3 ? `${city.nuts3Label} (${city.nuts3})` : city.nuts3Label]);
  return (
    <dl className="k-facts">
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

interface PartProps {
  id: string;
  title: string;
  empty: string;
  count: number;
  children: ReactNode;
}

function Part({ id, title, empty, count, children }: PartProps) {
  return (
    <section aria-labelledby={`city-${id}`}>
      <Heading level={2} data-size="xs" id={`city-${id}`}>
        {title}
      </Heading>
      {count === 0 ? <p className="k-muted">{empty}</p> : children}
    </section>
  );
}
