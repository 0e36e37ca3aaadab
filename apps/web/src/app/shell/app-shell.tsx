import { SkipLink } from '@digdir/designsystemet-react';
import { Outlet } from '@tanstack/react-router';
import i18next from 'i18next';
import { Suspense, lazy, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../features/identity/api/me.js';
import { startLiveEvents } from '../live-events.js';
import { adoptPreferences } from '../preferences.js';
import { ConnectionNotice } from './connection-notice.js';
import { useEarlyEditor } from './early-editor.js';
import { PageWaiting } from './page-waiting.js';
import { Rail, TopBar } from './rail.js';
import { SampleMark } from './sample-mark.js';
import { SignedOutNotice } from './signed-out-notice.js';
import { useShortcuts } from './shortcuts.js';

// With its words: what is typed while they come would go astray.
const loadPalette = async () => {
  const [palette] = await Promise.all([
    import('../../features/search/components/command-palette.js'),
    i18next.loadNamespaces('search'),
  ]);
  return palette;
};
const CommandPalette = lazy(() => loadPalette().then((m) => ({ default: m.CommandPalette })));
const KeysDialog = lazy(() => import('./keys-dialog.js').then((m) => ({ default: m.KeysDialog })));

/** The house around every signed-in page: rail, top bar on phones, the mark for sample data, the page itself. */
export function AppShell() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const [overlay, setOverlay] = useState<'palette' | 'keys' | null>(null);
  useShortcuts({ openPalette: () => setOverlay('palette'), openKeys: () => setOverlay('keys') });
  useEffect(() => startLiveEvents(), []);
  useEarlyEditor();
  const userId = me?.id;
  // When the page is quiet: what is wanted next (what is typed right after Ctrl+K must not go astray), and what was left.
  useEffect(() => {
    const later = async () => {
      const { sendWordsLeft } = await import('../../features/discussions/api/words-left.js');
      if (userId) sendWordsLeft(userId);
    };
    const timer = setTimeout(() => void Promise.allSettled([loadPalette(), later()]), 1500);
    return () => clearTimeout(timer);
  }, [userId]);
  useEffect(() => {
    if (me) void adoptPreferences(me);
  }, [me]);
  const close = () => setOverlay(null);
  return (
    <div className="k-shell">
      <SkipLink href="#main">{t('shell.skip')}</SkipLink>
      <TopBar />
      <Rail onSearch={() => setOverlay('palette')} onKeys={() => setOverlay('keys')} />
      <main id="main" className="k-main" tabIndex={-1}>
        <SampleMark />
        <ConnectionNotice />
        <SignedOutNotice />
        <Suspense fallback={<PageWaiting />}>
          <Outlet />
        </Suspense>
      </main>
      <Suspense>
        {overlay === 'palette' && <CommandPalette onClose={close} />}
        {overlay === 'keys' && <KeysDialog onClose={close} />}
      </Suspense>
    </div>
  );
}
