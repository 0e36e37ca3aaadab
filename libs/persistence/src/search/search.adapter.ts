import { CityId, ContentLanguage, SearchKind, SearchStatus, Topic, WorkspaceId } from '@kontor/contracts';
import {
  OWN_STOP_WORDS,
  STEMMERS,
  type Door,
  type FindQuery,
  type Found,
  type IndexedThing,
  type SearchRecord,
  type SearchRecords,
  type ThingRef,
  type WordForms,
} from '@kontor/domain';
import mongoose, { type Connection, type Model } from 'mongoose';
import { z } from 'zod';
import { duplicateIndex } from '../identity/duplicate.js';
import { findPipeline, type AskedWord } from './find-pipeline.js';
import { digestOf, stored } from './search-keys.js';
import { idOf, searchCollection, searchModel, type StoredSearch } from './search.model.js';
import { MongoWordForms } from './word-forms.adapter.js';

const { trusted } = mongoose;

/** So many rows are looked at per question and kind; which ones, of more, is as the index has them. */
const MOST_TITLES = 100;
const MOST_BODIES = 250;
/** A writer of a long text lets others through. */
const WRITTEN_AT_ONCE = 50;

const RecordRow = z
  .object({
    _id: z.string(),
    kind: SearchKind,
    ofId: z.string(),
    part: z.string(),
    doors: z.array(z.string().transform((door) => door as Door)),
    title: z.string(),
    keywords: z.string(),
    text: z.string(),
    place: z.string().nullable(),
    language: ContentLanguage.nullable(),
    workspaceId: WorkspaceId.nullable(),
    cityIds: z.array(CityId),
    countries: z.array(z.string()),
    topics: z.array(Topic),
    status: SearchStatus.nullable(),
    at: z.date().nullable(),
  })
  .transform(({ _id, ...record }): { id: string; record: SearchRecord } => ({ id: _id, record }));

const FoundRow = z
  .object({
    _id: z.string(),
    kind: SearchKind,
    ofId: z.string(),
    title: z.string(),
    at: z.date().nullable(),
    whole: z.number(),
  })
  .transform(({ _id, ...rest }) => ({ id: _id, ...rest }));

const Head = z.object({ ofId: z.string(), version: z.string().nullable() });

/** Records of the search in MongoDB; see libs/domain/src/search/README.md for how they are looked up. */
export class MongoSearchRecords implements SearchRecords {
  readonly #records: Model<StoredSearch>;
  readonly #stored: ReturnType<typeof searchCollection>;

  constructor(
    connection: Connection,
    private readonly forms: WordForms = new MongoWordForms(connection),
  ) {
    this.#records = searchModel(connection);
    this.#stored = searchCollection(connection);
  }

  async put(thing: ThingRef, version: string, records: readonly SearchRecord[]): Promise<void> {
    const { kind, ofId } = thing;
    const rows = await this.#records.find({ kind, ofId }, { digest: 1, at: 1 }).lean();
    const before = new Map(rows.map(({ _id, digest }) => [_id, digest]));
    const [head, ...passages] = records.map((record) => ({
      id: idOf(thing, record.part),
      record,
      digest: digestOf(record),
    }));
    const changed = passages.filter(({ id, digest }) => before.get(id) !== digest);
    for (let at = 0; at < changed.length; at += WRITTEN_AT_ONCE) {
      await this.write(changed.slice(at, at + WRITTEN_AT_ONCE), null);
    }
    const wanted = new Set([head, ...passages].map((one) => one?.id));
    const gone = [...before.keys()].filter((id) => !wanted.has(id));
    if (gone.length > 0) await this.#records.deleteMany({ _id: trusted({ $in: gone }) });
    if (head === undefined) return;
    const { at } = head.record;
    // Filters ask each passage for the time of the whole; it is no part of the keys, so this is cheap.
    if (rows.some((row) => row.at?.getTime() !== at?.getTime())) {
      await this.#records.updateMany({ kind, ofId }, { $set: { at } });
    }
    if (before.get(head.id) !== head.digest) await this.write([head], version);
    else await this.#records.updateOne({ _id: head.id }, { $set: { version } });
  }

  async of({ kind, ofId }: ThingRef): Promise<SearchRecord[]> {
    const rows = await this.#records.find({ kind, ofId }).sort({ part: 1 }).lean();
    return z
      .array(RecordRow)
      .parse(rows)
      .map(({ record }) => record);
  }

  async find(query: FindQuery): Promise<{ found: Found[]; isCut: boolean }> {
    if (query.doors.length === 0 || query.words.length === 0) return { found: [], isCut: false };
    const words = await Promise.all(query.words.map((word) => this.asked(word)));
    const [titles, bodies] = await Promise.all([
      this.look(query, words, 'title', MOST_TITLES),
      this.look(query, words, 'body', MOST_BODIES),
    ]);
    const isCut = titles.length > MOST_TITLES || bodies.length > MOST_BODIES;
    return {
      found: [
        ...titles.slice(0, MOST_TITLES).map((row) => ({ ...row, isTitle: true })),
        ...bodies.slice(0, MOST_BODIES).map((row) => ({ ...row, isTitle: false })),
      ],
      isCut,
    };
  }

  async byIds(ids: readonly string[]): Promise<Map<string, SearchRecord>> {
    if (ids.length === 0) return new Map();
    const projection = { keys: 0, terms: 0, titleTerms: 0 } as const;
    const rows = await this.#records.find({ _id: trusted({ $in: [...ids] }) }, projection).lean();
    return new Map(
      z
        .array(RecordRow)
        .parse(rows)
        .map(({ id, record }) => [id, record]),
    );
  }

  async indexed(kind: SearchKind, after: string, limit: number): Promise<IndexedThing[]> {
    const rows = await this.#records
      .find({ kind, part: '', ofId: trusted({ $gt: after }) }, { ofId: 1, version: 1 })
      .sort({ ofId: 1 })
      .limit(limit)
      .lean();
    return z
      .array(Head)
      .parse(rows)
      .map(({ ofId, version }) => ({ ofId, version: version ?? '' }));
  }

  private async look(
    query: FindQuery,
    words: readonly AskedWord[],
    where: 'title' | 'body',
    most: number,
  ): Promise<Omit<Found, 'isTitle'>[]> {
    const rows: unknown[] = await this.#records.aggregate(findPipeline(query, words, where, most + 1));
    return z.array(FoundRow).parse(rows);
  }

  /** A word in all languages at once: nobody says in which language they type. */
  private async asked(word: string): Promise<AskedWord> {
    const all = await Promise.all(STEMMERS.map((stemmer) => this.forms.stems([word], stemmer)));
    const stems = [...new Set(all.flat())].filter((stem) => stem !== word);
    return { word, stems, isStop: OWN_STOP_WORDS.has(word) || all.some((found) => found.length === 0) };
  }

  private async write(changed: readonly Written[], version: string | null): Promise<void> {
    const rows: StoredSearch[] = [];
    for (const { record, digest } of changed) {
      rows.push({ ...(await stored(record, digest, this.forms)), version });
    }
    try {
      // Made here and nowhere else, so the driver takes it as it is: cast one by one, a thousand words cost a lot.
      await this.#stored.bulkWrite(
        rows.map((row) => ({ replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } })),
        { ordered: false },
      );
    } catch (error) {
      // Another node writes the same: whoever comes last looks whether it is right.
      if (duplicateIndex(error) !== '_id_') throw error;
    }
  }
}

interface Written {
  record: SearchRecord;
  digest: string;
}
