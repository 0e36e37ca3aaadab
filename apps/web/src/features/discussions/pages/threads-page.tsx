import { Button, Chip } from '@digdir/designsystemet-react';
import { ChatIcon, PlusIcon, ShieldCheckmarkIcon } from '@navikt/aksel-icons';
import type { Thread } from '@kontor/contracts';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isStillAt } from '../../../app/begin.js';
import { NotFoundPage } from '../../../app/not-found-page.js';
import { Page } from '../../../app/shell/page.js';
import { announce } from '../../../ui/announcer.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { Loading } from '../../../ui/loading.js';
import { RadioChips } from '../../../ui/radio-chips.js';
import { isMissing } from '../../../ui/query-gate.js';
import { useWorkspace } from '../../workspaces/api/workspaces.js';
import { useFlagged } from '../api/moderation.js';
import { useThreads } from '../api/threads.js';
import { CityChip } from '../components/city-chip.js';
import { NewThreadDialog } from '../components/new-thread-dialog.js';
import { ThreadRow } from '../components/thread-row.js';
import { WatchChips } from '../components/watch-chips.js';
import type { ThreadSearch } from '../hooks/thread-search.js';
import '../styles/discussions.css';

const SHOWN = ['all', 'unread', 'mine', 'unanswered', 'decisions'] as const;

/** All discussions of a workspace: the pinned first, then the liveliest. */
export function ThreadsPage({ workspaceId, search }: { workspaceId: string; search: ThreadSearch }) {
  const { t } = useTranslation('discussions');
  const workspace = useWorkspace(workspaceId);
  const navigate = useNavigate({ from: '/workspaces/$workspaceId/threads' });
  const { begin, ...filter } = search;
  const threads = useThreads(workspaceId, filter);
  const items = threads.data?.pages.flatMap((page) => page.items);
  const count = items?.length;
  useEffect(() => {
    if (count !== undefined) announce(t('shown', { count }));
  }, [count, t]);
  if (isMissing(workspace)) return <NotFoundPage />;
  const change = (part: ThreadSearch) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const create = workspace.data?.abilities.createThread ? (
    <Button onClick={() => void navigate({ search: (before) => ({ ...before, begin: true }) })}>
      <PlusIcon aria-hidden />
      {t('new.title')}
    </Button>
  ) : null;
  const isNarrowed = [search.show, search.tag, search.cityId].some((part) => part !== undefined);
  return (
    <Page
      title={t('title')}
      crumbs={[
        { label: t('app:nav.workspaces'), link: { to: '/workspaces' } },
        {
          label: workspace.data?.name ?? t('app:common.loading'),
          link: { to: '/workspaces/$workspaceId', params: { workspaceId } },
        },
      ]}
      action={create}
    >
      {workspace.data?.abilities.moderate && <ModerationLink workspaceId={workspaceId} />}
      <RadioChips
        label={t('app:common.narrow')}
        name="show"
        choices={SHOWN.map((value) => ({ value, label: t(`show.${value}`) }))}
        value={search.show ?? 'all'}
        onChange={(show) => change({ show: show === 'all' ? undefined : show })}
      >
        <CityChip workspaceId={workspaceId} value={search.cityId} onChange={(cityId) => change({ cityId })} />
        {search.tag !== undefined && (
          <Chip.Removable
            aria-label={t('untag', { tag: search.tag })}
            onClick={() => change({ tag: undefined })}
          >
            #{search.tag}
          </Chip.Removable>
        )}
      </RadioChips>
      <WatchChips workspaceId={workspaceId} tag={search.tag} />
      {threads.isError && !items && (
        <ErrorNotice error={threads.error} onRetry={() => void threads.refetch()} />
      )}
      {threads.isPending && <Loading shape="rows" count={6} />}
      {items?.length === 0 && (
        <EmptyState
          icon={ChatIcon}
          level={2}
          title={t(isNarrowed ? 'empty.narrow' : 'empty.title')}
          text={t(isNarrowed ? 'empty.narrowText' : 'empty.text')}
          action={isNarrowed ? null : create}
        />
      )}
      {items && items.length > 0 && <Rows items={items} />}
      {threads.hasNextPage && (
        <Button
          variant="secondary"
          className="k-retry"
          loading={threads.isFetchingNextPage}
          onClick={() => void threads.fetchNextPage()}
        >
          {t('app:documents.loadMore')}
        </Button>
      )}
      {begin && workspace.data?.abilities.createThread && (
        <NewThreadDialog
          workspace={workspace.data}
          onClose={() => isStillAt('threads') && change({ begin: undefined })}
        />
      )}
    </Page>
  );
}

/** For coordinators: the way to moderation, and how much waits there. */
function ModerationLink({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation('discussions');
  const flagged = useFlagged(workspaceId);
  const count = flagged.data?.pages.flatMap((page) => page.items).length ?? 0;
  return (
    <p className="k-moderation-link" data-waiting={count > 0 || undefined}>
      <Link to="/workspaces/$workspaceId/moderation" params={{ workspaceId }} className="ds-link">
        <ShieldCheckmarkIcon aria-hidden />
        {t('moderation.link', { count })}
      </Link>
    </p>
  );
}

const Rows = ({ items }: { items: Thread[] }) => (
  <ul className="k-threads">
    {items.map((thread) => (
      <li key={thread.id}>
        <ThreadRow thread={thread} />
      </li>
    ))}
  </ul>
);
