import { FileSearchIcon } from '@navikt/aksel-icons';
import { StoredImage, type PracticeDocument } from '@kontor/contracts';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CollabSession } from '../../../collab/collab-session.js';
import { usePeers } from '../../../collab/peers.js';
import type { OpenText } from '../../../collab/use-collab-session.js';
import { useMembers } from '../../workspaces/api/members.js';
import { DocumentBar } from './document-bar.js';
import { FindBar } from './find-bar.js';
import { uploadFile } from '../../../app/upload.js';
import { ImageDialog } from './image-dialog.js';
import { LinkDialog } from './link-dialog.js';
import { MentionList } from './mention-list.js';
import { Outline } from './outline.js';
import { FieldsPanel } from './fields-panel.js';
import { Paper } from './paper.js';
import { TextNotices } from './text-notices.js';
import { Toolbar } from './toolbar.js';
import { useTextEditor } from './use-text-editor.js';
import { useArrival } from './use-arrival.js';
import { useVisits } from './use-visits.js';

interface WorkbenchProps {
  document: PracticeDocument;
  session: CollabSession;
  view: OpenText;
}

type Overlay = 'link' | 'find' | null;

/** The text with everything around it: outline, toolbar, people, fields. */
export function Workbench({ document, session, view }: WorkbenchProps) {
  const { t } = useTranslation('editor');
  const [overlay, setOverlay] = useState<Overlay>(null);
  const [pictures, setPictures] = useState<File[] | null>(null);
  const [isPanelOpen, setPanelOpen] = useState(false);
  const [isOutlineOpen, setOutlineOpen] = useState(false);
  const isEditable = view.canEdit && view.stopped === null && !view.storeAway;
  const members = useMembers(document.workspaceId, isEditable);
  const peers = usePeers(view.awareness);
  const { editor, mention } = useTextEditor({
    view,
    beforeReceiving: session.beforeReceiving,
    label: t('text.label', { title: document.title }),
    language: document.language,
    isEditable,
    members: useMemo(() => (members.data ?? []).filter(({ isSelf }) => !isSelf), [members.data]),
    onPictures: (files) => document.abilities.attach && setPictures(files),
  });
  useArrival(editor);
  useVisits(document.id, editor);
  useFindKey(() => setOverlay('find'));
  const openLink = () => setOverlay('link');
  useLinkKey(isEditable, openLink);
  return (
    <div className="k-document">
      <DocumentBar
        document={document}
        peers={peers}
        session={session}
        items={[
          { label: t('find.open'), icon: <FileSearchIcon aria-hidden />, onSelect: () => setOverlay('find') },
        ]}
        panel={{ isOpen: isPanelOpen, toggle: () => setPanelOpen(!isPanelOpen) }}
        openOutline={() => setOutlineOpen(true)}
      />
      <div className="k-document__body" data-panel={isPanelOpen}>
        <Outline
          editor={editor}
          peers={peers}
          isEditable={isEditable}
          isSheetOpen={isOutlineOpen}
          closeSheet={() => setOutlineOpen(false)}
        />
        <div className="k-document__middle">
          {isEditable && (
            <Toolbar
              editor={editor}
              canAttach={document.abilities.attach}
              openLink={openLink}
              openImage={() => setPictures([])}
            />
          )}
          {overlay === 'find' && <FindBar editor={editor} close={() => setOverlay(null)} />}
          <TextNotices session={session} view={view} />
          <Paper editor={editor} />
          <p className="ds-sr-only">{t('text.keys')}</p>
        </div>
        {isPanelOpen && <FieldsPanel documentId={document.id} close={() => setPanelOpen(false)} />}
      </div>
      {overlay === 'link' && <LinkDialog editor={editor} close={() => setOverlay(null)} />}
      {pictures !== null && (
        <ImageDialog
          upload={(file) => uploadFile(`/practice-documents/${document.id}/files`, file, StoredImage)}
          editor={editor}
          files={pictures}
          close={() => setPictures(null)}
        />
      )}
      <MentionList editor={editor} view={mention} />
    </div>
  );
}

/** Ctrl+F finds in the document: the browser's own search does not know what is folded away or in a field. */
function useFindKey(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        !(event.ctrlKey || event.metaKey) ||
        event.shiftKey ||
        event.altKey ||
        event.key.toLowerCase() !== 'f'
      )
        return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}

/** Ctrl+Shift+K makes a link; Ctrl+K alone is the house's way to go anywhere. */
function useLinkKey(isEditable: boolean, open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isWanted = (event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === 'k';
      if (!isEditable || !isWanted) return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
