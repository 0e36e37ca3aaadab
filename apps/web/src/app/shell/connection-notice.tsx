import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

const subscribe = (listener: () => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** Says that the device is offline and what still works; silent otherwise. */
export function ConnectionNotice() {
  const { t } = useTranslation();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {!online && (
        <Alert data-color="warning" data-size="sm" className="k-offline">
          <Paragraph>{t('shell.offline')}</Paragraph>
        </Alert>
      )}
    </div>
  );
}
