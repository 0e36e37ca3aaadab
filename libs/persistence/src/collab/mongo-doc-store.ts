import {
  type AppendResult,
  type DocStore,
  type LogAuthor,
  type LogEntry,
  type Snapshot,
  StoreCorruptError,
  type StoredDocument,
  clientsOf,
} from '@kontor/collab';
import type { Connection } from 'mongoose';
import { LogAppender } from './append.js';
import { type Collections, type HeadRecord, collectionsOf, goodPart, toRecord } from './records.js';
import { type CompactionStep, compactDocument, ownersOf, readSnapshot } from './snapshots.js';
import { asStoreWork, isDuplicateKey } from './store-errors.js';

/** How often a load starts over because a compaction came in between. */
const LOAD_ATTEMPTS = 10;

/**
 * Documents in MongoDB: `document_log` (one record per batch), `document_snapshots` (chunks) and `document_heads` (one per
 * document: generation, current snapshot, owners). Single-record atomicity and unique indexes only, no transactions: the
 * embedded engine has none.
 */
export class MongoDocStore implements DocStore {
  private readonly collections: Collections;
  private readonly appender: LogAppender;

  /** @param onCompactionStep is told each step of a compaction as it is done; for tests of crashes */
  constructor(
    connection: Connection,
    private readonly onCompactionStep: (step: CompactionStep) => void = () => {},
  ) {
    this.collections = collectionsOf(connection);
    this.appender = new LogAppender(this.collections);
  }

  create(documentId: string, first: { update: Uint8Array; userId: string; at: number }): Promise<void> {
    const { update, userId, at } = first;
    const authors: LogAuthor[] = [{ userId, clientIds: clientsOf(update) }];
    const entry = { entryId: `create-${documentId}`, documentId, generation: 1, seq: 1, authors, at, update };
    return asStoreWork(async () => {
      // With a head it exists; its first entry may have gone into a snapshot long ago and must not come again.
      if (await this.collections.heads.findOne({ _id: documentId }, { projection: { _id: 1 } })) return;
      // The entry before the head: a head alone would be an empty document. Who dies in between is finished by a repeat,
      // with the entry that was first.
      await unlessThere(() => this.collections.log.insertOne(toRecord(entry)));
      const nothing = { snapshot: null, owners: {}, compactedEntryIds: [], repeats: 0 };
      await unlessThere(() =>
        this.collections.heads.insertOne({ _id: documentId, generation: 1, ...nothing }),
      );
      this.appender.remember(documentId, 1, 1);
    });
  }

  load(documentId: string): Promise<StoredDocument | null> {
    return asStoreWork(async () => {
      for (let attempt = 0; attempt < LOAD_ATTEMPTS; attempt += 1) {
        const head = await this.collections.heads.findOne({ _id: documentId });
        if (!head) return this.withoutHead(documentId);
        const read = await this.readFrom(head, head.snapshot?.seq ?? 0);
        const snapshot = head.snapshot && (await readSnapshot(this.collections, documentId, head.snapshot));
        // A compaction since may have dropped what we were reading: judge only a view that nothing has changed under.
        if (await this.hasMoved(head)) continue;
        return this.assemble(head, snapshot, read);
      }
      throw new StoreCorruptError(`${documentId} changes faster than it can be read`);
    });
  }

  append(entries: readonly LogEntry[]): Promise<AppendResult[]> {
    return asStoreWork(() => this.appender.append(entries));
  }

