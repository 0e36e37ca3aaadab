import { Button, Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { ORGANISATION_TYPES, SetUp, UiLanguage, type OrganisationType } from '@kontor/contracts';
import { useRouter } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../app/query-client.js';
import { useDocumentTitle, useFocusOnRoute } from '../../../app/shell/page.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { useFaults } from '../../../ui/use-faults.js';
import { useSetUp } from '../api/instance.js';
import { useSignIn } from '../api/session.js';
import { meQuery } from '../api/me.js';

interface Form {
  name: string;
  email: string;
  password: string;
  organisationName: string;
  organisationType: OrganisationType;
}

/** People need it at once: documents belong to organisations. */
const WithOrganisation = SetUp.required({ organisationName: true });

/** First start of an empty house: makes the operator's account. */
export function SetUpPage() {
  const { t, i18n } = useTranslation(['app', 'doors']);
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  const [form, setForm] = useState<Form>({
    name: '',
    email: '',
    password: '',
    organisationName: '',
    organisationType: 'city',
  });
  const setUp = useSetUp();
  const signIn = useSignIn();
  const { fault, check, isGeneral } = useFaults(setUp.error);
  useDocumentTitle(t('doors:setUp.title'));
  useFocusOnRoute(heading);
  const submit = async () => {
    const language = UiLanguage.catch('en').parse(i18n.language);
    const body = check(WithOrganisation, { ...form, language });
    if (!body) return;
    await setUp.mutateAsync(body);
    const me = await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
    if (me === null) await signIn.mutateAsync({ email: body.email, password: body.password });
    await router.navigate({ to: '/', replace: true });
  };
  return (
    <div className="k-narrow">
      <Heading level={1} data-size="lg" tabIndex={-1} ref={heading}>
        {t('doors:setUp.title')}
      </Heading>
      <Paragraph>{t('doors:setUp.text')}</Paragraph>
      <form
        noValidate
        className="k-stack"
        onSubmit={(event) => {
          event.preventDefault();
          // A refusal is shown from the mutation's state.
          submit().catch(() => undefined);
        }}
      >
        {setUp.error && isGeneral ? <ErrorNotice error={setUp.error} compact /> : null}
        <Textfield
          label={t('doors:setUp.name')}
          autoComplete="name"
          value={form.name}
          onChange={(event) => setForm({ ...form, name: event.target.value })}
          error={fault('name')}
        />
        <Textfield
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          value={form.email}
          onChange={(event) => setForm({ ...form, email: event.target.value })}
          error={fault('email')}
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
        <Textfield
          label={t('doors:setUp.organisation')}
          description={t('doors:setUp.organisationHint')}
          autoComplete="organization"
          value={form.organisationName}
          onChange={(event) => setForm({ ...form, organisationName: event.target.value })}
          error={fault('organisationName')}
        />
        <LabelledSelect
          label={t('doors:setUp.organisationType')}
          choices={ORGANISATION_TYPES.map((value) => ({
            value,
            label: t(`doors:organisationTypes.${value}`),
          }))}
          value={form.organisationType}
          onChange={(organisationType) => setForm({ ...form, organisationType })}
        />
        <div className="k-actions">
          <Button type="submit" loading={setUp.isPending || signIn.isPending}>
            {t('doors:setUp.submit')}
          </Button>
        </div>
      </form>
    </div>
  );
}
