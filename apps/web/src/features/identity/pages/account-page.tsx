import { Button, Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { UpdateMe, type Me } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeLanguage } from '../../../app/i18n/i18n.js';
import { applyTheme, useTheme } from '../../../app/preferences.js';
import { Page } from '../../../app/shell/page.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { showToast } from '../../../ui/toast.js';
import { useFaults } from '../../../ui/use-faults.js';
import { useMe, useUpdateMe } from '../api/me.js';
import { PasswordForm } from '../components/password-form.js';
import { LanguageChoice, ThemeChoice } from '../components/preference-choices.js';
import { SessionList } from '../components/session-list.js';
import { SignOutButton } from '../components/sign-out-button.js';

/** Everything about oneself: name, language, light, password, and where one is signed in. */
export function AccountPage() {
  const { t } = useTranslation(['app', 'doors']);
  const { data: me } = useMe();
  return (
    <Page
      title={t('doors:account.title')}
      width="text"
      action={<SignOutButton where="here" />}
      lead={me ? <Who me={me} /> : null}
    >
      {me && (
        <div className="k-sections">
          <NameForm me={me} />
          <Preferences me={me} />
          <PasswordForm />
          <SessionList />
        </div>
      )}
    </Page>
  );
}

function Who({ me }: { me: Me }) {
  const { t } = useTranslation(['app', 'doors']);
  return (
    <>
      <Paragraph>
        {me.email}
        {me.affiliation ? ` · ${me.affiliation.organisationName}` : ''}
      </Paragraph>
      <Link to="/people/$userId" params={{ userId: me.id }} className="ds-link">
        {t('doors:account.profile')}
      </Link>
    </>
  );
}

function NameForm({ me }: { me: Me }) {
  const { t } = useTranslation(['app', 'doors']);
  const [name, setName] = useState(me.name);
  const update = useUpdateMe();
  const { fault, check, isGeneral } = useFaults(update.error);
  const save = () => {
    const body = check(UpdateMe, { name });
    if (body)
      update.mutate(body, {
        onSuccess: () => showToast({ text: t('doors:account.saved'), tone: 'success' }),
      });
  };
  return (
    <section aria-labelledby="name-title" className="k-stack">
      <Heading level={2} data-size="xs" id="name-title">
        {t('doors:account.nameTitle')}
      </Heading>
      <form noValidate className="k-inline-form" onSubmit={(event) => (event.preventDefault(), save())}>
        <Textfield
          label={t('doors:account.name')}
          description={t('doors:account.nameHint')}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={fault('name')}
        />
        <Button
          type="submit"
          variant="secondary"
          loading={update.isPending}
          disabled={name.trim() === me.name}
        >
          {t('common.save')}
        </Button>
      </form>
      {update.error && isGeneral ? <ErrorNotice error={update.error} compact /> : null}
    </section>
  );
}

/** Applied at once: one sees what one chooses. Saved to the account, and taken back if that fails. */
function Preferences({ me }: { me: Me }) {
  const { t } = useTranslation(['app', 'doors']);
  const update = useUpdateMe();
  const theme = useTheme();
  return (
    <section aria-labelledby="preferences-title" className="k-stack">
      <Heading level={2} data-size="xs" id="preferences-title">
        {t('doors:account.preferences')}
      </Heading>
      <div className="k-pair">
        <LanguageChoice
          value={me.language}
          onChange={(language) =>
            update.mutate({ language }, { onSuccess: () => void changeLanguage(language) })
          }
        />
        <ThemeChoice
          value={theme}
          onChange={(next) => {
            applyTheme(next);
            update.mutate({ theme: next }, { onError: () => applyTheme(me.theme) });
          }}
        />
      </div>
      {update.error ? <ErrorNotice error={update.error} compact /> : null}
    </section>
  );
}
