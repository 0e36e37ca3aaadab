import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorNotice, failureCode } from '../ui/error-notice.js';
import { useDocumentTitle } from './shell/page.js';

/** When a page fell over: what happened, what is safe, and two ways on. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const code = failureCode(error);
  useDocumentTitle(t('errorPage.title'));
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <main className="k-page k-page--alone" data-width="text">
      <Heading level={1} data-size="lg">
        {t('errorPage.title')}
      </Heading>
      <ErrorNotice error={error} />
      {code === 'unknown' && <Paragraph className="k-muted">{t('errorPage.safe')}</Paragraph>}
      <div className="k-actions">
        <Button onClick={again}>{t('common.retry')}</Button>
        <Button variant="secondary" asChild>
          <a href="/">{t('shell.toHome')}</a>
        </Button>
      </div>
    </main>
  );
}
