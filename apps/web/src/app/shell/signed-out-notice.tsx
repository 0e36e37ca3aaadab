import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../features/identity/api/me.js';

/**
 * The session ended elsewhere (signed out everywhere, account disabled, expired). Said in place instead of leading
 * away: on a document page there may be words that are not sent yet and want to be copied.
 */
export function SignedOutNotice() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const href = useRouterState({ select: (state) => state.location.href });
  return (
    <div role="status">
      {me === null && (
        <Alert data-color="warning" className="k-offline">
          <Paragraph>{t('shell.signedOut')}</Paragraph>
          {/* A full load: nothing of the former session may stay in memory. */}
          <a className="ds-link" href={`/sign-in?next=${encodeURIComponent(href)}`}>
            {t('signIn.submit')}
          </a>
        </Alert>
      )}
    </div>
  );
}
