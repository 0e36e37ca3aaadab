import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOnline } from '../../../app/shell/connection-notice.js';
import type { CollabSession, SessionView } from '../../../collab/collab-session.js';
import { hasPending, isOnDevice, type SavedState } from '../../../collab/saved-state.js';
import { useSessionPart, type OpenText } from '../../../collab/use-collab-session.js';
import { ConfirmDialog } from '../../../ui/confirm-dialog.js';
import { showToast } from '../../../ui/toast.js';
import { NearlyFullNotice } from './nearly-full-notice.js';

interface TextNoticesProps {
  session: CollabSession;
  view: OpenText;
}

/** Of which there is something to say here; all others stand in the indicator alone. */
const TOLD: readonly SavedState[] = [
  'refused',
  'stopped',
  'signed-out',
  'store-away',
  'unsafe',
  'only-on-this-device',
];

/** What happened, what is safe, what to do: above the text, only when there is something to say. */
export function TextNotices({ session, view }: TextNoticesProps) {
  const { t } = useTranslation('editor');
  const state = useSessionPart(session, (_view, now) => (TOLD.includes(now) ? now : null));
  // Without a network the whole page says above all pages what is said here of a server that is away.
  const isOnline = useOnline();
  return (
    <>
      {state === 'refused' && <RefusedNotice session={session} view={view} />}
      {(state === 'stopped' || state === 'signed-out') && <StopNotice session={session} view={view} />}
      {state === 'store-away' && <StoreAwayNotice session={session} />}
      {(state === 'unsafe' || (state === 'only-on-this-device' && isOnline)) && (
        <Alert data-color={state === 'unsafe' ? 'danger' : 'warning'} data-size="sm">
          <Paragraph>{t(`notices.${state}`)}</Paragraph>
        </Alert>
      )}
      {view.canEdit && view.limits !== null && <NearlyFullNotice limits={view.limits} />}
      {view.aside !== null && (
        <Alert data-color="warning" data-size="sm">
          <Heading level={2} data-size="2xs">
            {t('notices.aside.title')}
          </Heading>
          <Paragraph>{t('notices.aside.text')}</Paragraph>
          <div className="k-actions">
            <CopyButton text={() => view.aside?.text ?? ''} />
            <Button variant="tertiary" data-size="sm" onClick={() => void session.forgetAside()}>
              {t('notices.aside.done')}
            </Button>
          </div>
        </Alert>
      )}
    </>
  );
}

/** Own words that will not be accepted: kept on screen and offered for copying, given up only by an explicit act. */
function RefusedNotice({ session, view }: TextNoticesProps) {
  const { t } = useTranslation('editor');
  const [asks, setAsks] = useState(false);
  const { refused, stopped } = view;
  const reason = stopped === null ? (refused ?? 'read-only') : stopped;
  return (
    <Alert data-color="danger" role="alert">
      <Heading level={2} data-size="2xs">
        {t('notices.refused.title')}
      </Heading>
      <Paragraph>
        {t(`reasons.${reason}`)} {t('notices.refused.text')}
      </Paragraph>
      <div className="k-actions">
        <CopyButton text={() => session.unsavedText()} />
        {stopped === null || stopped === 'document-full' ? (
          <Button variant="tertiary" data-size="sm" onClick={() => setAsks(true)}>
            {t('notices.refused.discard')}
          </Button>
        ) : (
          <WayOn session={session} view={view} />
        )}
      </div>
      <ConfirmDialog
        open={asks}
        title={t('notices.discard.title')}
        confirm={t('notices.discard.confirm')}
        onClose={() => setAsks(false)}
        onConfirm={() => {
          setAsks(false);
          void session.discardOwnChanges();
        }}
      >
        {t('notices.discard.text')}
      </ConfirmDialog>
    </Alert>
  );
}

/** The room is read-only until the store is back; nobody has to do anything. */
function StoreAwayNotice({ session }: { session: CollabSession }) {
  const { t } = useTranslation('editor');
  const kept = useSessionPart(session, whereKept) ?? 'nothing';
  return (
    <Alert data-color="warning" role="alert">
      <Heading level={2} data-size="2xs">
        {t('notices.storeAway.title')}
      </Heading>
      <Paragraph>
        {t('notices.storeAway.text')} {t(`notices.storeAway.${kept}`)}
      </Paragraph>
    </Alert>
  );
}

/** Where the words are that the server does not have. */
function whereKept({ facts }: SessionView): 'nothing' | 'device' | 'tab' {
  if (!hasPending(facts)) return 'nothing';
  return isOnDevice(facts) ? 'device' : 'tab';
}

function StopNotice({ session, view }: TextNoticesProps) {
  const { t } = useTranslation('editor');
  const kept = useSessionPart(session, whereKept) ?? 'nothing';
  return (
    <Alert data-color="warning" role="alert">
      <Paragraph>
        {t(`reasons.${view.stopped ?? 'gone'}`)}{' '}
        {kept === 'nothing' ? t('notices.nothingLost') : t(`notices.signedOut.${kept}`)}
      </Paragraph>
      <div className="k-actions">
        <WayOn session={session} view={view} />
      </div>
    </Alert>
  );
}

/** The next step after the connection ended for good. */
function WayOn({ session, view }: TextNoticesProps) {
  const { t } = useTranslation('editor');
  switch (view.stopped) {
    case 'session-ended':
      return (
        <>
          <Button asChild data-size="sm">
            <a href="/sign-in" target="_blank" rel="noreferrer">
              {t('notices.signIn')}
            </a>
          </Button>
          <Button variant="secondary" data-size="sm" onClick={() => session.retry()}>
            {t('notices.retry')}
          </Button>
        </>
      );
    case 'client-too-old':
      return (
        <Button data-size="sm" onClick={() => location.reload()}>
          {t('notices.reload')}
        </Button>
      );
    case 'gone':
    case 'access-removed':
    case 'review-ended':
      return (
        <Link to="/" className="ds-link">
          {t('notices.home')}
        </Link>
      );
    default:
      return (
        <Button variant="secondary" data-size="sm" onClick={() => session.retry()}>
          {t('notices.retry')}
        </Button>
      );
  }
}

/** "Copy my text": to the clipboard, and where that is refused into a field to copy from by hand. */
function CopyButton({ text }: { text: () => string }) {
  const { t } = useTranslation('editor');
  const [shown, setShown] = useState<string | null>(null);
  const copy = async () => {
    const words = text();
    try {
      await navigator.clipboard.writeText(words);
      showToast({ text: t('notices.copied'), tone: 'success' });
    } catch {
      setShown(words);
    }
  };
  return (
    <>
      <Button data-size="sm" onClick={() => void copy()}>
        {t('notices.copy')}
      </Button>
      {shown !== null && (
        <textarea
          className="ds-input k-copy-by-hand"
          readOnly
          rows={6}
          value={shown}
          aria-label={t('notices.copyByHand')}
        />
      )}
    </>
  );
}
