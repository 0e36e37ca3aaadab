import { Button, Chip, Popover } from '@digdir/designsystemet-react';
import { ChevronDownIcon } from '@navikt/aksel-icons';
import { COMMITMENT_STATES, TOPICS } from '@kontor/contracts';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { CheckList, type Choice } from '../../../ui/check-list.js';
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
  const choices = useChoices();
  return (
    <>
      <div className="k-sentence" role="group" aria-label={t('app:common.narrow')}>
        <span>{t('filter.commitments')}</span>
        {PARTS.map((part) => (
          <FilterChip
            key={part}
            part={part}
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
        <div className="k-chips" role="group" aria-label={t('filter.term')}>
          {SHOWN.map((show) => (
            <Chip.Radio
              key={show}
              name="show"
              value={show}
              checked={(search.show ?? 'all') === show}
              onChange={() => onChange({ show: show === 'all' ? undefined : show })}
            >
              {t(`show.${show}`)}
            </Chip.Radio>
          ))}
        </div>
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

interface FilterChipProps {
  part: Part;
  choices: Choice[];
  value: string[];
  onChange: (value: string[]) => void;
}

function FilterChip({ part, choices, value, onChange }: FilterChipProps) {
  const { t } = useTranslation('commitments');
  const format = useFormat();
  const id = useId();
  const [open, setOpen] = useState(false);
  const names = value.map((item) => choices.find((choice) => choice.value === item)?.label ?? '…');
  const legend = t(`filter.${part}.legend`);
  const phrase =
    names.length === 0 ? t(`filter.${part}.any`) : t(`filter.${part}.some`, { list: format.or(names) });
  return (
    <Popover.TriggerContext>
      <Popover.Trigger
        inline
        className="k-chip"
        data-set={names.length > 0}
        aria-expanded={open}
        aria-label={`${legend}: ${phrase}`}
      >
        {phrase}
        <ChevronDownIcon aria-hidden />
      </Popover.Trigger>
      <Popover
        id={id}
        open={open}
        onOpen={() => setOpen(true)}
        onClose={() => setOpen(false)}
        placement="bottom-start"
        className="k-filter"
      >
        <CheckList legend={legend} choices={choices} value={value} onChange={onChange} />
      </Popover>
    </Popover.TriggerContext>
  );
}
