/**
 * Where the engine keeps documents: an append-only log of update batches per document plus snapshots.
 * Adapters: memory (libs/testing) and MongoDB (libs/persistence); both pass the one contract suite
 * (libs/testing `docStoreContract`). Nothing here ever replaces a document by what is in memory.
 */

/** Who introduced what, as the server knows it; never what a client claims. */
export interface LogAuthor {
  userId: string;
  /** Yjs client ids that wrote in this batch. */
  clientIds: number[];
}

/** One committed batch of a document's log. */
export interface LogEntry {
  /** Stable random key, chosen before the first attempt: makes a retry after a lost answer harmless. */
  entryId: string;
  documentId: string;
  generation: number;
  /** 1, 2, 3 … without a hole within one document and generation. */
  seq: number;
  /** One per author of the batch. */
  authors: LogAuthor[];
  /** Epoch milliseconds. */
  at: number;
  /** Yjs update, version 1. */
  update: Uint8Array;
}

/** A merged state that stands for every entry up to and including `seq`. */
export interface Snapshot {
  generation: number;
  seq: number;
  at: number;
  /** Yjs update, version 1. Adapters chunk it when it exceeds what one record holds. */
  update: Uint8Array;
}

/** All that is needed to open a document. */
export interface StoredDocument {
  documentId: string;
  generation: number;
  snapshot: Snapshot | null;
  /** Entries after the snapshot, ascending by seq, no hole. */
  tail: LogEntry[];
  /** Which user first used which client id in this generation (survives compaction). */
  owners: ReadonlyMap<number, string>;
  /** Set when a checksum failed: the good part is served read-only, the rest is kept aside, an alarm is raised. */
  quarantinedFromSeq: number | null;
}

/** Outcome per entry, in the order given. */
export type AppendResult =
  | { status: 'stored' }
  /** Another writer holds this seq: read `readAfter`, apply, retry with the next free seq. */
  | { status: 'conflict'; lastSeq: number }
  /** The document is in another generation now (restored from a backup, say). */
  | { status: 'old-generation'; generation: number };

export class StoreUnavailableError extends Error {}
/** Stored bytes that cannot be trusted at all (not even a good part): never treated as an empty document. */
export class StoreCorruptError extends Error {}

export interface DocStore {
  /**
   * Starts a document with its first entry (seq 1, generation 1). Idempotent per document: a second call changes
   * nothing, so a template is never doubled.
   */
  create(documentId: string, first: { update: Uint8Array; userId: string; at: number }): Promise<void>;

  /**
   * @returns null only when the document was never created.
   * @throws StoreUnavailableError when the database cannot answer; StoreCorruptError when nothing good is left
   */
  load(documentId: string): Promise<StoredDocument | null>;

  /**
   * Group commit: one bulk write for entries of many documents. Resolves when every stored entry is journalled (and on a
   * majority of a replica set). Repeating a call with the same entryIds is harmless and answers `stored`.
   * @throws StoreUnavailableError when it is unknown whether anything was stored: repeat the same call
   */
  append(entries: readonly LogEntry[]): Promise<AppendResult[]>;

  /** Entries of the current generation after `seq`, ascending. */
  readAfter(documentId: string, seq: number): Promise<LogEntry[]>;

  /**
   * Merges: stores the snapshot durably first, then drops the entries it stands for (and older snapshots). Safe to run
   * twice, by two nodes at once, or to die at any step. Keeps `owners` of dropped entries.
   * A snapshot older than the stored one, or of another generation, changes nothing. Its bytes must stay as they are until
   * the answer.
   */
  compact(documentId: string, snapshot: Snapshot): Promise<void>;
}
