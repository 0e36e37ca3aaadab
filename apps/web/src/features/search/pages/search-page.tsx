import { Button, Chip, Search } from '@digdir/designsystemet-react';
import { SEARCH_KINDS, type SearchAnswer } from '@kontor/contracts';
import { MagnifyingGlassIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../app/shell/page.js';
import { announce } from '../../../ui/announcer.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { Loading } from '../../../ui/loading.js';
import { useSearch } from '../api/search.js';
import { HitRow } from '../components/hit-row.js';
import { SearchFilters } from '../components/search-filters.js';
import { isNarrowed, NARROWING, SearchParams } from '../hooks/search-params.js';
import '../styles/search.css';

/** Asked once the fingers rest. */
const REST_MS = 250;

/** One search over everything that the reader may open. */
export function SearchPage({ address }: { address: Record<string, unknown> }) {
  const params = SearchParams.parse(address);
  const { t } = useTranslation('search');
  const navigate = useNavigate({ from: '/search' });
  const change = (part: Partial<SearchParams>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const q = (params.q ?? '').trim();
  return (
    <Page title={t('title')} lead={t('lead')} width="text">
      <SearchField key="field" value={params.q ?? ''} onChange={(text) => change({ q: text || undefined })} />
      {q === '' ? (
        <Hints onTry={(text) => change({ q: text })} />
      ) : (
        <Results params={{ ...params, q }} onChange={change} />
      )}
    </Page>
  );
}

function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('search');
  const [text, setText] = useState(value);
  const [given, setGiven] = useState(value);
  if (given !== value) {
    // The address has changed: by typing here, or by a step back or a suggestion elsewhere.
    setGiven(value);
    if (value !== text.trim()) setText(value);
  }
  useEffect(() => {
    if (text.trim() === value.trim()) return undefined;
    const timer = setTimeout(() => onChange(text.trim()), REST_MS);
    return () => clearTimeout(timer);
  });
  return (
    <form
      role="search"
      className="k-search-form"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(text.trim());
      }}
    >
      <Search>
        <Search.Input
          aria-label={t('field')}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Search.Clear aria-label={t('clear')} onClick={() => setText('')} />
        <Search.Button>{t('title')}</Search.Button>
      </Search>
    </form>
  );
}

interface ResultsProps {
  params: SearchParams & { q: string };
  onChange: (part: Partial<SearchParams>) => void;
}

function Results({ params, onChange }: ResultsProps) {
  const { t } = useTranslation('search');
  const found = useSearch(params);
  const first = found.data?.pages[0];
  const hits = found.data?.pages.flatMap(({ items }) => items);
  const count = first && totalOf(first, params.kind);
  useEffect(() => {
    if (count !== undefined && !found.isPlaceholderData) announce(t('found', { count }));
  }, [count, found.isPlaceholderData, t]);
  const widen = () =>
    onChange({ kind: undefined, ...Object.fromEntries(NARROWING.map((name) => [name, undefined])) });
  return (
    <>
      {first && <Kinds answer={first} params={params} onChange={onChange} />}
      <SearchFilters params={params} onChange={onChange} />
      {found.isError && !hits && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading shape="rows" count={6} />}
      {first?.words === 'some' && hits && hits.length > 0 && <p className="k-muted">{t('someWords')}</p>}
      {hits?.length === 0 && (
        <EmptyState
          icon={MagnifyingGlassIcon}
          level={2}
          title={t('none.title', { text: params.q })}
          text={t(isNarrowed(params) || params.kind ? 'none.narrowed' : 'none.text')}
          action={
            (isNarrowed(params) || params.kind !== undefined) && (
              <Button variant="secondary" onClick={widen}>
                {t('none.widen')}
              </Button>
            )
          }
        />
      )}
      <ol className="k-hits" data-old={found.isPlaceholderData || undefined}>
        {hits?.map((hit) => (
          <li key={`${hit.kind}${hit.id}`}>
            <HitRow hit={hit} />
          </li>
        ))}
      </ol>
      {found.hasNextPage && (
        <Button
          variant="secondary"
          className="k-retry"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </>
  );
}

const totalOf = ({ counts }: SearchAnswer, kind?: SearchParams['kind']): number =>
  counts.filter((one) => kind === undefined || one.kind === kind).reduce((sum, one) => sum + one.count, 0);

/** What was found by kind, each with how many; kinds of which nothing was found are left out. */
function Kinds({ answer, params, onChange }: ResultsProps & { answer: SearchAnswer }) {
  const { t } = useTranslation('search');
  const of = new Map(answer.counts.map((one) => [one.kind, one]));
  const shown = SEARCH_KINDS.filter((kind) => kind === params.kind || (of.get(kind)?.count ?? 0) > 0);
  if (shown.length < 2 && params.kind === undefined) return null;
  const number = (count: number, isMore: boolean) => (isMore ? t('atLeast', { count }) : String(count));
  return (
    <div className="k-kinds" role="group" aria-label={t('kind')}>
      {(['all', ...shown] as const).map((kind) => {
        const one = kind === 'all' ? undefined : of.get(kind);
        const count = kind === 'all' ? totalOf(answer) : (one?.count ?? 0);
        const isMore = kind === 'all' ? answer.counts.some((any) => any.isMore) : (one?.isMore ?? false);
        return (
          <Chip.Radio
            key={kind}
            name="kind"
            value={kind}
            checked={(params.kind ?? 'all') === kind}
            onChange={() => onChange({ kind: kind === 'all' ? undefined : kind })}
          >
            {kind === 'all' ? t('everything') : t(`plural.${kind}`)} {number(count, isMore)}
          </Chip.Radio>
        );
      })}
    </div>
  );
}

/** Nothing is typed yet: what can be found, and how. */
function Hints({ onTry }: { onTry: (text: string) => void }) {
  const { t } = useTranslation('search');
  return (
    <section className="k-hints" aria-label={t('hints.title')}>
      <h2>{t('hints.title')}</h2>
      <ul>
        <li>{t('hints.what')}</li>
        <li>{t('hints.forms')}</li>
        <li>{t('hints.begin')}</li>
        <li>{t('hints.scope')}</li>
        <li>{t('hints.keys')}</li>
      </ul>
      <p className="k-hints__try">
        {t('hints.try')}
        {[t('hints.example1'), t('hints.example2'), t('hints.example3')].map((text) => (
          <Chip.Button key={text} onClick={() => onTry(text)}>
            {text}
          </Chip.Button>
        ))}
      </p>
    </section>
  );
}
