import { Button } from '@digdir/designsystemet-react';
import { BulletListIcon, SidebarRightIcon } from '@navikt/aksel-icons';
import type { PracticeDocument } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusOnRoute } from '../../../app/shell/page.js';
import type { CollabSession } from '../../../collab/collab-session.js';
import type { Peer } from '../../../collab/peers.js';
import { SavedIndicator } from '../../../collab/saved-indicator.js';
import type { MenuItem } from '../../../ui/menu.js';
import { DocumentMenu, StatusTag } from '../components/index.js';
import { PresenceBar } from './presence-bar.js';

interface DocumentBarProps {
  document: PracticeDocument;
  peers: Peer[];
  session: CollabSession;
  items?: MenuItem[];
  panel?: { isOpen: boolean; toggle: () => void };
  openOutline?: () => void;
}

/** The slim bar on top: where we are, title, state, who is here, what is saved, and the rest in a menu. */
export function DocumentBar(props: DocumentBarProps) {
  const { document, peers, session, items, panel, openOutline } = props;
  const { t } = useTranslation('editor');
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusOnRoute(heading);
  return (
    <header className="k-docbar">
      <div className="k-docbar__title">
        <Link
          to="/workspaces/$workspaceId/practice-documents"
          params={{ workspaceId: document.workspaceId }}
          className="ds-link k-docbar__up"
          data-color="neutral"
        >
          {document.workspaceName}
        </Link>
        <h1 tabIndex={-1} ref={heading} lang={document.language}>
          {document.title}
        </h1>
        <StatusTag status={document.status} />
      </div>
      <SavedIndicator session={session} />
      <PresenceBar peers={peers} />
      <div className="k-docbar__acts">
        {openOutline && (
          <Button variant="tertiary" data-size="sm" className="k-only-narrow" onClick={openOutline}>
            <BulletListIcon aria-hidden />
            {t('outline.title')}
          </Button>
        )}
        {panel && (
          <Button variant="tertiary" data-size="sm" aria-expanded={panel.isOpen} onClick={panel.toggle}>
            <SidebarRightIcon aria-hidden />
            {t('fields.title')}
          </Button>
        )}
        <DocumentMenu document={document} {...(items ? { items } : {})} />
      </div>
    </header>
  );
}
