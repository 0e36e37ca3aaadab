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

/** Whether the browser believes that it has a network. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);

/** Says that the device is offline and what still works; silent otherwise. */
export function ConnectionNotice() {
  const { t } = useTranslation();
  const online = useOnline();
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
