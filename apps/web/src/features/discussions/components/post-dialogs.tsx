import { Radio, Textarea, Field, Label, Fieldset } from '@digdir/designsystemet-react';
import { FLAG_REASONS, FlagPost, type FlagReason, type Post } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { showToast } from '../../../ui/toast.js';
import { useFaults } from '../../../ui/use-faults.js';
import { useDecision, useFlag } from '../api/moderation.js';

/** Points coordinators at a post: a reason from a short list, and words where they help. */
export function FlagDialog({
  threadId,
  post,
  onClose,
}: {
  threadId: string;
  post: Post;
  onClose: () => void;
}) {
  const { t } = useTranslation('discussions');
  const flag = useFlag(threadId, post.id);
  const [reason, setReason] = useState<FlagReason | null>(null);
  const [words, setWords] = useState('');
  const { fault, check, isGeneral } = useFaults(flag.error);
  const submit = () => {
    const checked = check(FlagPost, { reason, words });
    if (!checked) return;
    flag.mutate(checked, {
      onSuccess: () => {
        onClose();
        showToast({ text: t('flag.done') });
      },
    });
  };
  return (
    <FormDialog
      open
      title={t('flag.title', { no: post.no })}
      submit={t('flag.submit')}
      busy={flag.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {flag.error && isGeneral ? <ErrorNotice error={flag.error} compact /> : null}
      <Fieldset>
        <Fieldset.Legend>{t('flag.reason')}</Fieldset.Legend>
        <Fieldset.Description>{t('flag.hint')}</Fieldset.Description>
        {FLAG_REASONS.map((one) => (
          <Radio
            key={one}
            name="reason"
            value={one}
            label={t(`flag.reasons.${one}`)}
            checked={reason === one}
            onChange={() => setReason(one)}
          />
        ))}
        {fault('reason') && (
          <p className="k-fault" role="alert">
            {t('flag.reasonMissing')}
          </p>
        )}
      </Fieldset>
      <Words label={t('flag.words')} value={words} onChange={setWords} />
      {fault('words') && (
        <p className="k-fault" role="alert">
          {t('flag.wordsMissing')}
        </p>
      )}
    </FormDialog>
  );
}

export type PostDecision = 'flag' | 'hide' | 'show' | 'dismiss' | 'delete';

interface DecideDialogProps {
  threadId: string;
  postId: string;
  decision: Exclude<PostDecision, 'flag'>;
  onClose: () => void;
}

/** What a coordinator decides about a post, and why. */
export function DecideDialog({ threadId, postId, decision, onClose }: DecideDialogProps) {
  const { t } = useTranslation('discussions');
  const decide = useDecision(threadId, postId);
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const isNeeded = decision === 'hide' || decision === 'delete';
  return (
    <FormDialog
      open
      title={t(`moderate.${decision}.title`)}
      submit={t(`moderate.${decision}.menu`)}
      busy={decide.isPending}
      onSubmit={() => {
        if (isNeeded && reason.trim() === '') return setMissing(true);
        return decide.mutate(
          { decision, reason },
          {
            onSuccess: () => {
              onClose();
              showToast({ text: t(`moderate.${decision}.done`) });
            },
          },
        );
      }}
      onClose={onClose}
    >
      {decide.isError && <ErrorNotice error={decide.error} compact />}
      <p>{t(`moderate.${decision}.text`)}</p>
      <Words label={t(isNeeded ? 'end.reason' : 'moderate.reason')} value={reason} onChange={setReason} />
      {isMissing && reason.trim() === '' && (
        <p className="k-fault" role="alert">
          {t('end.reasonMissing')}
        </p>
      )}
    </FormDialog>
  );
}

function Words({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Field>
      <Label>{label}</Label>
      <Textarea rows={3} maxLength={500} value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}
