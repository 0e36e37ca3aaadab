import { UI_LANGUAGES, UiLanguage } from '@kontor/contracts';
import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { storage } from '../storage.js';
import en from './en.json';

/** The editor's texts come with the editor (namespace `editor`), other languages when they are chosen. */
const catalogues = import.meta.glob<{ default: Record<string, unknown> }>(['./*.json', '!./en.json']);

const lazyCatalogues: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const file = namespace === 'app' ? `./${language}.json` : `./${namespace}.${language}.json`;
    const load = catalogues[file];
    if (!load) return done(null, {});
    return void load().then(
      (module) => done(null, module.default),
      (error: unknown) => done(error instanceof Error ? error : new Error(file), false),
    );
  },
};

/** Language for somebody who is not signed in: the last choice on this device, else the browser's. */
export function deviceLanguage(): UiLanguage {
  const wishes = [storage.get('language'), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return UI_LANGUAGES.find((known) => wishes.find((wish) => isKnown(wish)) === known) ?? 'en';
}

const isKnown = (tag: string | null): tag is UiLanguage => UiLanguage.safeParse(tag).success;

export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18next
    .use(lazyCatalogues)
    .use(initReactI18next)
    .init({
      lng: deviceLanguage(),
      fallbackLng: 'en',
      supportedLngs: UI_LANGUAGES,
      ns: ['app'],
      defaultNS: 'app',
      resources: { en: { app: en } },
      partialBundledLanguages: true,
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}

/** Switches the interface and remembers the choice on this device. */
export async function changeLanguage(language: UiLanguage): Promise<void> {
  storage.set('language', language);
  await i18next.changeLanguage(language);
}
