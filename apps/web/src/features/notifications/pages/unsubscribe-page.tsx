import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDocumentTitle, useFocusOnRoute } from '../../../app/shell/page.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { QueryGate, isMissing } from '../../../ui/query-gate.js';
import { useFragmentToken } from '../../identity/hooks/use-fragment-token.js';
import { useUnsubscribe, useUnsubscription } from '../api/notifications.js';

/** Where the link at the end of a mail leads: one button, no sign-in. Opening the page stops nothing. */
export function UnsubscribePage() {
  const { t } = useTranslation('notifications');
  const token = useFragmentToken();
  const unsubscription = useUnsubscription(token);
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(t('unsubscribe.title'));
  useFocusOnRoute(heading);
  return (
    <div className="k-narrow">
      <Heading level={1} data-size="lg" tabIndex={-1} ref={heading}>
        {t('unsubscribe.title')}
      </Heading>
      {token === '' || isMissing(unsubscription) ? (
        <Alert data-color="warning" role="alert">
          <Paragraph>{t('unsubscribe.unknown')}</Paragraph>
        </Alert>
      ) : (
        <QueryGate query={unsubscription}>{({ from }) => <Stop token={token} from={from} />}</QueryGate>
      )}
      <p>
        <Link to="/notifications/preferences" className="ds-link">
          {t('unsubscribe.preferences')}
        </Link>
      </p>
    </div>
  );
}

function Stop({ token, from }: { token: string; from: string }) {
  const { t } = useTranslation('notifications');
  const stop = useUnsubscribe(token);
  const what = t(`unsubscribe.what.${from}`);
  if (stop.isSuccess) {
    return (
      <Alert data-color="success" role="status">
        <Paragraph>{t('unsubscribe.done', { what })}</Paragraph>
      </Alert>
    );
  }
  return (
    <>
      <Paragraph>{t('unsubscribe.question', { what })}</Paragraph>
      {stop.isError && <ErrorNotice error={stop.error} compact />}
      <div className="k-actions">
        <Button loading={stop.isPending} onClick={() => stop.mutate()}>
          {t('unsubscribe.stop')}
        </Button>
      </div>
    </>
  );
}
