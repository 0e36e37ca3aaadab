import { Button } from '@digdir/designsystemet-react';
import { LeaveIcon } from '@navikt/aksel-icons';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { showToast } from '../../../ui/toast.js';
import { useSignOut } from '../api/session.js';

/** Signs out and starts afresh from the sign-in page: nothing of the person stays in this window's memory. */
export function SignOutButton({ where }: { where: 'here' | 'everywhere' }) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  return (
    <>
      <Button
        variant="secondary"
        data-color={where === 'everywhere' ? 'danger' : 'harbour'}
        loading={signOut.isPending}
        onClick={() =>
          signOut.mutate(where, {
            onSuccess: () => window.location.assign('/sign-in'),
            onError: () => showToast({ text: t('account.signOutFailed'), tone: 'danger' }),
          })
        }
      >
        {where === 'here' && <LeaveIcon aria-hidden />}
        {t(`account.signOut.${where}`)}
      </Button>
      {signOut.error && where === 'everywhere' ? <ErrorNotice error={signOut.error} compact /> : null}
    </>
  );
}
