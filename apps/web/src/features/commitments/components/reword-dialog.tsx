import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { RewordCommitment, type Commitment } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { showToast } from '../../../ui/toast.js';
import { useFaults } from '../../../ui/use-faults.js';
import { currentOf, useCommitmentAct } from '../api/commitments.js';
import { WordingFields, wordingForm, wordingOf } from './wording-fields.js';

/**
 * Changes the words. When somebody else saved in between, theirs are shown beside one's own, and only a second press puts
 * these in their place: nothing is overwritten unseen, nothing typed is lost.
 */
export function RewordDialog({ commitment, onClose }: { commitment: Commitment; onClose: () => void }) {
  const { t } = useTranslation('commitments');
  const reword = useCommitmentAct(commitment.id);
  const [begun] = useState(commitment);
  const [form, setForm] = useState(() => wordingForm(commitment));
  const theirs = currentOf(reword.error);
  const { fault, check, isGeneral } = useFaults(reword.error);
  const submit = () => {
    const revision = theirs?.revision ?? begun.revision;
    const body = check(RewordCommitment, { revision, ...wordingOf(form) });
    if (!body) return;
    reword.mutate(
      { act: 'reword', body },
      {
        onSuccess: () => {
          onClose();
          showToast({ text: t('reword.saved'), tone: 'success' });
        },
      },
    );
  };
  return (
    <FormDialog
      open
      wide
      title={t('reword.title')}
      submit={t(theirs ? 'reword.submitOver' : 'reword.submit')}
      busy={reword.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {theirs ? (
        <Alert data-color="warning" role="alert">
          <Paragraph>{t('reword.theirs')}</Paragraph>
          <Paragraph>
            <strong>{theirs.title}</strong>
          </Paragraph>
          <Paragraph className="k-prose">{theirs.text}</Paragraph>
        </Alert>
      ) : reword.error && isGeneral ? (
        <ErrorNotice error={reword.error} compact />
      ) : null}
      {begun.signatures.length > 0 && <p className="k-muted">{t('reword.signedBefore')}</p>}
      <WordingFields
        form={form}
        hasFault={(field) => fault(field) !== undefined}
        onChange={(part) => setForm({ ...form, ...part })}
      />
    </FormDialog>
  );
}
