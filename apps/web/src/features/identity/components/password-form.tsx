import { Button, Heading, Textfield } from '@digdir/designsystemet-react';
import { ChangePassword } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureCode, ErrorNotice } from '../../../ui/error-notice.js';
import { showToast } from '../../../ui/toast.js';
import { useFaults } from '../../../ui/use-faults.js';
import { useChangePassword, useMe } from '../api/me.js';

const EMPTY = { currentPassword: '', newPassword: '' };

export function PasswordForm() {
  const { t } = useTranslation(['app', 'doors']);
  const [form, setForm] = useState(EMPTY);
  const { data: me } = useMe();
  const change = useChangePassword();
  const { fault, check, isGeneral } = useFaults(change.error);
  const code = change.error ? failureCode(change.error) : null;
  const save = () => {
    const body = check(ChangePassword, form);
    if (!body) return;
    change.mutate(body, {
      onSuccess: () => {
        setForm(EMPTY);
        showToast({ text: t('doors:account.passwordChanged'), tone: 'success' });
      },
    });
  };
  return (
    <section aria-labelledby="password-title" className="k-stack">
      <Heading level={2} data-size="xs" id="password-title">
        {t('doors:account.passwordTitle')}
      </Heading>
      <form noValidate className="k-stack k-half" onSubmit={(event) => (event.preventDefault(), save())}>
        {/* Password managers need to know whose password this is. */}
        <input type="text" autoComplete="username" value={me?.email ?? ''} readOnly hidden />
        <Textfield
          label={t('doors:account.currentPassword')}
          type="password"
          autoComplete="current-password"
          value={form.currentPassword}
          onChange={(event) => setForm({ ...form, currentPassword: event.target.value })}
          error={
            code === 'wrong-current-password'
              ? t('errors.wrong-current-password.text')
              : fault('currentPassword')
          }
        />
        <Textfield
          label={t('doors:account.newPassword')}
          description={t('doors:account.passwordHint')}
          type="password"
          autoComplete="new-password"
          value={form.newPassword}
          onChange={(event) => setForm({ ...form, newPassword: event.target.value })}
          error={code === 'weak-password' ? t('errors.weak-password.text') : fault('newPassword')}
        />
        {change.error && isGeneral && code !== 'wrong-current-password' && code !== 'weak-password' ? (
          <ErrorNotice error={change.error} compact />
        ) : null}
        <div className="k-actions">
          <Button type="submit" variant="secondary" loading={change.isPending}>
            {t('doors:account.changePassword')}
          </Button>
        </div>
      </form>
    </section>
  );
}
