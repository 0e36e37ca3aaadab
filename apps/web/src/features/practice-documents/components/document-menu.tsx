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
  const { t } = useTranslation(['app', 'editor']);
  const archive = useArchiveDocument();
  const [asking, setAsking] = useState<'share' | 'unshare' | null>(null);
  const { id: documentId, title } = document;
  const failed = (error: unknown) =>
    showToast({ text: t(`errors.${failureCode(error)}.text`, { minutes: 1 }), tone: 'danger' });
  const restore = () =>
    archive.mutate(
      { documentId, act: 'restore' },
      {
        onSuccess: () => showToast({ text: t('editor:document.restored', { title }), tone: 'success' }),
        onError: failed,
      },
    );
  const own: MenuItem[] = [
    {
      label: t('editor:document.copyLink'),
      onSelect: () =>
        void navigator.clipboard
          .writeText(window.location.href)
          .then(() => showToast({ text: t('editor:document.linkCopied'), tone: 'success' })),
    },
  ];
  if (document.abilities.share && !document.sharedWithMembers) {
    own.push({ label: t('editor:document.share'), onSelect: () => setAsking('share') });
  }
  if (document.abilities.unshare && document.sharedWithMembers) {
    own.push({ label: t('editor:document.unshare'), onSelect: () => setAsking('unshare') });
  }
  if (document.abilities.archive && document.archivedAt === null) {
    own.push({
      label: t('editor:document.archive'),
      danger: true,
      onSelect: () =>
        archive.mutate(
          { documentId, act: 'archive' },
          {
            onSuccess: () => showToast({ text: t('editor:document.archived', { title }), undo: restore }),
            onError: failed,
          },
        ),
    });
  }
  if (document.abilities.restore && document.archivedAt !== null) {
    own.push({ label: t('editor:document.restore'), onSelect: restore });
  }
  const done = () => setAsking(null);
  return (
    <>
      <Menu label={t('editor:document.menu')} items={[...items, ...own]} />
      {asking === 'share' && <ShareDialog document={document} onClose={done} />}
      {asking === 'unshare' && <UnshareDialog document={document} onClose={done} />}
    </>
  );
}
