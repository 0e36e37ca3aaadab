import { Button, Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { SignIn } from '@kontor/contracts';
import { Link, useRouter } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { safeNext } from '../../../app/guards.js';
import { takeGuestChoice } from '../../../app/preferences.js';
import { queryClient } from '../../../app/query-client.js';
import { useDocumentTitle, useFocusOnRoute } from '../../../app/shell/page.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { useFaults } from '../../../ui/use-faults.js';
import { useInstance } from '../api/instance.js';
import { meQuery, useUpdateMe } from '../api/me.js';
import { useSignIn } from '../api/session.js';
import { DemoAccounts } from '../components/demo-accounts.js';

/** Sign in by address and password; in a demo one click does both. */
export function SignInPage({ next }: { next: string | undefined }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const { data: instance } = useInstance();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { signIn, busy, error } = useSignInAndGo(next);
  const { fault, check, isGeneral } = useFaults(error);
  useDocumentTitle(t('signIn.title'));
  useFocusOnRoute(heading);
  const submit = (values: { email: string; password: string }) => {
    const body = check(SignIn, values);
    if (body) signIn(body);
  };
  return (
    <div className="k-signin">
      <section className="k-signin__form" aria-labelledby="sign-in-title">
        <Heading level={1} data-size="lg" id="sign-in-title" tabIndex={-1} ref={heading}>
          {t('signIn.title')}
        </Heading>
        <Paragraph className="k-signin__lead">{t('signIn.lead')}</Paragraph>
        <form
          noValidate
          className="k-stack"
          onSubmit={(event) => {
            event.preventDefault();
            submit({ email, password });
          }}
        >
          {error && isGeneral ? <ErrorNotice error={error} compact /> : null}
          <Textfield
            label={t('signIn.email')}
            type="email"
            name="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            error={fault('email')}
          />
          <Textfield
            label={t('signIn.password')}
            type="password"
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            error={fault('password')}
          />
          <div className="k-actions">
            <Button type="submit" loading={busy}>
              {t('signIn.submit')}
            </Button>
            <Link to="/forgot-password" className="ds-link">
              {t('signIn.forgot')}
            </Link>
          </div>
        </form>
      </section>
      {instance?.demo && instance.demoAccounts.length > 0 && (
        <DemoAccounts
          accounts={instance.demoAccounts}
          disabled={busy}
          onChoose={(address) => {
            const values = { email: address, password: instance.demoPassword ?? '' };
            setEmail(values.email);
            setPassword(values.password);
            submit(values);
          }}
        />
      )}
    </div>
  );
}

/** Signs in, carries over what was chosen as a guest, then goes where the person wanted to. */
function useSignInAndGo(next: string | undefined) {
  const router = useRouter();
  const signIn = useSignIn();
  const { mutateAsync: updateMe } = useUpdateMe();
  const enter = async () => {
    const me = await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
    const choice = takeGuestChoice();
    // A preference that could not be saved must not keep anybody out.
    if (me && Object.keys(choice).length > 0) await updateMe(choice).catch(() => undefined);
    await router.navigate({ to: safeNext(next), replace: true });
  };
  return {
    busy: signIn.isPending,
    error: signIn.error,
    signIn: (body: SignIn) => signIn.mutate(body, { onSuccess: () => void enter() }),
  };
}