  /**
   * As the port says. Where a snapshot already stands for entries after `seq`, they no longer exist one by one: the first
   * entry returned is then the snapshot itself, with the snapshot's seq and every owner as its author.
   */
  readAfter(documentId: string, seq: number): Promise<LogEntry[]> {
    return asStoreWork(async () => {
      for (let attempt = 0; attempt < LOAD_ATTEMPTS; attempt += 1) {
        const head = await this.collections.heads.findOne({ _id: documentId });
        if (!head) return [];
        const compacted = head.snapshot?.seq ?? 0;
        const from = Math.max(seq, compacted);
        const { entries, brokenAt } = await this.readFrom(head, from);
        const merged = seq < compacted ? await this.snapshotAsEntry(head) : null;
        if (await this.hasMoved(head)) continue;
        if (seq < compacted && !merged) throw new StoreCorruptError(`snapshot of ${documentId}: checksum`);
        // What is after a hole is not known to be durable in order: never vouch for it.
        if (brokenAt === null) this.appender.remember(documentId, head.generation, from + entries.length);
        return merged ? [merged, ...entries] : entries;
      }
      return [];
    });
  }

  compact(documentId: string, snapshot: Snapshot): Promise<void> {
    return asStoreWork(() => compactDocument(this.collections, documentId, snapshot, this.onCompactionStep));
  }

  /** No head: never created, or created by somebody who died half way and will repeat. Anything more is a lost head. */
  private async withoutHead(documentId: string): Promise<null> {
    const orphan = await this.collections.log.findOne(
      { documentId, seq: { $gt: 1 } },
      { projection: { _id: 1 } },
    );
    const chunk = await this.collections.snapshots.findOne({ documentId }, { projection: { _id: 1 } });
    if (!orphan && !chunk) return null;
    if (await this.collections.heads.findOne({ _id: documentId }, { projection: { _id: 1 } })) return null;
    throw new StoreCorruptError(`${documentId} has a log but no head`);
  }

  private async readFrom({ _id: documentId, generation }: HeadRecord, afterSeq: number) {
    const records = await this.collections.log
      .find({ documentId, generation, seq: { $gt: afterSeq } })
      .sort({ seq: 1 })
      .toArray();
    return goodPart(records, afterSeq);
  }

  private async hasMoved(head: HeadRecord): Promise<boolean> {
    const projection = { generation: 1, 'snapshot.snapshotId': 1 };
    const now = await this.collections.heads.findOne({ _id: head._id }, { projection });
    return now?.generation !== head.generation || now.snapshot?.snapshotId !== head.snapshot?.snapshotId;
  }

  private assemble(
    head: HeadRecord,
    update: Uint8Array | null,
    { entries: tail, brokenAt }: ReturnType<typeof goodPart>,
  ): StoredDocument {
    const { _id: documentId, generation } = head;
    if (head.snapshot && !update) throw new StoreCorruptError(`snapshot of ${documentId}: checksum`);
    if (!head.snapshot && tail.length === 0)
      throw new StoreCorruptError(`${documentId}: nothing good is left`);
    const snapshot =
      head.snapshot && update ? { generation, seq: head.snapshot.seq, at: head.snapshot.at, update } : null;
    if (brokenAt === null) this.appender.remember(documentId, generation, (snapshot?.seq ?? 0) + tail.length);
    const owners = new Map(Object.entries(head.owners).map(([clientId, user]) => [Number(clientId), user]));
    for (const [clientId, user] of ownersOf(tail)) if (!owners.has(clientId)) owners.set(clientId, user);
    return { documentId, generation, snapshot, tail, owners, quarantinedFromSeq: brokenAt };
  }

  private async snapshotAsEntry(head: HeadRecord): Promise<LogEntry | null> {
    const { _id: documentId, generation, snapshot, owners } = head;
    const update = snapshot && (await readSnapshot(this.collections, documentId, snapshot));
    if (!snapshot || !update) return null;
    const clientIdsOf = new Map<string, number[]>();
    for (const [clientId, userId] of Object.entries(owners)) {
      clientIdsOf.set(userId, [...(clientIdsOf.get(userId) ?? []), Number(clientId)]);
    }
    const authors = [...clientIdsOf].map(([userId, clientIds]) => ({ userId, clientIds }));
    return {
      entryId: snapshot.snapshotId,
      documentId,
      generation,
      seq: snapshot.seq,
      authors,
      at: snapshot.at,
      update,
    };
  }
}

async function unlessThere(insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
