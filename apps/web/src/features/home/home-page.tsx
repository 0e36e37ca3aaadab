import { Button, Heading } from '@digdir/designsystemet-react';
import { FolderIcon, PencilWritingIcon } from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../app/shell/page.js';
import { EmptyState } from '../../ui/empty-state.js';
import { QueryGate } from '../../ui/query-gate.js';
import { useMe } from '../identity/api/me.js';
import { useCities } from '../organisations/api/organisations.js';
import { LazyPartnerMap } from '../organisations/components/lazy-partner-map.js';
import { MapSentence } from '../organisations/components/map-sentence.js';
import { useVisits } from '../practice-documents/api/practice-documents.js';
import { DocumentCard } from '../practice-documents/components/document-card.js';
import { useWorkspaces } from '../workspaces/api/workspaces.js';
import { WorkspaceCard } from '../workspaces/components/workspace-card.js';

/** Home: go on where one left, own workspaces, and the partners. */
export function HomePage() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  return (
    <Page title={t('home.title', { name: me?.name ?? '' })} lead={<p>{t('home.lead')}</p>}>
      <div className="k-sections">
        <Continue />
        <OwnWorkspaces />
        <Partners />
      </div>
    </Page>
  );
}

const VISITS_SHOWN = 3;
const WORKSPACES_SHOWN = 6;

function Continue() {
  const { t } = useTranslation();
  const visits = useVisits();
  return (
    <Room id="continue" title={t('home.continue')}>
      <QueryGate query={visits} shape="cards">
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              icon={PencilWritingIcon}
              title={t('home.noVisits')}
              text={t('home.noVisitsText')}
              action={
                <Button variant="secondary" asChild>
                  <Link to="/workspaces">{t('shell.allWorkspaces')}</Link>
                </Button>
              }
            />
          ) : (
            <ul className="k-cards">
              {items.slice(0, VISITS_SHOWN).map((visit) => (
                <li key={visit.document.id}>
                  <DocumentCard
                    document={visit.document}
                    at={visit.visitedAt}
                    section={visit.sectionId}
                    showWorkspace
                  />
                </li>
              ))}
            </ul>
          )
        }
      </QueryGate>
    </Room>
  );
}

function OwnWorkspaces() {
  const { t } = useTranslation();
  const workspaces = useWorkspaces();
  return (
    <Room
      id="workspaces"
      title={t('home.workspaces')}
      more={
        <span className="k-actions">
          <Link to="/activity" className="ds-link">
            {t('home.activity')}
          </Link>
          <Link to="/workspaces" className="ds-link">
            {t('shell.allWorkspaces')}
          </Link>
        </span>
      }
    >
      <QueryGate query={workspaces} shape="cards">
        {(own) => {
          if (own.length === 0) {
            return (
              <EmptyState icon={FolderIcon} title={t('workspaces.none')} text={t('workspaces.noneText')} />
            );
          }
          return (
            <ul className="k-cards">
              {own.slice(0, WORKSPACES_SHOWN).map((workspace) => (
                <li key={workspace.id}>
                  <WorkspaceCard workspace={workspace} />
                </li>
              ))}
            </ul>
          );
        }}
      </QueryGate>
    </Room>
  );
}

function Partners() {
  const { t } = useTranslation();
  const cities = useCities();
  return (
    <Room
      id="partners"
      title={t('home.partners')}
      more={
        <Link to="/cities" className="ds-link">
          {t('home.allPartners')}
        </Link>
      }
    >
      <QueryGate query={cities}>
        {(items) => (
          <>
            <MapSentence cities={items} />
            <LazyPartnerMap cities={items} />
          </>
        )}
      </QueryGate>
    </Room>
  );
}

function Room({
  id,
  title,
  more,
  children,
}: {
  id: string;
  title: string;
  more?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={`home-${id}`} className="k-stack">
      <div className="k-section-head">
        <Heading level={2} data-size="xs" id={`home-${id}`}>
          {title}
        </Heading>
        {more}
      </div>
      {children}
    </section>
  );
}
