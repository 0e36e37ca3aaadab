import { Textfield } from '@digdir/designsystemet-react';
import type { Commitment } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../ui/confirm-dialog.js';
import { showToast } from '../../../ui/toast.js';
import { useCommitmentAct, type SettlingStep } from '../api/commitments.js';

interface SettleDialogProps {
  commitment: Commitment;
  step: SettlingStep;
  onClose: () => void;
}

/** Says how it went, with a word why; the title names what it is said of. */
export function SettleDialog({ commitment, step, onClose }: SettleDialogProps) {
  const { t } = useTranslation('commitments');
  const settle = useCommitmentAct(commitment.id);
  const [note, setNote] = useState('');
  const confirm = () =>
    settle.mutate(
      { act: step, body: { revision: commitment.revision, note } },
      {
        onSuccess: () => {
          onClose();
          showToast({ text: t(`settle.${step}.done`), tone: 'success' });
        },
      },
    );
  return (
    <ConfirmDialog
      open
      tone={step === 'withdraw' ? 'danger' : 'harbour'}
      title={t(`settle.${step}.question`, { title: commitment.title })}
      confirm={t(`settle.${step}.act`)}
      busy={settle.isPending}
      error={settle.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(`settle.${step}.text`)}</p>
      {step !== 'resume' && (
        <Textfield
          label={t('settle.note')}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      )}
    </ConfirmDialog>
  );
}
