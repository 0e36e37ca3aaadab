import { Button, Chip, Textfield } from '@digdir/designsystemet-react';
import { PersonGroupIcon } from '@navikt/aksel-icons';
import { SPOKEN_LANGUAGES, TOPICS } from '@kontor/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { Page } from '../../../app/shell/page.js';
import { announce } from '../../../ui/announcer.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { Loading } from '../../../ui/loading.js';
import { useCities } from '../../organisations/api/organisations.js';
import { usePeople } from '../api/people.js';
import { PersonRow } from '../components/person-row.js';
import type { PeopleSearch } from '../hooks/people-search.js';
import '../styles/people.css';

/** The directory: everybody whom the reader may see, narrowed by name, city, language and topic. */
export function PeoplePage({ search }: { search: PeopleSearch }) {
  const { t } = useTranslation('people');
  const navigate = useNavigate({ from: '/people' });
  const people = usePeople(search);
  const items = people.data?.pages.flatMap((page) => page.items);
  const count = items?.length;
  useEffect(() => {
    if (count !== undefined) announce(t('shown', { count }));
  }, [count, t]);
  const change = (part: PeopleSearch) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const clear = () => void navigate({ search: {}, replace: true });
  const isNarrowed = Object.values(search).some(Boolean);
  return (
    <Page
      title={t('title')}
      lead={<p>{t('lead')}</p>}
      crumbs={[{ label: t('app:network.title'), link: { to: '/cities' } }]}
    >
      <Narrowing search={search} onChange={change} />
      {isNarrowed && (
        <div className="k-people-chips">
          {search.expertise !== undefined && (
            <Chip.Removable onClick={() => change({ expertise: undefined })}>
              {t('expertise', { text: search.expertise })}
            </Chip.Removable>
          )}
          <Button variant="tertiary" data-size="sm" onClick={clear}>
            {t('clear')}
          </Button>
        </div>
      )}
      {people.isError && !items && <ErrorNotice error={people.error} onRetry={() => void people.refetch()} />}
      {people.isPending && <Loading shape="rows" count={6} />}
      {items?.length === 0 && (
        <EmptyState
          icon={PersonGroupIcon}
          level={2}
          title={t(isNarrowed ? 'nobody' : 'none')}
          text={t(isNarrowed ? 'nobodyText' : 'noneText')}
        />
      )}
      {items && items.length > 0 && (
        <ul className="k-person-rows">
          {items.map((person) => (
            <li key={person.id}>
              <PersonRow person={person} />
            </li>
          ))}
        </ul>
      )}
      {people.hasNextPage && (
        <Button
          variant="secondary"
          className="k-retry"
          loading={people.isFetchingNextPage}
          onClick={() => void people.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </Page>
  );
}

interface NarrowingProps {
  search: PeopleSearch;
  onChange: (part: PeopleSearch) => void;
}

const ANY = 'any';
const LATER_MS = 250;

function Narrowing({ search, onChange }: NarrowingProps) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const { data: cities = [] } = useCities();
  const any = { value: ANY, label: t('any') };
  const sorted = (choices: { value: string; label: string }[]) => [
    any,
    ...choices.sort((a, b) => format.compare(a.label, b.label)),
  ];
  const parts = {
    cityId: sorted(
      cities.filter(({ peopleCount }) => peopleCount > 0).map(({ id, name }) => ({ value: id, label: name })),
    ),
    language: sorted(SPOKEN_LANGUAGES.map((value) => ({ value, label: format.language(value) }))),
    topic: sorted(TOPICS.map((value) => ({ value, label: t(`app:topics.${value}`) }))),
  };
  const labels = { cityId: t('city'), language: t('language'), topic: t('topic') };
  return (
    <search className="k-people-filter">
      <NameField value={search.q ?? ''} onChange={(q) => onChange({ q: q || undefined })} />
      {(['cityId', 'language', 'topic'] as const).map((part) => (
        <LabelledSelect
          key={part}
          size="sm"
          label={labels[part]}
          choices={parts[part]}
          value={search[part] ?? ANY}
          onChange={(value) => onChange({ [part]: value === ANY ? undefined : value })}
        />
      ))}
    </search>
  );
}

/** Asks when the typing pauses, not at every letter. */
function NameField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('people');
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    if (text.trim() !== value) setText(value);
  }
  useEffect(() => {
    if (text.trim() === value) return undefined;
    const timer = setTimeout(() => onChange(text.trim()), LATER_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <Textfield
      data-size="sm"
      type="search"
      label={t('find')}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
