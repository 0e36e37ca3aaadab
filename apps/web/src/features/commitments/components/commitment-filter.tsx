import { Button } from '@digdir/designsystemet-react';
import { COMMITMENT_STATES, TOPICS } from '@kontor/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import type { Choice } from '../../../ui/check-list.js';
import { ChoiceChip, namesOf } from '../../../ui/choice-chip.js';
import { RadioChips } from '../../../ui/radio-chips.js';
import { useCities } from '../../organisations/api/organisations.js';
import { isNarrowed, listIn, listOut, type CommitmentSearch } from '../hooks/commitment-search.js';

const PARTS = ['state', 'cityId', 'topic'] as const;
type Part = (typeof PARTS)[number];
const SHOWN = ['all', 'soon', 'waiting'] as const;

interface CommitmentFilterProps {
  search: CommitmentSearch;
  onChange: (part: Partial<CommitmentSearch>) => void;
  onClear: () => void;
  /** How they are shown, beside which of them. */
  children: ReactNode;
}

/** "Commitments that are signed, of Kortrijk, about any topic": each part opens its choices. */
export function CommitmentFilter({ search, onChange, onClear, children }: CommitmentFilterProps) {
  const { t } = useTranslation('commitments');
  const format = useFormat();
  const choices = useChoices();
  const phrase = (part: Part, names: string[]) =>
    names.length === 0 ? t(`filter.${part}.any`) : t(`filter.${part}.some`, { list: format.or(names) });
  return (
    <>
      <div className="k-sentence" role="group" aria-label={t('app:common.narrow')}>
        <span>{t('filter.commitments')}</span>
        {PARTS.map((part) => (
          <ChoiceChip
            key={part}
            legend={t(`filter.${part}.legend`)}
            phrase={phrase(part, namesOf(choices[part], listIn(search[part])))}
            choices={choices[part]}
            value={listIn(search[part])}
            onChange={(value) => onChange({ [part]: listOut(value) })}
          />
        ))}
        {isNarrowed(search) && (
          <Button variant="tertiary" data-size="sm" onClick={onClear}>
            {t('filter.clear')}
          </Button>
        )}
      </div>
      <div className="k-commitment-tools">
        <RadioChips
          label={t('filter.term')}
          name="show"
          choices={SHOWN.map((value) => ({ value, label: t(`show.${value}`) }))}
          value={search.show ?? 'all'}
          onChange={(show) => onChange({ show: show === 'all' ? undefined : show })}
        />
        {children}
      </div>
    </>
  );
}

function useChoices(): Record<Part, Choice[]> {
  const { t } = useTranslation('commitments');
  const format = useFormat();
  const { data: cities = [] } = useCities();
  return {
    state: COMMITMENT_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
    cityId: cities
      .map(({ id, name }) => ({ value: String(id), label: name }))
      .sort((a, b) => format.compare(a.label, b.label)),
    topic: TOPICS.map((value) => ({ value, label: t(`app:topics.${value}`) })),
  };
}
