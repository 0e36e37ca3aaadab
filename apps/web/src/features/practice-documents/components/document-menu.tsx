import type { PracticeDocument } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureCode } from '../../../ui/error-notice.js';
import { Menu, type MenuItem } from '../../../ui/menu.js';
import { showToast } from '../../../ui/toast.js';
import { useArchiveDocument } from '../api/practice-documents.js';
import { ShareDialog, UnshareDialog } from './share-dialogs.js';

interface DocumentMenuProps {
  document: PracticeDocument;
  /** What the page around it can do besides, e.g. find in the text. */
  items?: MenuItem[];
}

/** The rest that can be done with a document: copy its link, show it to more people or fewer, archive it (with ten seconds to think again), restore it. */
export function DocumentMenu({ document, items = [] }: DocumentMenuProps) {
  const { t } = useTranslation();
  const archive = useArchiveDocument();
  const [asking, setAsking] = useState<'share' | 'unshare' | null>(null);
  const { id: documentId, title } = document;
  const failed = (error: unknown) =>
    showToast({ text: t(`errors.${failureCode(error)}.text`, { minutes: 1 }), tone: 'danger' });
  const restore = () =>
    archive.mutate(
      { documentId, act: 'restore' },
      {
        onSuccess: () => showToast({ text: t('documents.restored', { title }), tone: 'success' }),
        onError: failed,
      },
    );
  const own: MenuItem[] = [
    {
      label: t('documents.copyLink'),
      onSelect: () =>
        void navigator.clipboard
          .writeText(window.location.href)
          .then(() => showToast({ text: t('documents.linkCopied'), tone: 'success' })),
    },
  ];
  if (document.abilities.share && !document.sharedWithMembers) {
    own.push({ label: t('documents.share'), onSelect: () => setAsking('share') });
  }
  if (document.abilities.unshare && document.sharedWithMembers) {
    own.push({ label: t('documents.unshare'), onSelect: () => setAsking('unshare') });
  }
  if (document.abilities.archive && document.archivedAt === null) {
    own.push({
      label: t('documents.archive'),
      danger: true,
      onSelect: () =>
        archive.mutate(
          { documentId, act: 'archive' },
          {
            onSuccess: () => showToast({ text: t('documents.archived', { title }), undo: restore }),
            onError: failed,
          },
        ),
    });
  }
  if (document.abilities.restore && document.archivedAt !== null) {
    own.push({ label: t('documents.restore'), onSelect: restore });
  }
  const done = () => setAsking(null);
  return (
    <>
      <Menu label={t('documents.menu')} items={[...items, ...own]} />
      {asking === 'share' && <ShareDialog document={document} onClose={done} />}
      {asking === 'unshare' && <UnshareDialog document={document} onClose={done} />}
    </>
  );
}
