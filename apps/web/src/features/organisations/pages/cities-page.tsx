import { Button, Table, Textfield, ToggleGroup } from '@digdir/designsystemet-react';
import type { City } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { Page } from '../../../app/shell/page.js';
import { QueryGate } from '../../../ui/query-gate.js';
import { ScrollRegion } from '../../../ui/scroll-region.js';
import { useCities } from '../api/organisations.js';
import { LazyPartnerMap } from '../components/lazy-partner-map.js';
import { MapSentence } from '../components/map-sentence.js';

/** The network: every place of the partnership, on a map and in a table that says the same. */
export function CitiesPage() {
  const { t } = useTranslation(['app', 'doors']);
  const cities = useCities();
  return (
    <Page
      title={t('doors:network.title')}
      lead={<p>{t('doors:network.lead')}</p>}
      action={
        <Button variant="secondary" asChild>
          <Link to="/people">{t('doors:network.people')}</Link>
        </Button>
      }
    >
      <QueryGate query={cities} shape="rows">
        {(items) => <Network cities={items} />}
      </QueryGate>
    </Page>
  );
}

function Network({ cities }: { cities: City[] }) {
  const { t } = useTranslation(['app', 'doors']);
  const [view, setView] = useState('map');
  return (
    <div className="k-stack">
      <div className="k-section-head">
        <MapSentence cities={cities} />
        <ToggleGroup data-size="sm" aria-label={t('documents.view')} value={view} onChange={setView}>
          <ToggleGroup.Item value="map">{t('doors:network.map')}</ToggleGroup.Item>
          <ToggleGroup.Item value="table">{t('documents.table')}</ToggleGroup.Item>
        </ToggleGroup>
      </div>
      {view === 'map' ? <LazyPartnerMap cities={cities} /> : <CityTable cities={cities} />}
    </div>
  );
}

function CityTable({ cities }: { cities: City[] }) {
  const { t } = useTranslation(['app', 'doors']);
  const format = useFormat();
  const [text, setText] = useState('');
  const needle = text.trim().toLocaleLowerCase(format.locale);
  const shown = cities
    .filter((city) =>
      `${city.name} ${city.endonym} ${format.country(city.country)}`
        .toLocaleLowerCase(format.locale)
        .includes(needle),
    )
    .sort((a, b) => format.compare(a.name, b.name));
  return (
    <div className="k-stack">
      <Textfield
        className="k-half"
        data-size="sm"
        type="search"
        label={t('doors:network.find')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ScrollRegion label={t('doors:network.title')}>
        <Table className="k-table" hover>
          <caption className="ds-sr-only">{t('doors:network.title')}</caption>
          <Table.Head>
            <Table.Row>
              <Table.HeaderCell>{t('doors:network.place')}</Table.HeaderCell>
              <Table.HeaderCell>{t('doors:network.country')}</Table.HeaderCell>
              <Table.HeaderCell>{t('doors:network.languages')}</Table.HeaderCell>
              <Table.HeaderCell className="k-number">{t('doors:network.organisations')}</Table.HeaderCell>
              <Table.HeaderCell className="k-number">{t('doors:network.people')}</Table.HeaderCell>
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {shown.map((city) => (
              <Table.Row key={city.id}>
                <Table.HeaderCell scope="row">
                  <Link to="/cities/$cityId" params={{ cityId: city.id }} className="ds-link">
                    {city.name}
                  </Link>
                </Table.HeaderCell>
                <Table.Cell>{format.country(city.country)}</Table.Cell>
                <Table.Cell>{city.languages.map((code) => format.language(code)).join(', ')}</Table.Cell>
                <Table.Cell className="k-number">{format.number(city.organisationCount)}</Table.Cell>
                <Table.Cell className="k-number">{format.number(city.peopleCount)}</Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </ScrollRegion>
      {shown.length === 0 && <p className="k-muted">{t('common.nothingMatches')}</p>}
    </div>
  );
}
