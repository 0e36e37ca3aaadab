import type { ContentLanguage } from '@kontor/contracts';

/** Languages whose word forms the database's engine knows; `none`: words are compared as they stand. */
export const STEMMERS = ['danish', 'dutch', 'english', 'finnish', 'german', 'norwegian', 'swedish'] as const;
export type Stemmer = (typeof STEMMERS)[number];

/**
 * By the language of the text, never of the reader. The engine refuses the others by name (it would not even store a record
 * that names one): their inflected forms are found by the beginnings of words.
 */
const BY_LANGUAGE: Readonly<Record<ContentLanguage, Stemmer | null>> = {
  en: 'english',
  de: 'german',
  nl: 'dutch',
  da: 'danish',
  sv: 'swedish',
  nb: 'norwegian',
  fi: 'finnish',
  et: null,
  lv: null,
  lt: null,
  pl: null,
  fy: null,
};

export const stemmerOf = (language: ContentLanguage | null): Stemmer | null =>
  language === null ? null : BY_LANGUAGE[language];

/**
 * Words that carry no meaning, folded, of the languages that the engine has no list of. A question of such words only is
 * still answered; beside other words they need not be found.
 */
export const OWN_STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'ja on ei et kas ka ning aga see oma kui mis voi un ir ar par no ka vai bet lai uz pie ir kad su bei yra nuo tai arba ' +
    'i w z na do sie oraz nie jest od po za jak czy ze fan yn en de it is mei foar op oan'
  ).split(' '),
);

/** What the engine knows about words. Kept by the persistence, because it is the database that knows. */
export interface WordForms {
  /** The stems of these words, each once; words without meaning have none. */
  stems(words: readonly string[], stemmer: Stemmer): Promise<string[]>;
}
