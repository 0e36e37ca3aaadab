import { SkipLink } from '@digdir/designsystemet-react';
import { Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ConnectionNotice } from '../../../app/shell/connection-notice.js';
import { SampleMark } from '../../../app/shell/sample-mark.js';
import { chooseAsGuest, useTheme } from '../../../app/preferences.js';
import { Loading } from '../../../ui/loading.js';
import { Logo } from '../../../ui/logo.js';
import { LanguageChoice, ThemeChoice } from './preference-choices.js';

/** The porch: pages for people who are not signed in, with the language and the light of the house to choose. */
export function GuestFrame() {
  const { t, i18n } = useTranslation();
  const theme = useTheme();
  return (
    <div className="k-porch">
      <SkipLink href="#main">{t('shell.skip')}</SkipLink>
      <header className="k-porch__head">
        <span className="k-mark">
          <Logo size={36} />
          <span className="k-mark__name">Kontor</span>
        </span>
        <div className="k-porch__choices">
          <LanguageChoice
            value={i18n.language}
            onChange={(language) => chooseAsGuest({ language })}
            size="sm"
          />
          <ThemeChoice value={theme} onChange={(next) => chooseAsGuest({ theme: next })} size="sm" />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <SampleMark />
        <ConnectionNotice />
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
