import { join } from 'node:path';
import { socketPathFor } from '@kontor/embedded-mongodb';
import { connectDatabase, MongoDocStore } from '@kontor/persistence';
import type { Connection } from 'mongoose';
import mongoose from 'mongoose';
import * as Y from 'yjs';

/** A bit that was turned, and how to turn it back. */
export interface FlippedBit {
  /** What it was in: the log entry's number, or the snapshot's. */
  seq: number;
  repair(): Promise<void>;
}

const ANSWERS_WITHIN_MS = 20_000;

/**
 * The documents as the database holds them, read past the program: over a connection of its own, with none of the
 * program's memory. What is here survives the program.
 */
export class StoredDocuments {
  private constructor(private readonly connection: Connection) {}

  static async at(uri: string, dbName?: string): Promise<StoredDocuments> {
    const options = { appName: 'faults', serverSelectionTimeoutMs: ANSWERS_WITHIN_MS };
    return new StoredDocuments(await connectDatabase(uri, { ...options, ...(dbName ? { dbName } : {}) }));
  }

  /** The embedded database of a running program, by the socket of its data directory. */
  static ofEmbedded(dataDir: string): Promise<StoredDocuments> {
    const socket = socketPathFor(join(dataDir, 'db'));
    return StoredDocuments.at(`mongodb://${encodeURIComponent(socket)}/?directConnection=true`, 'kontor');
  }

  /**
   * The document, from its snapshot and its log; the caller destroys it.
   * @throws when any part of it is damaged, missing, or leans on something that is not there
   */
  async read(documentId: string): Promise<Y.Doc> {
    const { doc, quarantinedFromSeq } = await this.readGoodPart(documentId);
    if (quarantinedFromSeq !== null) throw new Error(`damaged from seq ${quarantinedFromSeq} on`);
    if (doc.store.pendingStructs || doc.store.pendingDs) throw new Error('the log has a hole');
    return doc;
  }

  async readGoodPart(documentId: string): Promise<{ doc: Y.Doc; quarantinedFromSeq: number | null }> {
    const stored = await new MongoDocStore(this.connection).load(documentId);
    if (!stored) throw new Error(`${documentId} is not in the database`);
    const doc = new Y.Doc();
    if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot.update);
    for (const entry of stored.tail) Y.applyUpdate(doc, entry.update);
    return { doc, quarantinedFromSeq: stored.quarantinedFromSeq };
  }

  /** Entries that no snapshot stands for yet. */
  async tailLength(documentId: string): Promise<number> {
    return (await new MongoDocStore(this.connection).load(documentId))?.tail.length ?? 0;
  }

  /** Turns one bit of a log entry, never of the first one: a document without a good part is another matter. */
  async flipLogEntry(documentId: string, random: () => number): Promise<FlippedBit> {
    const entries = this.collection('document_log').find({ documentId, seq: { $gt: 1 } });
    const all = await entries.sort({ seq: 1 }).toArray();
    const chosen = all[Math.floor(random() * all.length)];
    if (!chosen) throw new Error('the log has no entry to damage');
    return this.flip('document_log', chosen, 'update', random);
  }

  /** Turns one bit of the current snapshot. */
  async flipSnapshot(documentId: string, random: () => number): Promise<FlippedBit> {
    const head = await this.collection('document_heads').findOne({ _id: documentId });
    const current = head?.['snapshot'] as { snapshotId: string } | null | undefined;
    const filter = { snapshotId: current?.snapshotId, index: 0 };
    const chunk = await this.collection('document_snapshots').findOne(filter);
    if (!chunk) throw new Error('there is no snapshot to damage');
    return this.flip('document_snapshots', chunk, 'data', random);
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  private async flip(name: string, row: Row, field: string, random: () => number): Promise<FlippedBit> {
    const { _id, seq, [field]: stored } = row;
    if (!(stored instanceof mongoose.mongo.Binary)) throw new Error(`${field} holds no bytes`);
    const bytes = Uint8Array.from(stored.buffer.subarray(0, stored.position));
    const at = Math.floor(random() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    const put = async (value: mongoose.mongo.Binary): Promise<void> => {
      await this.collection(name).updateOne({ _id }, { $set: { [field]: value } });
    };
    await put(new mongoose.mongo.Binary(bytes));
    return { seq: Number(seq), repair: () => put(stored) };
  }

  private collection(name: string): mongoose.mongo.Collection<Row> {
    const { db } = this.connection;
    if (!db) throw new Error('the database is not connected');
    return db.collection<Row>(name);
  }
}

type Row = { _id: string } & Record<string, unknown>;
