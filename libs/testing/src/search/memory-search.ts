import {
  termsOf,
  type FindQuery,
  type Found,
  type IndexedThing,
  type SearchRecord,
  type SearchRecords,
  type ThingRef,
} from '@kontor/domain';
import type { SearchKind } from '@kontor/contracts';

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

  of({ kind, ofId }: ThingRef): Promise<SearchRecord[]> {
    const rows = [...this.kept.values()]
      .map(({ record }) => record)
      .filter((record) => record.kind === kind && record.ofId === ofId)
      .toSorted((a, b) => (a.part < b.part ? -1 : 1));
    return Promise.resolve(structuredClone(rows));
  }

  find(query: FindQuery): Promise<{ found: Found[]; isCut: boolean }> {
    const found: Found[] = [];
    for (const [id, { record }] of this.kept) {
      if (!record.doors.some((door) => query.doors.includes(door)) || !passes(record, query)) continue;
      const { kind, ofId, title, at } = record;
      const look = (terms: readonly string[], isTitle: boolean): void => {
        const held = query.words.filter((word) => terms.some((term) => term.startsWith(word)));
        const isEnough =
          query.demand === 'some' ? held.length > 0 : held.length === query.words.length && held.length > 0;
        const whole = query.words.reduce(
          (mask, word, bit) => mask + (terms.includes(word) ? 2 ** bit : 0),
          0,
        );
        if (isEnough) found.push({ id, kind, ofId, title, at, isTitle, whole });
      };
      look(termsOf(record.title), true);
      look(termsOf(`${record.title} ${record.keywords} ${record.text}`), false);
    }
    return Promise.resolve({ found, isCut: false });
  }

  byIds(ids: readonly string[]): Promise<Map<string, SearchRecord>> {
    const rows = ids.flatMap((id): [string, SearchRecord][] => {
      const kept = this.kept.get(id);
      return kept === undefined ? [] : [[id, structuredClone(kept.record)]];
    });
    return Promise.resolve(new Map(rows));
  }

  indexed(kind: SearchKind, after: string, limit: number): Promise<IndexedThing[]> {
    const heads = [...this.kept.values()]
      .filter(({ record }) => record.kind === kind && record.part === '' && record.ofId > after)
      .map(({ record, version }) => ({ ofId: record.ofId, version }))
      .toSorted((a, b) => (a.ofId < b.ofId ? -1 : 1));
    return Promise.resolve(heads.slice(0, limit));
  }
}

function passes(record: SearchRecord, query: FindQuery): boolean {
  const { cityId, country, topic, language, status, from, until } = query;
  const at = record.at?.getTime() ?? Number.NaN;
  return (
    (cityId === undefined || record.cityIds.includes(cityId)) &&
    (country === undefined || record.countries.includes(country)) &&
    (topic === undefined || record.topics.includes(topic)) &&
    (language === undefined || record.language === language) &&
    (status === undefined ? record.status !== 'archived' : record.status === status) &&
    (from === undefined || at >= from.getTime()) &&
    (until === undefined || at < until.getTime())
  );
}
