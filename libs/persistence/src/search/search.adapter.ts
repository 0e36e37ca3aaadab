import {
  CityId,
  ContentLanguage,
  MAX_HITS,
  SearchKind,
  SearchStatus,
  Topic,
  WorkspaceId,
} from '@kontor/contracts';
import {
  bestFirst,
  OWN_STOP_WORDS,
  STEMMERS,
  thingKey,
  type Answering,
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
import { answeringCards, type AnsweringCard } from './answering.js';
import { bestPassages } from './best-passages.js';
import { kindOf } from './card.js';
import { CardLists, type AskedWord } from './card-lists.js';
import { digestOf, filterEntries, headDigest, storedHead, storedPassage, type Said } from './search-keys.js';
import { BY_CARD, idOf, searchCollection, searchModel, type StoredSearch } from './search.model.js';
import { MongoWordForms } from './word-forms.adapter.js';

const { trusted } = mongoose;

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

const FoundRow = z.object({ card: z.number(), kind: SearchKind, ofId: z.string(), at: z.date().nullable() });
const BestRow = z.object({ best: z.string() });
const Head = z.object({ ofId: z.string(), version: z.string().nullable() });

/** Records of the search in MongoDB; see libs/domain/src/search/README.md for how they are looked up. */
export class MongoSearchRecords implements SearchRecords {
  readonly #records: Model<StoredSearch>;
  readonly #stored: ReturnType<typeof searchCollection>;

  constructor(
    private readonly connection: Connection,
    private readonly forms: WordForms = new MongoWordForms(connection),
  ) {
    this.#records = searchModel(connection);
    this.#stored = searchCollection(connection);
  }

  async put(thing: ThingRef, version: string, records: readonly SearchRecord[]): Promise<void> {
    const { kind, ofId } = thing;
    const before = await this.stored(thing);
    const [head, ...passages] = records;
    const said: Said[] = [];
    for (let at = 0; at < passages.length; at += WRITTEN_AT_ONCE) {
      said.push(...(await this.writePassages(passages.slice(at, at + WRITTEN_AT_ONCE), before)));
    }
    const wanted = new Set(records.map(({ part }) => idOf(thing, part)));
    const gone = [...before.keys()].filter((id) => !wanted.has(id));
    if (gone.length > 0) await this.#records.deleteMany({ _id: trusted({ $in: gone }) });
    if (head === undefined) return;
    const { at } = head;
    if ([...before.values()].some((row) => row.at?.getTime() !== at?.getTime())) {
      await this.#records.updateMany({ kind, ofId }, { $set: { at } });
    }
    const digests = said.map(({ digest }) => digest);
    const id = idOf(thing, '');
    if (before.get(id)?.digest === headDigest(head, digests)) {
      await this.#records.updateOne({ _id: id }, { $set: { version } });
    } else await this.write([await storedHead(head, said, version, this.forms)]);
  }

  async of({ kind, ofId }: ThingRef): Promise<SearchRecord[]> {
    const rows = await this.#records.find({ kind, ofId }).sort({ part: 1 }).lean();
    return z
      .array(RecordRow)
      .parse(rows)
      .map(({ record }) => record);
  }

  async find(query: FindQuery): Promise<Answering> {
    const words = await Promise.all(query.words.map((word) => this.asked(word)));
    const meaning = words.filter(({ isStop }) => !isStop);
    const needed = meaning.length > 0 ? meaning : words;
    if (query.doors.length === 0 || needed.length === 0)
      return { found: [], counts: new Map(), isCut: false, words: 'all' };
    const lists = new CardLists(this.connection, query);
    const [holding, passing] = await Promise.all([
      Promise.all(needed.map((asked) => lists.holding(asked))),
      Promise.all(filterEntries(query).map((entry) => lists.passing(entry))),
    ]);
    const { cards, words: held } = answeringCards(
      query.demand,
      holding,
      passing.map((list) => new Set(list.cards)),
    );
    const counts = new Map<SearchKind, number>();
    const wanted: AnsweringCard[] = [];
    for (const one of cards) {
      const kind = kindOf(one.card);
      if (kind === undefined) continue;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      if (query.kinds?.includes(kind) ?? true) wanted.push(one);
    }
    return {
      found: bestFirst(await this.things(wanted.slice(0, MAX_HITS))),
      counts,
      isCut: holding.some(({ isMore }) => isMore) || passing.some(({ isCut }) => isCut),
      words: held,
    };
  }

  async toShow(
    things: readonly ThingRef[],
    { doors, words }: Pick<FindQuery, 'doors' | 'words'>,
  ): Promise<Map<string, SearchRecord>> {
    if (things.length === 0) return new Map();
    const asked = await Promise.all(words.map((word) => this.asked(word)));
    const passages: unknown[] = await this.#records.aggregate(bestPassages(things, doors, asked));
    const best = z
      .array(BestRow)
      .parse(passages)
      .map((row) => row.best);
    const ids = [...things.map((thing) => idOf(thing, '')), ...best];
    const rows = await this.#records
      .find({ _id: trusted({ $in: ids }), doors: trusted({ $in: [...doors] }) }, { keys: 0, terms: 0 })
      .lean();
    const records = z
      .array(RecordRow)
      .parse(rows)
      .map(({ record }) => record);
    // Heads first, so that a passage stands in for its head.
    const ordered = records.toSorted((a, b) => Number(a.part !== '') - Number(b.part !== ''));
    return new Map(ordered.map((record) => [thingKey(record), record]));
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

  /** What these cards stand for; the index alone says it. */
  private async things(answering: readonly AnsweringCard[]): Promise<Found[]> {
    const cards = new Map(answering.map((one) => [one.card, one]));
    if (cards.size === 0) return [];
    const rows: unknown = await this.#stored
      .find({ card: { $in: [...cards.keys()] } })
      .project({ _id: 0, card: 1, kind: 1, ofId: 1, at: 1 })
      .hint(BY_CARD)
      .batchSize(MAX_HITS + 1)
      .toArray();
    return z
      .array(FoundRow)
      .parse(rows)
      .flatMap(({ card, ...thing }) => {
        const one = cards.get(card);
        return one === undefined ? [] : [{ ...thing, isTitle: one.isTitle, whole: one.whole }];
      });
  }

  /** A word in all languages at once: nobody says in which language they type. */
  private async asked(word: string): Promise<AskedWord> {
    const all = await Promise.all(STEMMERS.map((stemmer) => this.forms.stems([word], stemmer)));
    const stems = [...new Set(all.flat())].filter((stem) => stem !== word);
    return { word, stems, isStop: OWN_STOP_WORDS.has(word) || all.some((found) => found.length === 0) };
  }

  private async stored({ kind, ofId }: ThingRef): Promise<Map<string, Before>> {
    const rows = await this.#records.find({ kind, ofId }, { digest: 1, at: 1, terms: 1 }).lean();
    return new Map(rows.map(({ _id, ...row }) => [_id, row]));
  }

  /** Writes those that are not stored as they are. @returns what all of them say */
  private async writePassages(
    passages: readonly SearchRecord[],
    before: ReadonlyMap<string, Before>,
  ): Promise<Said[]> {
    const said: Said[] = [];
    const changed: StoredSearch[] = [];
    for (const passage of passages) {
      const old = before.get(idOf(passage, passage.part));
      if (old?.digest === digestOf(passage)) said.push({ ...old, language: passage.language });
      else {
        const row = await storedPassage(passage, this.forms);
        changed.push(row);
        said.push(row);
      }
    }
    if (changed.length > 0) await this.write(changed);
    return said;
  }

  private async write(rows: readonly StoredSearch[]): Promise<void> {
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

type Before = Pick<StoredSearch, 'digest' | 'at' | 'terms'>;
