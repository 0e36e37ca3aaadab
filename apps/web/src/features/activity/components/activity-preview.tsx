import { Heading } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { Loading } from '../../../ui/loading.js';
import { useActivity } from '../api/activity.js';
import { ActivityLine } from './activity-line.js';
import '../styles/activity.css';

const SHOWN = 5;

/** The last things that happened in a workspace, or in all of one's own, and the way to the rest. */
export function ActivityPreview({ workspaceId }: { workspaceId?: string }) {
  const { t } = useTranslation('activity');
  const activity = useActivity(workspaceId, { limit: SHOWN });
  const items = activity.data?.pages[0]?.items;
  return (
    <section className="k-stack" aria-labelledby="activity-preview">
      <div className="k-section-head">
        <Heading level={2} data-size="xs" id="activity-preview">
          {t(workspaceId === undefined ? 'mine' : 'title')}
        </Heading>
        {items && items.length > 0 && (
          <Link
            {...(workspaceId === undefined
              ? { to: '/activity' }
              : { to: '/workspaces/$workspaceId/activity', params: { workspaceId } })}
            className="ds-link"
          >
            {t('all')}
          </Link>
        )}
      </div>
      {!items && activity.isError && (
        <ErrorNotice error={activity.error} onRetry={() => void activity.refetch()} />
      )}
      {!items && activity.isPending && <Loading shape="rows" count={3} />}
      {items?.length === 0 && <p className="k-muted">{t('emptyText')}</p>}
      {items && items.length > 0 && (
        <ul className="k-activities" data-narrow={workspaceId !== undefined || undefined}>
          {items.map((one) => (
            <li key={one.id}>
              <ActivityLine activity={one} showWorkspace={workspaceId === undefined} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
