import { Button, Heading } from '@digdir/designsystemet-react';
import { FileTextIcon } from '@navikt/aksel-icons';
import type { Workspace } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { Loading } from '../../../ui/loading.js';
import { useDocuments } from '../../practice-documents/api/practice-documents.js';
import { DocumentCard } from '../../practice-documents/components/document-card.js';

/** The documents that changed last, and the way to all of them. */
export function DocumentsPreview({ workspace, onCreate }: { workspace: Workspace; onCreate: () => void }) {
  const { t } = useTranslation();
  const documents = useDocuments(workspace.id, { limit: 4, sort: 'updated' });
  const items = documents.data?.pages[0]?.items;
  return (
    <section className="k-stack" aria-labelledby="documents-preview">
      <div className="k-section-head">
        <Heading level={2} data-size="xs" id="documents-preview">
          {t('documents.title')}
        </Heading>
        {items && items.length > 0 && (
          <Link
            to="/workspaces/$workspaceId/practice-documents"
            params={{ workspaceId: workspace.id }}
            className="ds-link"
          >
            {t('documents.all', { count: workspace.documentCount })}
          </Link>
        )}
      </div>
      {!items && documents.isError && (
        <ErrorNotice error={documents.error} onRetry={() => void documents.refetch()} />
      )}
      {!items && documents.isPending && <Loading shape="cards" count={2} />}
      {items?.length === 0 && (
        <EmptyState
          icon={FileTextIcon}
          title={t('documents.none')}
          text={t(workspace.abilities.createDocument ? 'documents.noneText' : 'documents.noneReader')}
          action={
            workspace.abilities.createDocument ? (
              <Button onClick={onCreate}>{t('documents.create')}</Button>
            ) : null
          }
        />
      )}
      {items && items.length > 0 && (
        <ul className="k-cards">
          {items.map((document) => (
            <li key={document.id}>
              <DocumentCard document={document} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
