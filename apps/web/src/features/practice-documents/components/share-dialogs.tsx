import { Paragraph, Textfield } from '@digdir/designsystemet-react';
import { SharePracticeDocument, type PracticeDocument } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../ui/confirm-dialog.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { showToast } from '../../../ui/toast.js';
import { useFaults } from '../../../ui/use-faults.js';
import { useShareDocument } from '../api/practice-documents.js';

interface ShareDialogProps {
  document: PracticeDocument;
  onClose: () => void;
}

/** Shows a draft to community members; whoever does that says why. */
export function ShareDialog({ document, onClose }: ShareDialogProps) {
  const { t } = useTranslation();
  const share = useShareDocument();
  const [reason, setReason] = useState('');
  const { fault, check, isGeneral } = useFaults(share.error);
  const { id: documentId, title } = document;
  const submit = () => {
    const body = check(SharePracticeDocument, { reason });
    if (!body) return;
    share.mutate(
      { documentId, body },
      {
        onSuccess: () => {
          onClose();
          showToast({ text: t('documents.shared', { title }), tone: 'success' });
        },
      },
    );
  };
  return (
    <FormDialog
      open
      title={t('documents.shareName', { title })}
      submit={t('documents.shareSubmit')}
      busy={share.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {share.error && isGeneral ? <ErrorNotice error={share.error} compact /> : null}
      <Paragraph>{t('documents.shareText')}</Paragraph>
      <Textfield
        multiline
        rows={3}
        label={t('documents.shareReason')}
        description={t('documents.shareReasonHint')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={fault('reason')}
      />
    </FormDialog>
  );
}

/** Takes a draft back from community members. It sends readers away at once, so it asks by naming the document. */
export function UnshareDialog({ document, onClose }: ShareDialogProps) {
  const { t } = useTranslation();
  const share = useShareDocument();
  const { id: documentId, title } = document;
  const confirm = () =>
    share.mutate(
      { documentId, body: null },
      {
        onSuccess: () => {
          onClose();
          showToast({ text: t('documents.unshared', { title }) });
        },
      },
    );
  return (
    <ConfirmDialog
      open
      title={t('documents.unshareName', { title })}
      confirm={t('documents.unshare')}
      busy={share.isPending}
      error={share.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t('documents.unshareText')}
    </ConfirmDialog>
  );
}
