import { Checkbox, Textarea, Textfield, Field, Label, ValidationMessage } from '@digdir/designsystemet-react';
import { TOPICS, type Commitment } from '@kontor/contracts';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckList } from '../../../ui/check-list.js';

const MOST_TITLE = 100;
const MOST_TEXT = 2000;

/** The wording as a form holds it. */
export interface WordingForm {
  title: string;
  text: string;
  topics: string[];
  from: string;
  until: string;
  isOpen: boolean;
}

export const wordingForm = (commitment?: Commitment): WordingForm => ({
  title: commitment?.title ?? '',
  text: commitment?.text ?? '',
  topics: commitment?.topics ?? [],
  from: commitment?.from ?? new Date().toISOString().slice(0, 10),
  until: commitment?.until ?? '',
  isOpen: commitment !== undefined && commitment.until === null,
});

export const wordingOf = ({ title, text, topics, from, until, isOpen }: WordingForm) => ({
  title,
  text,
  topics,
  from,
  until: isOpen ? null : until,
});

interface WordingFieldsProps {
  form: WordingForm;
  hasFault: (field: string) => boolean;
  onChange: (part: Partial<WordingForm>) => void;
}

/** All that will be signed. */
export function WordingFields({ form, hasFault, onChange }: WordingFieldsProps) {
  const { t } = useTranslation('commitments');
  const fault = (field: 'title' | 'text' | 'from' | 'until') =>
    hasFault(field) ? t(`faults.${field}`) : undefined;
  return (
    <>
      <Textfield
        label={t('fields.title')}
        description={t('fields.titleHint')}
        maxLength={MOST_TITLE}
        value={form.title}
        onChange={(event) => onChange({ title: event.target.value })}
        error={fault('title')}
      />
      <TextField form={form} error={fault('text')} onChange={onChange} />
      <div className="k-pair">
        <Textfield
          type="date"
          label={t('fields.from')}
          value={form.from}
          onChange={(event) => onChange({ from: event.target.value })}
          error={fault('from')}
        />
        <Textfield
          type="date"
          label={t('fields.until')}
          value={form.isOpen ? '' : form.until}
          disabled={form.isOpen}
          min={form.from}
          onChange={(event) => onChange({ until: event.target.value })}
          error={fault('until')}
        />
      </div>
      <Checkbox
        label={t('fields.open')}
        value="open"
        checked={form.isOpen}
        onChange={(event) => onChange({ isOpen: event.target.checked })}
      />
      <CheckList
        legend={t('fields.topics')}
        choices={TOPICS.map((value) => ({ value, label: t(`app:topics.${value}`) }))}
        value={form.topics}
        onChange={(topics) => onChange({ topics })}
      />
    </>
  );
}

interface TextFieldProps {
  form: WordingForm;
  error: string | undefined;
  onChange: (part: Partial<WordingForm>) => void;
}

function TextField({ form, error, onChange }: TextFieldProps) {
  const { t } = useTranslation('commitments');
  const id = useId();
  return (
    <Field>
      <Label htmlFor={id}>{t('fields.text')}</Label>
      <Field.Description>{t('fields.textHint')}</Field.Description>
      <Textarea
        id={id}
        rows={8}
        maxLength={MOST_TEXT}
        aria-invalid={error ? true : undefined}
        value={form.text}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      {error && <ValidationMessage>{error}</ValidationMessage>}
    </Field>
  );
}
