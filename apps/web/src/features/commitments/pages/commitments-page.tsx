import { Button, ToggleGroup } from '@digdir/designsystemet-react';
import { HandshakeIcon, PlusIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isStillAt } from '../../../app/begin.js';
import { NotFoundPage } from '../../../app/not-found-page.js';
import { Page } from '../../../app/shell/page.js';
import { announce } from '../../../ui/announcer.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { Loading } from '../../../ui/loading.js';
import { isMissing } from '../../../ui/query-gate.js';
import { useWorkspace } from '../../workspaces/api/workspaces.js';
import { useCommitments } from '../api/commitments.js';
import { CommitmentFilter } from '../components/commitment-filter.js';
import { CommitmentCards, CommitmentTable } from '../components/commitment-list.js';
import { PrepareDialog } from '../components/prepare-dialog.js';
import { CommitmentSearch, isNarrowed, listIn } from '../hooks/commitment-search.js';
import '../styles/commitments.css';

interface CommitmentsPageProps {
  workspaceId: string;
  /** Judged here and not by the router, so that what a register is narrowed by is no part of the first load. */
  address: Record<string, unknown>;
}

/** The register: what the organisations of a workspace have bound themselves to. */
export function CommitmentsPage({ workspaceId, address }: CommitmentsPageProps) {
  const { t } = useTranslation('commitments');
  const search = CommitmentSearch.parse(address);
  const workspace = useWorkspace(workspaceId);
  const navigate = useNavigate({ from: '/workspaces/$workspaceId/commitments' });
  const change = (part: Partial<CommitmentSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const clear = () => change({ state: undefined, cityId: undefined, topic: undefined, show: undefined });
  if (isMissing(workspace)) return <NotFoundPage />;
  const canPrepare = workspace.data?.abilities.prepareCommitment ?? false;
  const prepare = canPrepare ? (
    <Button onClick={() => void navigate({ search: (before) => ({ ...before, begin: true }) })}>
      <PlusIcon aria-hidden />
      {t('prepare.title')}
    </Button>
  ) : null;
  return (
    <Page
      title={t('title')}
      lead={<p>{t('lead')}</p>}
      crumbs={[
        { label: t('app:nav.workspaces'), link: { to: '/workspaces' } },
        {
          label: workspace.data?.name ?? t('app:common.loading'),
          link: { to: '/workspaces/$workspaceId', params: { workspaceId } },
        },
      ]}
      action={prepare}
    >
      <div className="k-listing">
        <CommitmentFilter search={search} onChange={change} onClear={clear}>
          <ToggleGroup
            data-size="sm"
            aria-label={t('view.label')}
            value={search.view ?? 'cards'}
            onChange={(view) => change({ view: view === 'table' ? 'table' : undefined })}
          >
            <ToggleGroup.Item value="cards">{t('view.cards')}</ToggleGroup.Item>
            <ToggleGroup.Item value="table">{t('view.table')}</ToggleGroup.Item>
          </ToggleGroup>
        </CommitmentFilter>
      </div>
      <Results
        workspaceId={workspaceId}
        search={search}
        onClear={clear}
        action={prepare}
        canPrepare={canPrepare}
      />
      {search.begin && workspace.data && canPrepare && (
        <PrepareDialog
          workspace={workspace.data}
          onClose={() => isStillAt('commitments') && change({ begin: undefined })}
        />
      )}
    </Page>
  );
}

interface ResultsProps {
  workspaceId: string;
  search: CommitmentSearch;
  onClear: () => void;
  action: ReactNode;
  canPrepare: boolean;
}

function Results({ workspaceId, search, onClear, action, canPrepare }: ResultsProps) {
  const { t } = useTranslation('commitments');
  const query = useCommitments(workspaceId, {
    state: listIn(search.state),
    cityId: listIn(search.cityId),
    topic: listIn(search.topic),
    show: search.show,
  });
  const items = query.data?.pages.flatMap((page) => page.items);
  const count = items?.length;
  useEffect(() => {
    if (count !== undefined) announce(t('shown', { count }));
  }, [count, t]);
  if (!items) {
    if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
    return <Loading shape={search.view === 'table' ? 'rows' : 'cards'} count={6} />;
  }
  if (items.length === 0) {
    const narrowed = isNarrowed(search);
    const clear = (
      <Button variant="secondary" onClick={onClear}>
        {t('filter.clear')}
      </Button>
    );
    return (
      <EmptyState
        icon={HandshakeIcon}
        level={2}
        title={t(narrowed ? 'empty.narrow' : 'empty.title')}
        text={t(narrowed ? 'empty.narrowText' : canPrepare ? 'empty.text' : 'empty.read')}
        action={narrowed ? clear : action}
      />
    );
  }
  return (
    <div className="k-stack" aria-busy={query.isPlaceholderData}>
      {search.view === 'table' ? (
        <CommitmentTable commitments={items} />
      ) : (
        <CommitmentCards commitments={items} />
      )}
      <div className="k-more">
        <span className="k-muted">{t('shown', { count: items.length })}</span>
        {query.hasNextPage && (
          <Button
            variant="secondary"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('app:documents.loadMore')}
          </Button>
        )}
      </div>
    </div>
  );
}
