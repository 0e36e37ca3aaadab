import { Button } from '@digdir/designsystemet-react';
import { LeaveIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unsavedWords } from '../../../app/own-words.js';
import { unsavedCopies } from '../../../collab/forget-copies.js';
import { ConfirmDialog } from '../../../ui/confirm-dialog.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { showToast } from '../../../ui/toast.js';
import { useMe } from '../api/me.js';
import { useSignOut } from '../api/session.js';

/**
 * Signs out and starts afresh from the sign-in page: nothing of the person stays in this window's memory, nor on this
 * device. Words that no server has yet are not decided over silently: the person is asked.
 */
export function SignOutButton({ where }: { where: 'here' | 'everywhere' }) {
  const { t } = useTranslation(['app', 'doors']);
  const me = useMe();
  const signOut = useSignOut();
  const [unsaved, setUnsaved] = useState(0);
  const leave = (forgetUnsaved: boolean) =>
    signOut.mutate(
      { where, forgetUnsaved },
      {
        onSuccess: () => window.location.assign('/sign-in'),
        onError: () => showToast({ text: t('doors:account.signOutFailed'), tone: 'danger' }),
      },
    );
  const ask = async () => {
    const count = me.data ? (await unsavedCopies(me.data.id)) + unsavedWords(me.data.id) : 0;
    if (count === 0) leave(false);
    else setUnsaved(count);
  };
  return (
    <>
      <Button
        variant="secondary"
        data-color={where === 'everywhere' ? 'danger' : 'harbour'}
        loading={signOut.isPending}
        onClick={() => void ask()}
      >
        {where === 'here' && <LeaveIcon aria-hidden />}
        {t(`doors:account.signOut.${where}`)}
      </Button>
      <ConfirmDialog
        open={unsaved > 0}
        title={t('doors:account.unsaved.title')}
        confirm={t('doors:account.unsaved.keep')}
        tone="harbour"
        busy={signOut.isPending}
        error={signOut.error}
        onClose={() => setUnsaved(0)}
        onConfirm={() => leave(false)}
        otherwise={
          <Button variant="secondary" data-color="danger" onClick={() => leave(true)}>
            {t('doors:account.unsaved.remove')}
          </Button>
        }
      >
        {t('doors:account.unsaved.text', { count: unsaved })}
      </ConfirmDialog>
      {signOut.error && where === 'everywhere' ? <ErrorNotice error={signOut.error} compact /> : null}
    </>
  );
}
