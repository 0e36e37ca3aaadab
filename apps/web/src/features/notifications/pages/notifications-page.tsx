import { Button, Chip } from '@digdir/designsystemet-react';
import { BellIcon } from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../app/shell/page.js';
import { announce } from '../../../ui/announcer.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { Loading } from '../../../ui/loading.js';
import { useMarkRead, useNotifications } from '../api/notifications.js';
import { useUnread } from '../api/unread.js';
import { NotificationRow } from '../components/notification-row.js';
import '../styles/notifications.css';

const SHOWN = ['all', 'unread'] as const;

/** Everything that concerns one, the newest first; opening a line leads to the very post and marks it as read. */
export function NotificationsPage() {
  const { t } = useTranslation('notifications');
  const [show, setShow] = useState<(typeof SHOWN)[number]>('all');
  const unread = useUnread();
  const notifications = useNotifications(show);
  const markRead = useMarkRead();
  const items = notifications.data?.pages.flatMap((page) => page.items);
  const count = items?.length;
  useEffect(() => {
    if (count !== undefined) announce(t('shown', { count }));
  }, [count, t]);
  return (
    <Page
      title={t('title')}
      width="text"
      action={
        unread > 0 ? (
          <Button
            variant="secondary"
            loading={markRead.isPending}
            onClick={() => markRead.mutate({ ids: 'all' })}
          >
            {t('readAll')}
          </Button>
        ) : null
      }
      lead={
        <Link to="/notifications/preferences" className="ds-link">
          {t('preferences.link')}
        </Link>
      }
    >
      <div className="k-chips" role="group" aria-label={t('app:common.narrow')}>
        {SHOWN.map((one) => (
          <Chip.Radio key={one} name="show" value={one} checked={show === one} onChange={() => setShow(one)}>
            {t(`show.${one}`, { count: unread })}
          </Chip.Radio>
        ))}
      </div>
      {markRead.isError && <ErrorNotice error={markRead.error} compact />}
      {notifications.isError && !items && (
        <ErrorNotice error={notifications.error} onRetry={() => void notifications.refetch()} />
      )}
      {notifications.isPending && <Loading shape="rows" count={5} />}
      {items?.length === 0 && (
        <EmptyState icon={BellIcon} level={2} title={t(`empty.${show}`)} text={t(`empty.${show}Text`)} />
      )}
      {items && items.length > 0 && (
        <ul className="k-notices">
          {items.map((notification) => (
            <li key={notification.id}>
              <NotificationRow
                notification={notification}
                onOpen={() => {
                  if (!notification.read) markRead.mutate({ ids: notification.ids });
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {notifications.hasNextPage && (
        <Button
          variant="secondary"
          className="k-retry"
          loading={notifications.isFetchingNextPage}
          onClick={() => void notifications.fetchNextPage()}
        >
          {t('app:documents.loadMore')}
        </Button>
      )}
    </Page>
  );
}
