import { type AppendResult, type LogEntry, StoreUnavailableError } from '@kontor/collab';
import { type Collections, type HeadRecord, toRecord } from './records.js';
import { duplicatesOf } from './store-errors.js';

type Head = Pick<HeadRecord, 'generation'> & { snapshot: { seq: number } | null };

/** How many documents' positions are remembered; a forgotten one costs one query. */
const REMEMBERED = 20_000;

/**
 * Group commit. The rule that keeps the log without a hole:
 *
 * **An entry is sent only when the one before it is known to be durable.** So a call goes in rounds, one entry per document
 * and round (one round is the rule: a room sends one batch at a time), each one unordered bulk insert; after an entry that
 * was not stored nothing of that document is sent. Whether the one before is there is remembered from what this process
 * stored or read, and asked otherwise; where it is not, the answer is `conflict` with the last seq there is.
 *
 * A death in the middle of a bulk therefore never leaves seq 6 without seq 5. Should a record vanish all the same, `load`
 * trusts nothing after the hole (records.ts, `goodPart`).
 *
 * After the insert the heads are read: they say whether the document has changed generation, and whether a snapshot already
 * stands for this seq, in which case the unique index could not object, because the entry that held it was dropped. The
 * reader sees it for certain: the head is switched before entries are dropped.
 */
export class LogAppender {
  private readonly durable = new Map<string, { generation: number; seq: number }>();

  constructor(private readonly collections: Collections) {}

  /** Tells what was read, which is as durable as what was written. */
  remember(documentId: string, generation: number, seq: number): void {
    this.durable.delete(documentId);
    this.durable.set(documentId, { generation, seq });
    if (this.durable.size <= REMEMBERED) return;
    for (const oldest of this.durable.keys()) {
      this.durable.delete(oldest);
      return;
    }
  }

  async append(entries: readonly LogEntry[]): Promise<AppendResult[]> {
    const results = new Map<LogEntry, AppendResult>();
    const stopped = new Map<string, AppendResult>();
    let waiting = entries;
    while (waiting.length > 0) {
      const round = new Map<string, LogEntry>();
      const later: LogEntry[] = [];
      for (const entry of waiting) {
        const refused = stopped.get(entry.documentId);
        if (refused) results.set(entry, refused);
        else if (round.has(entry.documentId)) later.push(entry);
        else round.set(entry.documentId, entry);
      }
      for (const [entry, result] of await this.appendRound([...round.values()])) {
        results.set(entry, result);
        if (result.status !== 'stored') stopped.set(entry.documentId, result);
      }
      waiting = later;
    }
    return entries.map((entry) => {
      const result = results.get(entry);
      if (!result) throw new Error(`no answer for entry ${entry.entryId}`);
      return result;
    });
  }

  /** At most one entry per document. */
  private async appendRound(entries: readonly LogEntry[]): Promise<Map<LogEntry, AppendResult>> {
    const results = new Map<LogEntry, AppendResult>();
    if (entries.length === 0) return results;
    const unfounded = await this.withoutPredecessor(entries);
    const sent = entries.filter((entry) => !unfounded.has(entry));
    const { inserted, repeated } = await this.insert(sent);
    const heads = await this.headsOf(entries);
    for (const entry of entries) {
      const head = heads.get(entry.documentId);
      results.set(entry, await this.judge(entry, head, inserted.has(entry), repeated.has(entry)));
    }
    await this.confirm(entries.filter((one) => repeated.has(one) && results.get(one)?.status === 'stored'));
    return results;
  }

  private async judge(
    entry: LogEntry,
    head: Head | undefined,
    isNew: boolean,
    isRepeat: boolean,
  ): Promise<AppendResult> {
    if (head?.generation !== entry.generation) {
      if (isNew) await this.collections.log.deleteOne({ _id: entry.entryId, generation: entry.generation });
      return { status: 'old-generation', generation: head?.generation ?? 0 };
    }
    const compacted = head.snapshot?.seq ?? 0;
    if (entry.seq <= compacted) {
      await this.collections.log.deleteOne({ _id: entry.entryId, seq: { $lte: compacted } });
      if (await this.wentIntoSnapshot(entry)) return { status: 'stored' };
      return { status: 'conflict', lastSeq: await this.lastSeq(entry, compacted) };
    }
    if (!isNew && !isRepeat) return { status: 'conflict', lastSeq: await this.lastSeq(entry, compacted) };
    const known = this.durable.get(entry.documentId);
    if (known?.generation !== entry.generation || known.seq < entry.seq) {
      this.remember(entry.documentId, entry.generation, entry.seq);
    }
    return { status: 'stored' };
  }

