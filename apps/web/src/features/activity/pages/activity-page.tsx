import { Button } from '@digdir/designsystemet-react';
import { ClockIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { NotFoundPage } from '../../../app/not-found-page.js';
import { Page } from '../../../app/shell/page.js';
import { announce } from '../../../ui/announcer.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { Loading } from '../../../ui/loading.js';
import { RadioChips } from '../../../ui/radio-chips.js';
import { isMissing } from '../../../ui/query-gate.js';
import { useCities } from '../../organisations/api/organisations.js';
import { useWorkspace } from '../../workspaces/api/workspaces.js';
import { useActivity } from '../api/activity.js';
import { ActivityDays } from '../components/activity-days.js';
import type { ActivitySearch } from '../hooks/activity-search.js';

/** What happened in one workspace. */
export function ActivityPage({ workspaceId, search }: { workspaceId: string; search: ActivitySearch }) {
  const { t } = useTranslation('activity');
  const workspace = useWorkspace(workspaceId);
  if (isMissing(workspace)) return <NotFoundPage />;
  return (
    <Page
      title={t('title')}
      lead={<p>{t('lead')}</p>}
      width="text"
      crumbs={[
        { label: t('app:nav.workspaces'), link: { to: '/workspaces' } },
        {
          label: workspace.data?.name ?? t('app:common.loading'),
          link: { to: '/workspaces/$workspaceId', params: { workspaceId } },
        },
      ]}
    >
      <Stream workspaceId={workspaceId} search={search} />
    </Page>
  );
}

/** What happened in all workspaces of the reader. */
export function OwnActivityPage({ search }: { search: ActivitySearch }) {
  const { t } = useTranslation('activity');
  return (
    <Page title={t('mine')} lead={<p>{t('lead')}</p>} width="text">
      <Stream workspaceId={undefined} search={search} />
    </Page>
  );
}

interface StreamProps {
  workspaceId: string | undefined;
  search: ActivitySearch;
}

function Stream({ workspaceId, search }: StreamProps) {
  const { t } = useTranslation('activity');
  const activity = useActivity(workspaceId, search);
  const items = activity.data?.pages.flatMap((page) => page.items);
  const count = items?.length;
  useEffect(() => {
    if (count !== undefined) announce(t('shown', { count }));
  }, [count, t]);
  const isNarrowed = search.show !== undefined || search.cityId !== undefined;
  return (
    <>
      <Narrowing search={search} />
      {activity.isError && !items && (
        <ErrorNotice error={activity.error} onRetry={() => void activity.refetch()} />
      )}
      {activity.isPending && <Loading shape="rows" count={6} />}
      {items?.length === 0 && (
        <EmptyState
          icon={ClockIcon}
          level={2}
          title={t(isNarrowed ? 'emptyNarrow' : 'empty')}
          text={t(isNarrowed ? 'emptyNarrowText' : 'emptyText')}
        />
      )}
      {items && items.length > 0 && <ActivityDays items={items} showWorkspace={workspaceId === undefined} />}
      {activity.hasNextPage && (
        <Button
          variant="secondary"
          className="k-retry"
          loading={activity.isFetchingNextPage}
          onClick={() => void activity.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </>
  );
}

const SHOWN = ['all', 'documents', 'threads', 'members', 'commitments'] as const;
const ANY = 'any';

function Narrowing({ search }: { search: ActivitySearch }) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const navigate = useNavigate();
  const { data: cities = [] } = useCities();
  const change = (part: ActivitySearch) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...part }), replace: true });
  return (
    <div className="k-activity-filter">
      <RadioChips
        className="k-activity-filter__kinds"
        label={t('app:common.narrow')}
        name="show"
        choices={SHOWN.map((value) => ({ value, label: t(`show.${value}`) }))}
        value={search.show ?? 'all'}
        onChange={(show) => change({ show: show === 'all' ? undefined : show })}
      />
      <LabelledSelect
        size="sm"
        label={t('city')}
        value={search.cityId ?? ANY}
        choices={[
          { value: ANY, label: t('anyCity') },
          ...cities
            .map(({ id, name }) => ({ value: id as string, label: name }))
            .sort((a, b) => format.compare(a.label, b.label)),
        ]}
        onChange={(value) => change({ cityId: value === ANY ? undefined : value })}
      />
    </div>
  );
}
