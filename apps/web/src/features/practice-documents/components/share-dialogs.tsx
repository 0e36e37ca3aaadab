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
  const { t } = useTranslation(['app', 'editor']);
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
          showToast({ text: t('editor:document.shared', { title }), tone: 'success' });
        },
      },
    );
  };
  return (
    <FormDialog
      open
      title={t('editor:document.shareName', { title })}
      submit={t('editor:document.shareSubmit')}
      busy={share.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {share.error && isGeneral ? <ErrorNotice error={share.error} compact /> : null}
      <Paragraph>{t('editor:document.shareText')}</Paragraph>
      <Textfield
        multiline
        rows={3}
        label={t('editor:document.shareReason')}
        description={t('editor:document.shareReasonHint')}
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
  const { t } = useTranslation(['app', 'editor']);
  const share = useShareDocument();
  const { id: documentId, title } = document;
  const confirm = () =>
    share.mutate(
      { documentId, body: null },
      {
        onSuccess: () => {
          onClose();
          showToast({ text: t('editor:document.unshared', { title }) });
        },
      },
    );
  return (
    <ConfirmDialog
      open
      title={t('editor:document.unshareName', { title })}
      confirm={t('editor:document.unshare')}
      busy={share.isPending}
      error={share.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t('editor:document.unshareText')}
    </ConfirmDialog>
  );
}
