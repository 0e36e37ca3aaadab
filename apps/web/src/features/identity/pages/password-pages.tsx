import { Alert, Button, Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { CompletePasswordReset, RequestPasswordReset } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDocumentTitle, useFocusOnRoute } from '../../../app/shell/page.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { useFaults } from '../../../ui/use-faults.js';
import { useCompletePasswordReset, useRequestPasswordReset } from '../api/session.js';
import { useFragmentToken } from '../hooks/use-fragment-token.js';

/** Asks for a mail with a link. The answer is the same whether the address has an account or not. */
export function ForgotPasswordPage() {
  const { t } = useTranslation(['app', 'doors']);
  const [email, setEmail] = useState('');
  const ask = useRequestPasswordReset();
  const { fault, check, isGeneral } = useFaults(ask.error);
  const submit = () => {
    const body = check(RequestPasswordReset, { email });
    if (body) ask.mutate(body);
  };
  return (
    <PasswordFrame title={t('doors:password.forgotTitle')} text={t('doors:password.forgotText')}>
      {ask.isSuccess ? (
        <Alert data-color="success" role="status">
          <Paragraph>{t('doors:password.mailed', { email })}</Paragraph>
        </Alert>
      ) : (
        <form noValidate className="k-stack" onSubmit={(event) => (event.preventDefault(), submit())}>
          {ask.error && isGeneral ? <ErrorNotice error={ask.error} compact /> : null}
          <Textfield
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            error={fault('email')}
          />
          <div className="k-actions">
            <Button type="submit" loading={ask.isPending}>
              {t('doors:password.ask')}
            </Button>
          </div>
        </form>
      )}
    </PasswordFrame>
  );
}

/** Sets a new password with the token of a mailed link. */
export function ResetPasswordPage() {
  const { t } = useTranslation(['app', 'doors']);
  const token = useFragmentToken();
  const [password, setPassword] = useState('');
  const complete = useCompletePasswordReset();
  const { fault, check, isGeneral } = useFaults(complete.error);
  const submit = () => {
    const body = check(CompletePasswordReset, { token, password });
    if (body) complete.mutate(body);
  };
  if (token === '') {
    return (
      <PasswordFrame title={t('doors:password.resetTitle')} text={t('doors:password.noToken')}>
        <Button asChild>
          <Link to="/forgot-password">{t('doors:password.ask')}</Link>
        </Button>
      </PasswordFrame>
    );
  }
  return (
    <PasswordFrame title={t('doors:password.resetTitle')} text={t('doors:password.resetText')}>
      {complete.isSuccess ? (
        <Alert data-color="success" role="status">
          <Paragraph>{t('doors:password.done')}</Paragraph>
        </Alert>
      ) : (
        <form noValidate className="k-stack" onSubmit={(event) => (event.preventDefault(), submit())}>
          {complete.error && isGeneral ? <ErrorNotice error={complete.error} compact /> : null}
          <Textfield
            label={t('doors:account.newPassword')}
            description={t('doors:account.passwordHint')}
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            error={fault('password') ?? (fault('token') ? t('errors.token-used-or-expired.text') : undefined)}
          />
          <div className="k-actions">
            <Button type="submit" loading={complete.isPending}>
              {t('doors:password.set')}
            </Button>
          </div>
        </form>
      )}
    </PasswordFrame>
  );
}

function PasswordFrame({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const { t } = useTranslation(['app', 'doors']);
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(title);
  useFocusOnRoute(heading);
  return (
    <div className="k-narrow">
      <Heading level={1} data-size="lg" tabIndex={-1} ref={heading}>
        {title}
      </Heading>
      <Paragraph>{text}</Paragraph>
      {children}
      <p>
        <Link to="/sign-in" search={{}} className="ds-link">
          {t('doors:password.back')}
        </Link>
      </p>
    </div>
  );
}
