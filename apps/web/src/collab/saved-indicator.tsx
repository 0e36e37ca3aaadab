import {
  CheckmarkIcon,
  CloudSlashIcon,
  ExclamationmarkTriangleIcon,
  PencilWritingIcon,
  FileTextIcon,
} from '@navikt/aksel-icons';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../ui/announcer.js';
import type { CollabSession } from './collab-session.js';
import type { SavedState } from './saved-state.js';
import { useSessionPart } from './use-collab-session.js';

const ICONS: Record<SavedState, typeof CheckmarkIcon> = {
  loading: FileTextIcon,
  saved: CheckmarkIcon,
  saving: PencilWritingIcon,
  'saving-slow': ExclamationmarkTriangleIcon,
  offline: CloudSlashIcon,
  'only-on-this-device': CloudSlashIcon,
  unsafe: ExclamationmarkTriangleIcon,
  'store-away': ExclamationmarkTriangleIcon,
  'signed-out': CloudSlashIcon,
  refused: ExclamationmarkTriangleIcon,
  'read-only': FileTextIcon,
  stopped: CloudSlashIcon,
};
const TONES: Partial<Record<SavedState, 'success' | 'warning' | 'danger'>> = {
  saved: 'success',
  'saving-slow': 'warning',
  offline: 'warning',
  'only-on-this-device': 'warning',
  unsafe: 'danger',
  'store-away': 'warning',
  'signed-out': 'warning',
  refused: 'danger',
  stopped: 'warning',
};

/** How long a state must last before it is said aloud: nobody wants to hear "saving, saved" with every word. */
const SETTLES_AFTER_MS = 1500;
const SAID: readonly SavedState[] = ['saving-slow', 'offline', 'only-on-this-device', 'unsafe', 'store-away', 'signed-out', 'refused', 'read-only', 'stopped']; // prettier-ignore

const MINUTE_MS = 60_000;

/** What is true about the text, in words: "Saved on the server, 14:02". */
export function SavedIndicator({ session }: { session: CollabSession }) {
  const { t, i18n } = useTranslation('editor');
  const state = useSessionPart(session, (_view, now) => now) ?? 'loading';
  // The minute that is shown, so that the rest of the moment draws nothing.
  const minute = useSessionPart(session, ({ lastDurableAt }) =>
    lastDurableAt === null ? null : Math.floor(lastDurableAt / MINUTE_MS),
  );
  const time = useMemo(
    () =>
      minute === null
        ? null
        : new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' }).format(minute * MINUTE_MS),
    [minute, i18n.language],
  );
  const words = state === 'saved' && time !== null ? t('saved.savedAt', { time }) : t(`saved.${state}`);
  useSpoken(state, words, t('saved.saved'));
  const Icon = ICONS[state];
  return (
    <p
      className="k-saved"
      data-tone={TONES[state] ?? 'neutral'}
      data-state={state}
      data-testid="saved-indicator"
    >
      <Icon aria-hidden />
      <span>{words}</span>
    </p>
  );
}

/** Says what went wrong when it lasts, and once that all is well again. */
function useSpoken(state: SavedState, words: string, wellAgain: string): void {
  const saidTrouble = useRef(false);
  useEffect(() => {
    const isTrouble = SAID.includes(state);
    if (!isTrouble && !(state === 'saved' && saidTrouble.current)) return undefined;
    const timer = setTimeout(() => {
      saidTrouble.current = isTrouble;
      announce(isTrouble ? words : wellAgain);
    }, SETTLES_AFTER_MS);
    return () => clearTimeout(timer);
  }, [state, words, wellAgain]);
}
