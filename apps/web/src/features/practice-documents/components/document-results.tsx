import { Button } from '@digdir/designsystemet-react';
import type { PracticeDocument } from '@kontor/contracts';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ComponentType, ReactNode, SVGProps } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { Loading } from '../../../ui/loading.js';
import { isNarrowed, type DocumentSearch } from '../hooks/document-search.js';
import { DocumentCard } from './document-card.js';
import { DocumentTable } from './document-table.js';

interface DocumentResultsProps {
  query: UseInfiniteQueryResult<InfiniteData<{ items: PracticeDocument[]; nextCursor: string | null }>>;
  search: DocumentSearch;
  onSort: (sort: DocumentSearch['sort']) => void;
  onClear: () => void;
  empty: { icon: ComponentType<SVGProps<SVGSVGElement>>; action: ReactNode; canCreate: boolean };
}

/** What the sentence found: cards or table, more on demand, or what to do when nothing was. */
export function DocumentResults({ query, search, onSort, onClear, empty }: DocumentResultsProps) {
  const { t } = useTranslation(['app', 'doors']);
  if (!query.data) {
    if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
    return <Loading shape={search.view === 'table' ? 'rows' : 'cards'} count={6} />;
  }
  const documents = query.data.pages.flatMap((page) => page.items);
  if (documents.length === 0) return <NothingFound search={search} onClear={onClear} empty={empty} />;
  return (
    <div className="k-stack" aria-busy={query.isPlaceholderData}>
      {search.view === 'table' ? (
        <DocumentTable documents={documents} sort={search.sort} onSort={onSort} />
      ) : (
        <ul className="k-cards">
          {documents.map((document) => (
            <li key={document.id}>
              <DocumentCard document={document} level={2} />
            </li>
          ))}
        </ul>
      )}
      {query.isFetchNextPageError && <ErrorNotice error={query.error} compact />}
      <div className="k-more">
        <span className="k-muted">
          {t(query.hasNextPage ? 'doors:documents.shownMore' : 'doors:documents.shown', {
            count: documents.length,
          })}
        </span>
        {query.hasNextPage && (
          <Button
            variant="secondary"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('documents.loadMore')}
          </Button>
        )}
      </div>
    </div>
  );
}

function NothingFound({
  search,
  onClear,
  empty,
}: Pick<DocumentResultsProps, 'search' | 'onClear' | 'empty'>) {
  const { t } = useTranslation(['app', 'doors']);
  if (isNarrowed(search)) {
    return (
      <EmptyState
        level={2}
        icon={empty.icon}
        title={t('doors:documents.noMatch')}
        text={t('doors:documents.noMatchText')}
        action={
          <Button variant="secondary" onClick={onClear}>
            {t('doors:filter.clear')}
          </Button>
        }
      />
    );
  }
  if (search.archived) {
    return (
      <EmptyState
        level={2}
        icon={empty.icon}
        title={t('doors:documents.noArchived')}
        text={t('doors:documents.noArchivedText')}
      />
    );
  }
  return (
    <EmptyState
      level={2}
      icon={empty.icon}
      title={t('documents.none')}
      text={t(empty.canCreate ? 'documents.noneText' : 'documents.noneReader')}
      action={empty.action}
    />
  );
}
