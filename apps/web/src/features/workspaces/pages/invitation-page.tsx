import { Alert, Button, Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { AcceptInvitation, UiLanguage, type InvitationOffer } from '@kontor/contracts';
import { Link, useRouter } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { queryClient } from '../../../app/query-client.js';
import { useDocumentTitle, useFocusOnRoute } from '../../../app/shell/page.js';
import { ErrorNotice, failureCode } from '../../../ui/error-notice.js';
import { QueryGate } from '../../../ui/query-gate.js';
import { useFaults } from '../../../ui/use-faults.js';
import { meQuery, useMe } from '../../identity/api/me.js';
import { useSignIn } from '../../identity/api/session.js';
import { keepToken, useFragmentToken } from '../../identity/hooks/use-fragment-token.js';
import { useAcceptInvitation, useInvitationOffer } from '../api/invitations.js';

/** Where the link of an invitation leads: says who invites to what, and lets one in. */
export function InvitationPage() {
  const { t } = useTranslation(['app', 'doors']);
  const token = useFragmentToken();
  const offer = useInvitationOffer(token);
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(t('doors:invitation.title'));
  useFocusOnRoute(heading);
  return (
    <div className="k-narrow">
      <Heading level={1} data-size="lg" tabIndex={-1} ref={heading}>
        {t('doors:invitation.title')}
      </Heading>
      {token === '' ? (
        <Paragraph>{t('doors:invitation.noToken')}</Paragraph>
      ) : failureCode(offer.error) === 'token-used-or-expired' ? (
        <SpentInvitation />
      ) : (
        <QueryGate query={offer}>{(data) => <Offer token={token} offer={data} />}</QueryGate>
      )}
    </div>
  );
}

/** The server gives one answer for every link that no longer counts, so this names all the reasons, and the ways on. */
function SpentInvitation() {
  const { t } = useTranslation(['app', 'doors']);
  const { data: me } = useMe();
  return (
    <>
      <Alert data-color="warning" role="alert">
        <Heading level={2} data-size="2xs">
          {t('doors:invitation.spentTitle')}
        </Heading>
        <Paragraph>{t('doors:invitation.spentText')}</Paragraph>
      </Alert>
      <div className="k-actions">
        <Button asChild>
          {me ? (
            <Link to="/workspaces">{t('shell.allWorkspaces')}</Link>
          ) : (
            <Link to="/sign-in">{t('signIn.submit')}</Link>
          )}
        </Button>
      </div>
    </>
  );
}

function Offer({ token, offer }: { token: string; offer: InvitationOffer }) {
  const { t } = useTranslation(['app', 'doors']);
  const format = useFormat();
  const { data: me } = useMe();
  const isOwn = me?.email.toLowerCase() === offer.email.toLowerCase();
  return (
    <>
      <Paragraph>
        {t('doors:invitation.text', {
          name: offer.invitedByName,
          workspace: offer.workspaceName,
          role: t(`roles.${offer.role}`),
          date: format.day(offer.expiresAt),
        })}
      </Paragraph>
      {offer.message && <blockquote className="k-quote">{offer.message}</blockquote>}
      {me && !isOwn && (
        <Alert data-color="warning">
          <Paragraph>{t('doors:invitation.otherAccount', { mine: me.email, email: offer.email })}</Paragraph>
        </Alert>
      )}
      {offer.accountExists ? (
        <AcceptAsMember token={token} offer={offer} signedIn={isOwn} />
      ) : (
        <AcceptAsNewcomer token={token} offer={offer} />
      )}
    </>
  );
}

/** Somebody with an account signs in first (if need be), then accepts with one press. */
function AcceptAsMember({
  token,
  offer,
  signedIn,
}: {
  token: string;
  offer: InvitationOffer;
  signedIn: boolean;
}) {
  const { t } = useTranslation(['app', 'doors']);
  const router = useRouter();
  const accept = useAcceptInvitation();
  if (!signedIn) {
    return (
      <>
        <Paragraph>{t('doors:invitation.signInFirst', { email: offer.email })}</Paragraph>
        <Button asChild>
          <Link to="/sign-in" search={{ next: '/invitation' }} onClick={() => keepToken(token)}>
            {t('signIn.submit')}
          </Link>
        </Button>
      </>
    );
  }
  return (
    <>
      {accept.error ? <ErrorNotice error={accept.error} /> : null}
      <Button
        loading={accept.isPending}
        onClick={() =>
          accept.mutate(
            { token },
            {
              onSuccess: ({ workspaceId }) =>
                void router.navigate({
                  to: '/workspaces/$workspaceId',
                  params: { workspaceId },
                  replace: true,
                }),
            },
          )
        }
      >
        {t('doors:invitation.accept', { workspace: offer.workspaceName })}
      </Button>
    </>
  );
}

/** Somebody new chooses a name and a password; the address is the invited one. */
function AcceptAsNewcomer({ token, offer }: { token: string; offer: InvitationOffer }) {
  const { t, i18n } = useTranslation(['app', 'doors']);
  const router = useRouter();
  const accept = useAcceptInvitation();
  const signIn = useSignIn();
  const [form, setForm] = useState({ name: '', password: '' });
  const { fault, check, isGeneral } = useFaults(accept.error);
  const submit = async () => {
    const language = UiLanguage.catch('en').parse(i18n.language);
    const body = check(AcceptInvitation, { token, account: { ...form, language } });
    if (!body) return;
    const { workspaceId } = await accept.mutateAsync(body);
    const me = await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
    if (me === null) await signIn.mutateAsync({ email: offer.email, password: form.password });
    await router.navigate({ to: '/workspaces/$workspaceId', params: { workspaceId }, replace: true });
  };
  return (
    <form
      noValidate
      className="k-stack"
      onSubmit={(event) => {
        event.preventDefault();
        // A refusal is shown from the mutation's state.
        submit().catch(() => undefined);
      }}
    >
      {accept.error && isGeneral ? <ErrorNotice error={accept.error} compact /> : null}
      <Textfield
        label={t('signIn.email')}
        type="email"
        value={offer.email}
        readOnly
        autoComplete="username"
      />
      <Textfield
        label={t('doors:account.name')}
        description={t('doors:account.nameHint')}
        autoComplete="name"
        value={form.name}
        onChange={(event) => setForm({ ...form, name: event.target.value })}
        error={fault('name')}
      />
      <Textfield
        label={t('signIn.password')}
        description={t('doors:account.passwordHint')}
        type="password"
        autoComplete="new-password"
        value={form.password}
        onChange={(event) => setForm({ ...form, password: event.target.value })}
        error={fault('password')}
      />
      <div className="k-actions">
        <Button type="submit" loading={accept.isPending || signIn.isPending}>
          {t('doors:invitation.accept', { workspace: offer.workspaceName })}
        </Button>
      </div>
    </form>
  );
}
