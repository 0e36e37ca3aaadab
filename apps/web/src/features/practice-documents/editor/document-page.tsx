import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Me, PracticeDocument, type PracticeDocument as Document } from '@kontor/contracts';
import { ApiError, request } from '../../../app/http.js';
import { useDocumentTitle } from '../../../app/shell/page.js';
import type { AccessCheck } from '../../../collab/kontor-provider.js';
import type { StopReason } from '../../../collab/saved-state.js';
import { useCollabSession, useOpenText } from '../../../collab/use-collab-session.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { Loading } from '../../../ui/loading.js';
import { useMe } from '../../identity/api/me.js';
import { documentKey, useDocument } from '../api/practice-documents.js';
import { StoredText } from './stored-text.js';
import { Workbench } from './workbench.js';
import './styles/page.css';
import './styles/tools.css';
import './styles/text.css';
import './styles/notices.css';
import './styles/widths.css';

/** The page of one practice document: its text, written together, and its fields. */
export function DocumentPage({ documentId }: { documentId: string }) {
  const document = useDocument(documentId);
  const me = useMe();
  useDocumentTitle(document.data?.title ?? '');
  if (document.data && me.data)
    return <OpenDocument document={document.data} me={me.data} readAt={document.dataUpdatedAt} />;
  return (
    <div className="k-page">
      {document.isError ? (
        <ErrorNotice error={document.error} onRetry={() => void document.refetch()} />
      ) : (
        <Loading shape="lines" count={8} />
      )}
    </div>
  );
}

/** How long the socket may take before the stored text is shown instead. */
const PATIENCE_MS = 1500;

/** What a record that can be read may have ended. A full document or an old page is what it was. */
const OF_RIGHTS: readonly StopReason[] = ['session-ended', 'access-removed', 'gone', 'review-ended'];

/** Stays up when the record can no longer be read: words that no server has must never vanish with a page. */
function OpenDocument({ document, me, readAt }: { document: Document; me: Me; readAt: number }) {
  const client = useQueryClient();
  const session = useCollabSession({
    documentId: document.id,
    userId: me.id,
    canEdit: document.abilities.edit,
    checkAccess: () => checkAccess(document.id, me.id),
    rightsChanged: () => void client.invalidateQueries({ queryKey: documentKey(document.id) }),
  });
  // The record could be read again after the connection had ended for good: rights were given back, try anew.
  useEffect(() => {
    const stopped = session?.view.facts.stopped ?? null;
    if (stopped !== null && OF_RIGHTS.includes(stopped)) session?.retry();
  }, [session, readAt]);
  const view = useOpenText(session);
  const isImpatient = usePatience(view?.loaded === true);
  if (session === null || view === null) return <Waiting />;
  if (view.loaded) {
    return <Workbench key={view.epoch} document={document} session={session} view={view} />;
  }
  return isImpatient || view.stopped !== null ? (
    <StoredText document={document} session={session} view={view} />
  ) : (
    <Waiting />
  );
}

const Waiting = () => (
  <div className="k-page">
    <Loading shape="lines" count={8} />
  </div>
);

function usePatience(isLoaded: boolean): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (isLoaded) return undefined;
    const timer = setTimeout(() => setOver(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isLoaded]);
  return isOver;
}

async function checkAccess(documentId: string, userId: string): Promise<AccessCheck> {
  try {
    // Somebody else who has signed in on this device is not the person of this page.
    if ((await request('GET', '/me', Me)).id !== userId) return 'signed-out';
    await request('GET', `/practice-documents/${documentId}`, PracticeDocument);
    return 'allowed';
  } catch (error) {
    if (!(error instanceof ApiError)) return 'unreachable';
    if (error.code === 'not-signed-in') return 'signed-out';
    return error.code === 'not-found' || error.code === 'forbidden' ? 'gone' : 'unreachable';
  }
}
