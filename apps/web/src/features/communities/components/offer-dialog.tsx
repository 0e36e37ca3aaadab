import { Field, Fieldset, Label, Radio, Textarea } from '@digdir/designsystemet-react';
import {
  LEARNING_DIRECTIONS,
  OfferLearning,
  TOPICS,
  type Learning,
  type LearningDirection,
  type Topic,
} from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { showToast } from '../../../ui/toast.js';
import { useFaults } from '../../../ui/use-faults.js';
import { useOffer } from '../api/learning.js';

const RATINGS = ['0', '1', '2', '3', '4', '5'] as const;
type Rating = (typeof RATINGS)[number];

interface OfferDialogProps {
  workspaceId: string;
  learning: Learning;
  onClose: () => void;
}

/** Says of one topic what one can be asked about or wants to learn; said before, it is changed. */
export function OfferDialog({ workspaceId, learning, onClose }: OfferDialogProps) {
  const { t } = useTranslation('community');
  const offer = useOffer(workspaceId);
  const said = (of: Topic) => learning.offers.find(({ topic, isMine }) => isMine && topic === of);
  const [topic, setTopic] = useState<Topic | ''>('');
  const [direction, setDirection] = useState<LearningDirection>('mentor');
  const [rating, setRating] = useState<Rating>('3');
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { fault, check, isGeneral } = useFaults(offer.error);
  const choose = (chosen: Topic) => {
    const before = said(chosen);
    setTopic(chosen);
    setMissing(false);
    if (before === undefined) return;
    setDirection(before.direction);
    setRating(RATINGS[before.maturity] ?? '0');
    setNote(before.note);
  };
  const submit = () => {
    if (topic === '') return setMissing(true);
    const body = check(OfferLearning, { direction, maturity: Number(rating), note });
    if (!body) return;
    offer.mutate(
      { topic, body },
      {
        onSuccess: () => {
          onClose();
          showToast({ text: t('learning.saved'), tone: 'success' });
        },
      },
    );
  };
  return (
    <FormDialog
      open
      title={t('learning.say')}
      submit={t('app:common.save')}
      busy={offer.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {offer.error && isGeneral ? <ErrorNotice error={offer.error} compact /> : null}
      <LabelledSelect
        label={t('learning.topic')}
        placeholder={t('learning.topicChoose')}
        value={topic}
        choices={TOPICS.map((value) => ({ value, label: t(`app:topics.${value}`) }))}
        onChange={choose}
        error={isMissing ? t('learning.topicMissing') : undefined}
      />
      <Fieldset>
        <Fieldset.Legend>{t('learning.direction')}</Fieldset.Legend>
        {LEARNING_DIRECTIONS.map((one) => (
          <Radio
            key={one}
            name="direction"
            value={one}
            label={t(`learning.directions.${one}`)}
            checked={direction === one}
            onChange={() => setDirection(one)}
          />
        ))}
      </Fieldset>
      <LabelledSelect
        label={t('learning.maturity')}
        description={t('learning.maturityHint')}
        value={rating}
        choices={RATINGS.map((value) => ({ value, label: t(`learning.ratings.${value}`) }))}
        onChange={setRating}
      />
      <Field>
        <Label>{t('learning.note')}</Label>
        <Field.Description>{t('learning.noteHint')}</Field.Description>
        <Textarea rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      {fault('note') && (
        <p className="k-fault" role="alert">
          {fault('note')}
        </p>
      )}
    </FormDialog>
  );
}
