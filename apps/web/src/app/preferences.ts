import type { Me, UiLanguage } from '@kontor/contracts';
import { useSyncExternalStore } from 'react';
import i18next from 'i18next';
import { changeLanguage } from './i18n/i18n.js';
import { storage } from './storage.js';

export type Theme = Me['theme'];

const listeners = new Set<() => void>();
let theme: Theme = readTheme();
/** What was chosen before signing in: it wins over the account's old choice, once. */
const chosenBeforeSignIn: { theme?: Theme; language?: UiLanguage } = {};

function readTheme(): Theme {
  const stored = storage.get('theme');
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** Applies a theme to the page and remembers it on this device (see public/theme.js). */
export function applyTheme(next: Theme): void {
  theme = next;
  document.documentElement.dataset['colorScheme'] = next === 'system' ? 'auto' : next;
  storage.set('theme', next === 'system' ? null : next);
  for (const listener of listeners) listener();
}

export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => theme,
  );
}

export function chooseAsGuest(choice: { theme?: Theme; language?: UiLanguage }): void {
  Object.assign(chosenBeforeSignIn, choice);
  if (choice.theme) applyTheme(choice.theme);
  if (choice.language) void changeLanguage(choice.language);
}

/** Takes what a guest chose, so that it can be saved to the account after signing in. */
export function takeGuestChoice(): { theme?: Theme; language?: UiLanguage } {
  const choice = { ...chosenBeforeSignIn };
  delete chosenBeforeSignIn.theme;
  delete chosenBeforeSignIn.language;
  return choice;
}

/** The account's choices are the truth as soon as somebody is signed in. */
export async function adoptPreferences(me: Me): Promise<void> {
  if (me.theme !== theme) applyTheme(me.theme);
  if (me.language !== i18next.language) await changeLanguage(me.language);
}
