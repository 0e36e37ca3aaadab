import { Popover } from '@digdir/designsystemet-react';
import { ChevronDownIcon } from '@navikt/aksel-icons';
import { useId, useState } from 'react';
import { CheckList, type Choice } from './check-list.js';

interface ChoiceChipProps {
  legend: string;
  /** What is chosen, as a part of a sentence. */
  phrase: string;
  choices: Choice[];
  value: string[];
  onChange: (value: string[]) => void;
}

/** A part of a sentence that opens its choices: "about eParticipation or Open data". */
export function ChoiceChip({ legend, phrase, choices, value, onChange }: ChoiceChipProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <Popover.TriggerContext>
      <Popover.Trigger
        inline
        className="k-chip"
        data-set={value.length > 0}
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

/** What these values are called; of one that is not known yet there is no name. */
export const namesOf = (choices: readonly Choice[], values: readonly string[]): string[] =>
  values.map((value) => choices.find((choice) => choice.value === value)?.label ?? '…');
