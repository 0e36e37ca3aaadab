import { SEARCH_KINDS } from '@kontor/contracts';
import type { SearchRecord, ThingRef } from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';

export type StoredSearch = Omit<SearchRecord, 'doors'> & {
  /** Kind, thing and part. */
  _id: string;
  doors: string[];
  /** Of the thing, on its head only. */
  version: string | null;
  /** Of all that is derived below: what did not change is not written again. */
  digest: string;
  /** Words of keywords and text, folded; and `=stem` for stems that are not among them. */
  terms: string[];
  /** Of a head only; see `cardOf`. */
  card: number | null;
  /** Of a head only, what the thing is looked up by: each door with each entry; see search-keys.ts. */
  keys: string[];
};

export const idOf = ({ kind, ofId }: ThingRef, part: string): string => `${kind}:${ofId}:${part}`;

const text = { type: String, required: true } as const;
const emptyText = { type: String, default: '' } as const;
const optionalText = { type: String, default: null } as const;
const texts = { type: [String], required: true } as const;

const schema = new Schema<StoredSearch>(
  {
    _id: text,
    kind: { ...text, enum: SEARCH_KINDS },
    ofId: text,
    part: emptyText,
    doors: texts,
    title: emptyText,
    keywords: emptyText,
    text: emptyText,
    place: optionalText,
    language: optionalText,
    workspaceId: optionalText,
    cityIds: texts,
    countries: texts,
    topics: texts,
    status: optionalText,
    at: { type: Date, default: null },
    version: optionalText,
    digest: text,
    terms: texts,
    card: { type: Number, default: null },
    keys: texts,
  },
  { collection: 'search', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);

export const searchModel = (connection: Connection): Model<StoredSearch> =>
  connection.models['Search'] === undefined
    ? connection.model<StoredSearch>('Search', schema)
    : connection.model<StoredSearch>('Search');

/** The same records without mongoose between. */
export const searchCollection = (connection: Connection) => connection.collection<StoredSearch>('search');

/** A collection that stays empty: its text index is how the engine is asked for stems; see {@link MongoWordForms}. */
export const WORD_FORMS = 'searchWordForms';

/** Which things hold an entry, the most recent first. Named in queries: tried out beside it, another index costs seconds. */
export const BY_KEY = { keys: 1, card: -1 } as const;
/** What a card stands for. */
export const BY_CARD = { card: 1, kind: 1, ofId: 1, at: 1 } as const;

export async function ensureSearchIndexes(connection: Connection): Promise<void> {
  const { collection } = searchModel(connection);
  // Of before there were cards, when each passage had keys of its own.
  await collection.dropIndex('keys_1').catch(() => undefined);
  await collection.createIndex(BY_KEY);
  await collection.createIndex(BY_CARD);
  await collection.createIndex({ kind: 1, ofId: 1, part: 1 });
  await connection
    .collection(WORD_FORMS)
    .createIndex({ text: 'text' }, { default_language: 'none', language_override: 'stemmer' });
}
