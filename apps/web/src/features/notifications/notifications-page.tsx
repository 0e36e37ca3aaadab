import { BellIcon } from '@navikt/aksel-icons';
import { useTranslation } from 'react-i18next';
import { Page } from '../../app/shell/page.js';
import { EmptyState } from '../../ui/empty-state.js';

/** The place where notices will gather; until reviews and comments exist it says so and where mail comes from. */
export function NotificationsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('nav.notifications')} width="text">
      <EmptyState
        level={2}
        icon={BellIcon}
        title={t('notifications.empty')}
        text={t('notifications.emptyText')}
      />
    </Page>
  );
}
