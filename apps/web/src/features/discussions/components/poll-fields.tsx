import { Fieldset, Textfield } from '@digdir/designsystemet-react';
import { MAX_POLL_OPTIONS, POLL_RESULTS, type AskPoll, type Poll, type PollResults } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { LabelledSelect } from '../../../ui/labelled-select.js';

/** A poll while it is written: an empty line at the end waits for one more option. */
export interface PollDraft {
  question: string;
  options: string[];
  choices: number;
  results: PollResults;
  /** As the browser's field for a moment has it: local, without a zone. */
  closesAt: string;
}

export const NEW_POLL: PollDraft = {
  question: '',
  options: ['', ''],
  choices: 1,
  results: 'always',
  closesAt: '',
};

export const draftOf = ({ question, options, choices, results, closesAt }: Poll): PollDraft => ({
  question: question ?? '',
  options: grown(options.map(({ text }) => text)),
  choices,
  results,
  closesAt: closesAt === null ? '' : localMoment(new Date(closesAt)),
});

export function askedBy({
  question,
  options,
  choices,
  results,
  closesAt,
}: PollDraft): z.input<typeof AskPoll> {
  const given = options.map((option) => option.trim()).filter((option) => option !== '');
  const until = new Date(closesAt);
  return {
    question: question.trim() === '' ? null : question,
    options: given,
    choices: Math.max(1, Math.min(choices, given.length)),
    results,
    closesAt: Number.isNaN(until.getTime()) ? null : until.toISOString(),
  };
}

const grown = (options: string[]): string[] =>
  options.at(-1)?.trim() !== '' && options.length < MAX_POLL_OPTIONS ? [...options, ''] : options;

const localMoment = (date: Date): string =>
  new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

interface PollFieldsProps {
  draft: PollDraft;
  onChange: (draft: PollDraft) => void;
  fault: (field: string) => string | undefined;
}

/** What is asked, what can be chosen, how many, until when, and who sees how the votes stand. */
export function PollFields({ draft, onChange, fault }: PollFieldsProps) {
  const { t } = useTranslation('polls');
  const change = (part: Partial<PollDraft>) => onChange({ ...draft, ...part });
  const filled = draft.options.filter((option) => option.trim() !== '').length;
  const most = Math.max(2, filled);
  const numbers = Array.from({ length: most }, (_, index) => String(index + 1));
  return (
    <Fieldset className="k-stack">
      <Fieldset.Legend className="ds-sr-only">{t('label')}</Fieldset.Legend>
      <Textfield
        label={t('ask.question')}
        description={t('ask.questionHint')}
        maxLength={200}
        value={draft.question}
        onChange={(event) => change({ question: event.target.value })}
      />
      {draft.options.map((option, index) => (
        <Textfield
          // A line is its place.
          key={index}
          label={t('ask.option', { no: index + 1 })}
          maxLength={120}
          value={option}
          onChange={(event) => change({ options: grown(draft.options.with(index, event.target.value)) })}
          error={index === 0 && fault('options') ? t('ask.optionsFault') : undefined}
        />
      ))}
      <div className="k-pair">
        <LabelledSelect
          label={t('ask.choices')}
          value={String(Math.min(draft.choices, most))}
          choices={numbers.map((value) => ({ value, label: t('ask.upTo', { count: Number(value) }) }))}
          onChange={(value) => change({ choices: Number(value) })}
        />
        <LabelledSelect
          label={t('ask.results')}
          value={draft.results}
          choices={POLL_RESULTS.map((value) => ({ value, label: t(`ask.resultsOf.${value}`) }))}
          onChange={(results) => change({ results })}
        />
      </div>
      <Textfield
        type="datetime-local"
        label={t('ask.closesAt')}
        description={t('ask.closesAtHint')}
        value={draft.closesAt}
        onChange={(event) => change({ closesAt: event.target.value })}
        error={fault('closesAt') ? t('ask.closesAtFault') : undefined}
      />
    </Fieldset>
  );
}
