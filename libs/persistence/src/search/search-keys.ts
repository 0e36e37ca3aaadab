import { createHash } from 'node:crypto';
import { stemmerOf, termsOf, type SearchRecord, type WordForms } from '@kontor/domain';
import { idOf, type StoredSearch } from './search.model.js';

/**
 * The scope is the beginning of every key, so a look-up reads only what its actor may find: the price of a question does not
 * grow with what others have, and what is hidden is not even counted.
 */
export const bodyKey = (door: string, term: string): string => `${door} ${term}`;
export const titleKey = (door: string, term: string): string => `${door} #${term}`;
/** A stem is an entry of its own kind, so that it is never taken for the beginning of a word. */
export const stemEntry = (stem: string): string => `=${stem}`;

/** Everything of a record that its words and doors depend on; the time of the last change is not. */
export function digestOf({ at: _at, ...rest }: SearchRecord): string {
  return createHash('sha256').update(JSON.stringify(rest)).digest('base64url').slice(0, 22);
}

/** A record with all that is looked up derived from it. */
export async function stored(record: SearchRecord, digest: string, forms: WordForms): Promise<StoredSearch> {
  const stemmer = stemmerOf(record.language);
  const entries = async (text: string): Promise<string[]> => {
    const terms = termsOf(text);
    if (stemmer === null) return terms;
    const known = new Set(terms);
    const stems = (await forms.stems(terms, stemmer)).filter((stem) => !known.has(stem));
    return [...terms, ...stems.map(stemEntry)];
  };
  const titleTerms = await entries(record.title);
  const more = await entries(`${record.keywords} ${record.text}`);
  const terms = [...new Set([...titleTerms, ...more])];
  const keys = record.doors.flatMap((door) => [
    ...terms.map((term) => bodyKey(door, term)),
    ...titleTerms.map((term) => titleKey(door, term)),
  ]);
  const _id = idOf(record, record.part);
  return { _id, ...record, version: null, digest, terms, titleTerms, keys };
}
