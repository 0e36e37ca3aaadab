import { createHash } from 'node:crypto';
import {
  RECORDS_VERSION,
  stemmerOf,
  termsOf,
  type FindQuery,
  type SearchRecord,
  type WordForms,
} from '@kontor/domain';
import { cardOf } from './card.js';
import { idOf, type StoredSearch } from './search.model.js';

/**
 * The scope is the beginning of every key, so a look-up reads only what its actor may find: the price of a question does not
 * grow with what others have, and what is hidden is not even counted.
 */
export const keyOf = (door: string, entry: string): string => `${door} ${entry}`;
/** Behind a door of its own, for whoever asks for the archive. */
export const inArchive = (door: string): string => `${door}~`;

/** A stem is an entry of its own kind, so that it is never taken for the beginning of a word. */
export const stemEntry = (stem: string): string => `=${stem}`;
export const titleEntry = (entry: string): string => `#${entry}`;

/** What a thing is filtered by. Archived things are behind other doors instead. */
export const filterEntries = ({ cityId, country, topic, language, status }: FindQuery): string[] => [
  ...(cityId === undefined ? [] : [`@city:${cityId}`]),
  ...(country === undefined ? [] : [`@country:${country}`]),
  ...(topic === undefined ? [] : [`@topic:${topic}`]),
  ...(language === undefined ? [] : [`@language:${language}`]),
  ...(status === undefined || status === 'archived' ? [] : [`@status:${status}`]),
];
const filterEntriesOf = (
  { cityIds, countries, topics, status }: SearchRecord,
  languages: Iterable<string>,
) => [
  ...cityIds.map((id) => `@city:${id}`),
  ...countries.map((country) => `@country:${country}`),
  ...topics.map((topic) => `@topic:${topic}`),
  ...[...languages].map((language) => `@language:${language}`),
  ...(status === null ? [] : [`@status:${status}`]),
];

/** About 300,000 words hold 25,000 different ones; a text made of nothing else must not fill the index. */
const MOST_TERMS = 40_000;

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);

/** Everything of a record that is stored; the time of the last change is not. */
export const digestOf = ({ at: _at, ...rest }: SearchRecord): string => digest([RECORDS_VERSION, rest]);

/** Of a head: all that it is found by, its day included. */
export const headDigest = (head: SearchRecord, passages: readonly string[]): string =>
  digest([digestOf(head), cardOf(head), passages]);

/** The words of a text, and the stems that are not among them. */
export async function termsIn(
  text: string,
  { language }: Pick<SearchRecord, 'language'>,
  forms: WordForms,
): Promise<string[]> {
  const terms = termsOf(text);
  const stemmer = stemmerOf(language);
  if (stemmer === null) return terms;
  const known = new Set(terms);
  const stems = (await forms.stems(terms, stemmer)).filter((stem) => !known.has(stem));
  return [...terms, ...stems.map(stemEntry)];
}

/** A passage as it is stored. It is not looked up itself: its head is, and then which passage says most of the words. */
export async function storedPassage(record: SearchRecord, forms: WordForms): Promise<StoredSearch> {
  const terms = await termsIn(`${record.keywords} ${record.text}`, record, forms);
  const _id = idOf(record, record.part);
  return { _id, ...record, version: null, digest: digestOf(record), terms, card: null, keys: [] };
}

/** What the passages of a thing say, for its head. */
export interface Said {
  digest: string;
  language: SearchRecord['language'];
  terms: readonly string[];
}

/** A head as it is stored: with the keys by which the whole thing is found. */
export async function storedHead(
  head: SearchRecord,
  passages: readonly Said[],
  version: string,
  forms: WordForms,
): Promise<StoredSearch> {
  const title = await termsIn(head.title, head, forms);
  const own = await termsIn(`${head.keywords} ${head.text}`, head, forms);
  const all = new Set([...title, ...own]);
  for (const { terms } of passages) for (const term of terms) all.add(term);
  const terms = [...all].slice(0, MOST_TERMS);
  const languages = new Set(
    [head.language, ...passages.map(({ language }) => language)].filter((one) => one !== null),
  );
  const entries = [...terms, ...title.map(titleEntry), ...filterEntriesOf(head, languages)];
  const doors = head.status === 'archived' ? head.doors.map(inArchive) : head.doors;
  return {
    _id: idOf(head, ''),
    ...head,
    version,
    digest: headDigest(
      head,
      passages.map((one) => one.digest),
    ),
    terms: own,
    card: cardOf(head),
    keys: doors.flatMap((door) => entries.map((entry) => keyOf(door, entry))),
  };
}
