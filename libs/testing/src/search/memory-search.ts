import { MAX_HITS, type SearchKind } from '@kontor/contracts';
import {
  bestFirst,
  termsOf,
  thingKey,
  type Answering,
  type FindQuery,
  type Found,
  type IndexedThing,
  type SearchRecord,
  type SearchRecords,
  type ThingRef,
} from '@kontor/domain';

interface Kept {
  record: SearchRecord;
  version: string;
}
const idOf = ({ kind, ofId }: ThingRef, part: string): string => `${kind}:${ofId}:${part}`;

/** Search records in memory: finds by words and their beginnings, knows no grammar. */
export class MemorySearch implements SearchRecords {
  private readonly kept = new Map<string, Kept>();
  /** Ids of records that were written, for tests of what is not written again. */
  readonly written: string[] = [];

  async put(thing: ThingRef, version: string, records: readonly SearchRecord[]): Promise<void> {
    const wanted = new Map(records.map((record) => [idOf(thing, record.part), record]));
    for (const { record } of this.kept.values()) {
      const id = idOf(record, record.part);
      if (record.kind === thing.kind && record.ofId === thing.ofId && !wanted.has(id)) this.kept.delete(id);
    }
    for (const [id, record] of wanted) {
      const before = this.kept.get(id)?.record;
      if (JSON.stringify(before) !== JSON.stringify(record)) this.written.push(id);
      this.kept.set(id, { record: structuredClone(record), version });
    }
    return Promise.resolve();
  }

  of(thing: ThingRef): Promise<SearchRecord[]> {
    return Promise.resolve(structuredClone(this.recordsOf(thing)));
  }

  private recordsOf({ kind, ofId }: ThingRef): SearchRecord[] {
    return [...this.kept.values()]
      .map(({ record }) => record)
      .filter((record) => record.kind === kind && record.ofId === ofId)
      .toSorted((a, b) => (a.part < b.part ? -1 : 1));
  }

  find(query: FindQuery): Promise<Answering> {
    const all = this.holding(query, (has) => query.words.every(has));
    if (all.counts.size > 0 || query.demand === 'all') return Promise.resolve({ ...all, words: 'all' });
    return Promise.resolve({ ...this.holding(query, (has) => query.words.some(has)), words: 'some' });
  }

  private holding(
    query: FindQuery,
    isEnough: (has: (word: string) => boolean) => boolean,
  ): Omit<Answering, 'words'> {
    const heads = [...this.kept.values()].map(({ record }) => record).filter(({ part }) => part === '');
    const found = heads.flatMap((head): Found[] => {
      const own = this.recordsOf(head);
      if (!isBehind(head, query) || !passes(head, own, query)) return [];
      const title = termsOf(head.title);
      const terms = new Set([...title, ...own.flatMap((one) => termsOf(`${one.keywords} ${one.text}`))]);
      const says = (held: readonly string[]): boolean =>
        isEnough((word) => held.some((term) => term.startsWith(word)));
      if (!says([...terms])) return [];
      const whole = query.words.reduce((mask, word, bit) => mask + (terms.has(word) ? 2 ** bit : 0), 0);
      return [{ kind: head.kind, ofId: head.ofId, at: head.at, isTitle: says(title), whole }];
    });
    const counts = new Map<SearchKind, number>();
    for (const { kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const wanted = found.filter(({ kind }) => query.kinds?.includes(kind) ?? true);
    return { found: bestFirst(wanted).slice(0, MAX_HITS), counts, isCut: false };
  }

  toShow(
    things: readonly ThingRef[],
    { doors, words }: Pick<FindQuery, 'doors' | 'words'>,
  ): Promise<Map<string, SearchRecord>> {
    const shown = things.flatMap((thing): [string, SearchRecord][] => {
      const own = this.recordsOf(thing).filter((record) => isBehind(record, { doors }));
      const said = ({ part, text }: SearchRecord): number =>
        part === '' ? 0 : termsOf(text).filter((term) => words.some((word) => term.startsWith(word))).length;
      const [best] = own.toSorted((a, b) => said(b) - said(a));
      return best === undefined ? [] : [[thingKey(thing), structuredClone(best)]];
    });
    return Promise.resolve(new Map(shown));
  }

  indexed(kind: SearchKind, after: string, limit: number): Promise<IndexedThing[]> {
    const heads = [...this.kept.values()]
      .filter(({ record }) => record.kind === kind && record.part === '' && record.ofId > after)
      .map(({ record, version }) => ({ ofId: record.ofId, version }))
      .toSorted((a, b) => (a.ofId < b.ofId ? -1 : 1));
    return Promise.resolve(heads.slice(0, limit));
  }
}

const isBehind = (record: SearchRecord, { doors }: Pick<FindQuery, 'doors'>): boolean =>
  record.doors.some((door) => doors.includes(door));

function passes(head: SearchRecord, own: readonly SearchRecord[], query: FindQuery): boolean {
  const { cityId, country, topic, language, status, from, until } = query;
  const at = head.at?.getTime() ?? Number.NaN;
  return (
    (cityId === undefined || head.cityIds.includes(cityId)) &&
    (country === undefined || head.countries.includes(country)) &&
    (topic === undefined || head.topics.includes(topic)) &&
    (language === undefined || own.some((record) => record.language === language)) &&
    (status === undefined ? head.status !== 'archived' : head.status === status) &&
    (from === undefined || at >= from.getTime()) &&
    (until === undefined || at < until.getTime())
  );
}
