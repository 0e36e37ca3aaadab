import { Checkbox, Fieldset, Textfield, ValidationMessage } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../app/i18n/format.js';

export interface Choice {
  value: string;
  label: string;
}

interface CheckListProps {
  legend: string;
  description?: string;
  choices: Choice[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  error?: string | undefined;
  /** Hides the legend visually where the surroundings already say it. */
  quiet?: boolean;
  disabled?: boolean;
}

const SEARCH_FROM = 14;

/** Choose several: plain check boxes, with a field to narrow them when there are many. Chosen ones stay visible. */
export function CheckList({
  legend,
  description,
  choices,
  value,
  onChange,
  error,
  quiet,
  disabled,
}: CheckListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [text, setText] = useState('');
  // What was chosen when the list opened stands first; nothing moves while choosing.
  const [first] = useState(() => new Set(value));
  const needle = text.trim().toLocaleLowerCase(format.locale);
  const shown = choices.filter(
    (choice) =>
      value.includes(choice.value) || choice.label.toLocaleLowerCase(format.locale).includes(needle),
  );
  shown.sort((a, b) => Number(first.has(b.value)) - Number(first.has(a.value)));
  const toggle = (item: string, on: boolean) =>
    onChange(on ? [...value, item] : value.filter((v) => v !== item));
  return (
    <Fieldset className="k-checklist" disabled={disabled ?? false}>
      <Fieldset.Legend className={quiet ? 'ds-sr-only' : undefined}>{legend}</Fieldset.Legend>
      {description && <Fieldset.Description>{description}</Fieldset.Description>}
      {choices.length >= SEARCH_FROM && (
        <Textfield
          data-size="sm"
          type="search"
          label={t('common.narrow')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <div className="k-checklist__items">
        {shown.map((choice) => (
          <Checkbox
            key={choice.value}
            data-size="sm"
            label={choice.label}
            value={choice.value}
            checked={value.includes(choice.value)}
            onChange={(event) => toggle(choice.value, event.target.checked)}
          />
        ))}
        {shown.length === 0 && <p className="k-muted">{t('common.nothingMatches')}</p>}
      </div>
      {error && <ValidationMessage>{error}</ValidationMessage>}
    </Fieldset>
  );
}
