import { Button, Textfield } from '@digdir/designsystemet-react';
import {
  CONTENT_LANGUAGES,
  DOCUMENT_STATUSES,
  SearchStatus,
  THREAD_STATUSES,
  TOPICS,
} from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { useCities } from '../../organisations/api/organisations.js';
import { useWorkspaces } from '../../workspaces/api/workspaces.js';
import { isNarrowed, NARROWING, type SearchParams } from '../hooks/search-params.js';

interface FiltersProps {
  params: SearchParams;
  onChange: (part: Partial<SearchParams>) => void;
}

/** Everything that a search can be narrowed by. On phones it opens on demand; what is set always shows. */
export function SearchFilters({ params, onChange }: FiltersProps) {
  const { t } = useTranslation('search');
  const [open, setOpen] = useState(() => isNarrowed(params));
  const set = NARROWING.filter((name) => params[name] !== undefined).length;
  return (
    <section className="k-refine" aria-label={t('narrow')}>
      <div className="k-refine__head">
        <Button
          variant="tertiary"
          data-color="neutral"
          data-size="sm"
          aria-expanded={open}
          aria-controls="search-filters"
          onClick={() => setOpen(!open)}
        >
          {set === 0 ? t('narrow') : t('narrowedBy', { count: set })}
        </Button>
        {set > 0 && (
          <Button
            variant="tertiary"
            data-size="sm"
            onClick={() => onChange(Object.fromEntries(NARROWING.map((name) => [name, undefined])))}
          >
            {t('widen')}
          </Button>
        )}
      </div>
      <div id="search-filters" hidden={!open} className="k-refine__fields">
        <Choices params={params} onChange={onChange} />
        <Textfield
          data-size="sm"
          type="date"
          label={t('from')}
          value={params.from ?? ''}
          onChange={(event) => onChange({ from: event.target.value || undefined })}
        />
        <Textfield
          data-size="sm"
          type="date"
          label={t('until')}
          value={params.until ?? ''}
          onChange={(event) => onChange({ until: event.target.value || undefined })}
        />
      </div>
    </section>
  );
}

type Named = { value: string; label: string };
/** A select has no choice for "none" of its own. */
const ANY = '-';

function Choices({ params, onChange }: FiltersProps) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const { data: workspaces = [] } = useWorkspaces();
  const { data: cities = [] } = useCities();
  const byLabel = (a: Named, b: Named) => format.compare(a.label, b.label);
  const statuses = [...new Set<SearchStatus>([...DOCUMENT_STATUSES, ...THREAD_STATUSES])];
  const countries = [...new Set(cities.map(({ country }) => country))];
  const selects: [
    name: 'workspaceId' | 'country' | 'cityId' | 'topic' | 'language' | 'status',
    choices: Named[],
  ][] = [
    ['workspaceId', workspaces.map(({ id, name }) => ({ value: id, label: name }))],
    ['country', countries.map((value) => ({ value, label: format.country(value) })).sort(byLabel)],
    ['cityId', cities.map(({ id, name }) => ({ value: id, label: name })).sort(byLabel)],
    ['topic', TOPICS.map((value) => ({ value, label: t(`app:topics.${value}`) })).sort(byLabel)],
    ['language', CONTENT_LANGUAGES.map((value) => ({ value, label: format.language(value) })).sort(byLabel)],
    ['status', statuses.map((value) => ({ value, label: t(`statuses.${value}`) }))],
  ];
  return selects.map(([name, choices]) => (
    <LabelledSelect
      key={name}
      size="sm"
      label={t(`filters.${name}`)}
      value={params[name] ?? ANY}
      choices={[{ value: ANY, label: t('any') }, ...choices]}
      onChange={(value) => onChange({ [name]: value === ANY ? undefined : value })}
    />
  ));
}
