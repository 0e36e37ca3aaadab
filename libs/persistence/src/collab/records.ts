import { createHash } from 'node:crypto';
import type { LogAuthor, LogEntry } from '@kontor/collab';
import { type Connection, mongo } from 'mongoose';

/** One batch of a document's log. */
export interface LogRecord {
  /** The entry's stable key: a second attempt to store it meets itself. */
  _id: string;
  documentId: string;
  generation: number;
  seq: number;
  authors: LogAuthor[];
  at: number;
  update: mongo.Binary;
  checksum: string;
}

/** Names the chunks that make up the current snapshot. Part of the head, so that it changes in one atomic write. */
export interface SnapshotManifest {
  snapshotId: string;
  seq: number;
  at: number;
  bytes: number;
  chunks: number;
  checksum: string;
}

/** One per document: which history is current, and from where on the log counts. */
export interface HeadRecord {
  _id: string;
  generation: number;
  snapshot: SnapshotManifest | null;
  /** Client id to the user who first used it, for entries the snapshot stands for. */
  owners: Record<string, string>;
  /** Keys of the last entries that went into the snapshot: a late repeat of one is told "stored", not "conflict". */
  compactedEntryIds: string[];
  /** Counts repeats of stored entries; see `confirm` in append.ts. */
  repeats: number;
}

export interface ChunkRecord {
  _id: string;
  documentId: string;
  generation: number;
  snapshotId: string;
  /** The snapshot's, so that chunks nobody will ever name can be told from those being written. */
  seq: number;
  index: number;
  data: mongo.Binary;
}

export interface Collections {
  log: mongo.Collection<LogRecord>;
  snapshots: mongo.Collection<ChunkRecord>;
  heads: mongo.Collection<HeadRecord>;
}

/**
 * The raw driver's collections: a group commit is the hottest path there is, and mongoose would cast and clone every entry.
 * The journal is asked for here again, because everything the engine acknowledges rests on it; how many members must have
 * a write is the connection's to know (`connectDatabase`).
 */
export function collectionsOf(connection: Connection): Collections {
  const { db } = connection;
  if (!db) throw new Error('the database is not connected');
  const w = connection.getClient().options.writeConcern?.w ?? 1;
  const options = { writeConcern: { w, journal: true, wtimeoutMS: 10_000 } };
  return {
    log: db.collection<LogRecord>('document_log', options),
    snapshots: db.collection<ChunkRecord>('document_snapshots', options),
    heads: db.collection<HeadRecord>('document_heads', options),
  };
}

/** Makes the indexes of the log and the snapshots. Idempotent; run at start. */
export async function ensureDocumentIndexes(connection: Connection): Promise<void> {
  const { log, snapshots } = collectionsOf(connection);
  await log.createIndex({ documentId: 1, generation: 1, seq: 1 }, { unique: true });
  await snapshots.createIndex({ documentId: 1, snapshotId: 1, index: 1 });
}

/** Covers every field: a flipped bit in the author or the number is damage just as one in the text. */
function entryChecksum(entry: LogEntry): string {
  const { entryId, documentId, generation, seq, at } = entry;
  const authors = entry.authors.map(({ userId, clientIds }) => [userId, clientIds]);
  return createHash('sha256')
    .update(JSON.stringify([entryId, documentId, generation, seq, at, authors]))
    .update(entry.update)
    .digest('base64url');
}

export function bytesChecksum(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url');
}

/** What was stored, inside the driver's answer, which stays in memory as long as the view does. */
export function viewOf(binary: mongo.Binary): Uint8Array {
  return binary.buffer.subarray(0, binary.position);
}

/** What was stored, as bytes of the caller's own. */
function bytesOf(binary: mongo.Binary): Uint8Array {
  return new Uint8Array(viewOf(binary));
}

export function toRecord(entry: LogEntry): LogRecord {
  const { entryId, documentId, generation, seq, at } = entry;
  const authors = entry.authors.map(({ userId, clientIds }) => ({ userId, clientIds: [...clientIds] }));
  const update = new mongo.Binary(entry.update);
  return { _id: entryId, documentId, generation, seq, authors, at, update, checksum: entryChecksum(entry) };
}

/** @returns null when it is not byte for byte what {@link toRecord} made */
export function fromRecord(record: LogRecord): LogEntry | null {
  try {
    const { _id: entryId, documentId, generation, seq, authors, at } = record;
    const entry = { entryId, documentId, generation, seq, authors, at, update: bytesOf(record.update) };
    return entryChecksum(entry) === record.checksum ? entry : null;
  } catch {
    return null; // a field is missing or of another kind
  }
}

/** The entries before the first that is damaged or missing, and where that is. Nothing after a hole is ever trusted. */
export function goodPart(
  records: readonly LogRecord[],
  afterSeq: number,
): { entries: LogEntry[]; brokenAt: number | null } {
  const entries: LogEntry[] = [];
  for (const record of records) {
    const expected = afterSeq + entries.length + 1;
    const entry = record.seq === expected ? fromRecord(record) : null;
    if (!entry) return { entries, brokenAt: expected };
    entries.push(entry);
  }
  return { entries, brokenAt: null };
}
