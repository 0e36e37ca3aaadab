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

interface MemoryDocument {
  generation: number;
  snapshot: Snapshot | null;
  /** By seq; an entry's place is its identity within a generation. */
  entries: LogEntry[];
  owners: Map<number, string>;
  corruptSeqs: Set<number>;
  corruptSnapshot: boolean;
}

const copyEntry = (entry: LogEntry): LogEntry => ({
  ...entry,
  authors: entry.authors.map((author) => ({ ...author, clientIds: [...author.clientIds] })),
  update: entry.update.slice(),
});

/** A DocStore in memory. It outlives the servers of a test, as a database does. Bytes are copied both ways. */
export class MemoryDocStore implements DocStore {
  private readonly documents = new Map<string, MemoryDocument>();

  async create(documentId: string, first: { update: Uint8Array; userId: string; at: number }): Promise<void> {
    if (this.documents.has(documentId)) return;
    const author: LogAuthor = { userId: first.userId, clientIds: clientsOf(first.update) };
    this.documents.set(documentId, {
      generation: 1,
      snapshot: null,
      entries: [
        {
          entryId: `create-${documentId}`,
          documentId,
          generation: 1,
          seq: 1,
          authors: [author],
          at: first.at,
          update: first.update.slice(),
        },
      ],
      owners: new Map(author.clientIds.map((clientId) => [clientId, first.userId])),
      corruptSeqs: new Set(),
      corruptSnapshot: false,
    });
  }

  async load(documentId: string): Promise<StoredDocument | null> {
    const document = this.documents.get(documentId);
    if (!document) return null;
    if (document.corruptSnapshot && document.snapshot) {
      throw new StoreCorruptError(`snapshot of ${documentId}: checksum`);
    }
    const firstBad = Math.min(...document.corruptSeqs, Number.POSITIVE_INFINITY);
    const tail = document.entries.filter((entry) => entry.seq < firstBad);
    if (!document.snapshot && tail.length === 0) {
      throw new StoreCorruptError(`${documentId}: nothing good is left`);
    }
    return {
      documentId,
      generation: document.generation,
      snapshot: document.snapshot && { ...document.snapshot, update: document.snapshot.update.slice() },
      tail: tail.map(copyEntry),
      owners: new Map(document.owners),
      quarantinedFromSeq: Number.isFinite(firstBad) ? firstBad : null,
    };
  }

  async append(entries: readonly LogEntry[]): Promise<AppendResult[]> {
    return entries.map((entry) => this.appendOne(entry));
  }

  private appendOne(entry: LogEntry): AppendResult {
    const document = this.document(entry.documentId);
    if (entry.generation !== document.generation) {
      return { status: 'old-generation', generation: document.generation };
    }
    if (document.entries.some((stored) => stored.entryId === entry.entryId)) return { status: 'stored' };
    const lastSeq = this.lastSeq(document);
    if (entry.seq !== lastSeq + 1) return { status: 'conflict', lastSeq };
    document.entries.push(copyEntry(entry));
    for (const author of entry.authors) {
      for (const clientId of author.clientIds) {
        if (!document.owners.has(clientId)) document.owners.set(clientId, author.userId);
      }
    }
    return { status: 'stored' };
  }

  async readAfter(documentId: string, seq: number): Promise<LogEntry[]> {
    return this.document(documentId)
      .entries.filter((entry) => entry.seq > seq)
      .map(copyEntry);
  }

  async compact(documentId: string, snapshot: Snapshot): Promise<void> {
    const document = this.document(documentId);
    if (snapshot.generation !== document.generation) return;
    if (document.snapshot && snapshot.seq <= document.snapshot.seq) return;
    document.snapshot = { ...snapshot, update: snapshot.update.slice() };
    document.entries = document.entries.filter((entry) => entry.seq > snapshot.seq);
  }

  /** Damages stored bytes the way a bad disk does. */
  corrupt(documentId: string, what: { seq: number } | 'snapshot'): void {
    const document = this.document(documentId);
    if (what === 'snapshot') document.corruptSnapshot = true;
    else document.corruptSeqs.add(what.seq);
  }

  /** Replaces a document as restoring a backup does: a new generation, with another history. */
  restore(documentId: string, update: Uint8Array, at: number): void {
    const document = this.document(documentId);
    document.generation += 1;
    document.snapshot = { generation: document.generation, seq: 1, at, update: update.slice() };
    document.entries = [];
    document.owners = new Map();
  }

  /** Highest seq that was ever stored in the current generation. */
  lastSeqOf(documentId: string): number {
    return this.lastSeq(this.document(documentId));
  }

  private lastSeq(document: MemoryDocument): number {
    return document.entries.at(-1)?.seq ?? document.snapshot?.seq ?? 0;
  }

  private document(documentId: string): MemoryDocument {
    const document = this.documents.get(documentId);
    if (!document) throw new Error(`no document ${documentId}`);
    return document;
  }
}
