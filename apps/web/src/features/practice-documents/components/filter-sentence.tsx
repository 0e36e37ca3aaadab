import { Button } from '@digdir/designsystemet-react';
import { DOC_TYPES, DOCUMENT_STATUSES, TOPICS } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import type { Choice } from '../../../ui/check-list.js';
import { ChoiceChip, namesOf } from '../../../ui/choice-chip.js';
import { useCities } from '../../organisations/api/organisations.js';
import { isNarrowed, listIn, listOut, type DocumentSearch } from '../hooks/document-search.js';

interface FilterSentenceProps {
  search: DocumentSearch;
  onChange: (part: Partial<DocumentSearch>) => void;
  onClear: () => void;
}

const PARTS = ['status', 'topic', 'country', 'docType'] as const;
type Part = (typeof PARTS)[number];

/** "Documents in review, about eParticipation, from Finland, of any type": each part opens its choices. */
export function FilterSentence({ search, onChange, onClear }: FilterSentenceProps) {
  const { t } = useTranslation(['app', 'doors']);
  const choices = useChoices();
  const format = useFormat();
  const phrase = (part: Part, names: string[]) =>
    names.length === 0
      ? t(`doors:filter.${part}.any`)
      : t(`doors:filter.${part}.some`, { list: format.or(names) });
  return (
    <div className="k-sentence" role="group" aria-label={t('doors:filter.label')}>
      <span>{t(search.archived ? 'doors:filter.archivedDocuments' : 'doors:filter.documents')}</span>
      {PARTS.map((part) => (
        <ChoiceChip
          key={part}
          legend={t(`doors:filter.${part}.legend`)}
          phrase={phrase(part, namesOf(choices[part], listIn(search[part])))}
          choices={choices[part]}
          value={listIn(search[part])}
          onChange={(value) => onChange({ [part]: listOut(value) })}
        />
      ))}
      {isNarrowed(search) && (
        <Button variant="tertiary" data-size="sm" onClick={onClear}>
          {t('doors:filter.clear')}
        </Button>
      )}
    </div>
  );
}

/** What can be chosen per part, in the reader's language and order. */
function useChoices(): Record<Part, Choice[]> {
  const { t } = useTranslation(['app', 'doors']);
  const format = useFormat();
  const { data: cities = [] } = useCities();
  const countries = [...new Set(cities.map((city) => city.country))];
  const byLabel = (a: Choice, b: Choice) => format.compare(a.label, b.label);
  return {
    status: DOCUMENT_STATUSES.filter((status) => status !== 'archived').map((value) => ({
      value,
      label: t(`statuses.${value}`),
    })),
    topic: TOPICS.map((value) => ({ value, label: t(`topics.${value}`) })),
    country: countries.map((value) => ({ value, label: format.country(value) })).sort(byLabel),
    docType: DOC_TYPES.map((value) => ({ value, label: t(`docTypes.${value}`) })),
  };
}
