import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDocumentTitle, useFocusOnRoute } from './shell/page.js';

/** For addresses that lead nowhere, and for things that one may not see: the two look alike on purpose. */
export function NotFoundPage() {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(t('notFound.title'));
  useFocusOnRoute(heading);
  return (
    <div className="k-page k-page--alone" data-width="text">
      <Heading level={1} data-size="lg" tabIndex={-1} ref={heading}>
        {t('notFound.title')}
      </Heading>
      <Paragraph>{t('notFound.text')}</Paragraph>
      <div className="k-actions">
        <Button asChild>
          <Link to="/">{t('shell.toHome')}</Link>
        </Button>
        <Button variant="secondary" asChild>
          <Link to="/workspaces">{t('shell.allWorkspaces')}</Link>
        </Button>
      </div>
    </div>
  );
}