  private async withoutPredecessor(entries: readonly LogEntry[]): Promise<Set<LogEntry>> {
    const doubtful = entries.filter((entry) => {
      const known = this.durable.get(entry.documentId);
      return known?.generation !== entry.generation || known.seq < entry.seq - 1;
    });
    if (doubtful.length === 0) return new Set();
    const heads = await this.headsOf(doubtful);
    const found = await this.collections.log
      .find(
        {
          $or: doubtful.map(({ documentId, generation, seq }) => ({ documentId, generation, seq: seq - 1 })),
        },
        { projection: { _id: 0, documentId: 1 } },
      )
      .toArray();
    const founded = new Set(found.map((record) => record.documentId));
    return new Set(
      doubtful.filter((entry) => {
        const head = heads.get(entry.documentId);
        if (head?.generation !== entry.generation) return true;
        return !founded.has(entry.documentId) && entry.seq - 1 > (head.snapshot?.seq ?? 0);
      }),
    );
  }

  private async insert(
    entries: readonly LogEntry[],
  ): Promise<{ inserted: Set<LogEntry>; repeated: Set<LogEntry> }> {
    const inserted = new Set(entries);
    const repeated = new Set<LogEntry>();
    if (entries.length === 0) return { inserted, repeated };
    const refused: LogEntry[] = [];
    try {
      await this.collections.log.insertMany(entries.map(toRecord), { ordered: false });
    } catch (error) {
      const duplicates = duplicatesOf(error);
      if (!duplicates) throw error;
      for (const index of duplicates) {
        const entry = entries[index];
        if (!entry) throw error;
        inserted.delete(entry);
        refused.push(entry);
      }
    }
    if (refused.length === 0) return { inserted, repeated };
    const found = await this.collections.log
      .find({ _id: { $in: refused.map((entry) => entry.entryId) } }, { projection: { update: 0 } })
      .toArray();
    const byId = new Map(found.map((record) => [record._id, record]));
    for (const entry of refused) {
      const there = byId.get(entry.entryId);
      const isSame = there?.documentId === entry.documentId && there.generation === entry.generation;
      if (isSame && there.seq === entry.seq) repeated.add(entry);
    }
    return { inserted, repeated };
  }

  /**
   * A repeat found its entry, put there by an attempt whose answer was lost: it may be in memory only, or not yet on a
   * majority. A write that comes after it and is acknowledged takes it along.
   */
  private async confirm(entries: readonly LogEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const ids = entries.map((entry) => entry.documentId);
    const { acknowledged } = await this.collections.heads.updateMany(
      { _id: { $in: ids } },
      { $inc: { repeats: 1 } },
    );
    if (!acknowledged) throw new StoreUnavailableError('the write was not acknowledged');
  }

  private async headsOf(entries: readonly LogEntry[]): Promise<Map<string, Head>> {
    const found = await this.collections.heads
      .find<Head & { _id: string }>(
        { _id: { $in: entries.map((entry) => entry.documentId) } },
        { projection: { generation: 1, 'snapshot.seq': 1 } },
      )
      .toArray();
    return new Map(found.map((head) => [head._id, head]));
  }

  private async wentIntoSnapshot({ documentId, generation, entryId }: LogEntry): Promise<boolean> {
    const filter = { _id: documentId, generation, compactedEntryIds: entryId };
    return (await this.collections.heads.findOne(filter, { projection: { _id: 1 } })) !== null;
  }

  private async lastSeq({ documentId, generation }: LogEntry, compacted: number): Promise<number> {
    const last = await this.collections.log
      .find({ documentId, generation }, { projection: { _id: 0, seq: 1 } })
      .sort({ seq: -1 })
      .limit(1)
      .next();
    return Math.max(last?.seq ?? 0, compacted);
  }
}
