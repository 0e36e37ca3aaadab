import * as Y from 'yjs';
import type { StoredDocument } from './doc-store.port.js';
import { mergeTree } from './merge.js';
import { encodeStep2 } from './protocol/encode.js';

export type ApplyResult =
  /** `update` is what was new, or null; `pending` says that structs were thrown away because they lean on nothing. */
  { update: Uint8Array | null; pending: boolean } | { failedAt: number; error: unknown };

/** Reads a document and who owns its client ids, at once; must neither change nor keep what it is given. */
export type Look<T> = (doc: Y.Doc, owners: ReadonlyMap<number, string>) => T;

/** The content of an open document, with what is derived from it cached per version. */
export class DocumentState {
  readonly doc = new Y.Doc({ gc: true });
  /** The stored parts did not fit together: something of the log is missing. */
  readonly hasHole: boolean;
  private version = 0;
  /** Updates since the last look: Yjs may follow up a change of formatted text with a clean-up of its own. */
  private captured: Uint8Array[] = [];
  private estimate: number;
  /** Bytes added since `estimate` was last exact. */
  private unmeasured: number;
  private cachedVector: { version: number; bytes: Uint8Array } | null = null;
  private cachedFull: { version: number; bytes: Uint8Array } | null = null;
  private cachedJoin: { version: number; bytes: Uint8Array } | null = null;

  constructor(stored: StoredDocument) {
    const parts = stored.tail.map((entry) => entry.update);
    if (stored.snapshot) parts.unshift(stored.snapshot.update);
    this.unmeasured = stored.tail.reduce((sum, entry) => sum + entry.update.length, 0);
    this.estimate = this.unmeasured + (stored.snapshot?.update.length ?? 0);
    if (parts.length > 0) Y.applyUpdate(this.doc, mergeTree(parts));
    this.hasHole = this.dropPending();
    this.doc.on('update', (update: Uint8Array) => {
      this.captured.push(update);
    });
  }

  /** Applies updates in one transaction. */
  apply(updates: readonly Uint8Array[]): ApplyResult {
    let at = 0;
    try {
      this.doc.transact(() => {
        for (const [index, update] of updates.entries()) {
          at = index;
          Y.applyUpdate(this.doc, update);
        }
      });
    } catch (error) {
      return { failedAt: at, error };
    }
    const pending = this.dropPending();
    const update = this.takeCaptured();
    if (update) {
      this.version += 1;
      this.estimate += update.length;
      this.unmeasured += update.length;
    }
    return { update, pending };
  }

  private takeCaptured(): Uint8Array | null {
    const updates = this.captured;
    this.captured = [];
    return updates.length === 0 ? null : mergeTree(updates);
  }

  /** Nothing may wait inside the document: it would be kept, sent to all and never shown. */
  private dropPending(): boolean {
    const { store } = this.doc;
    if (store.pendingStructs === null && store.pendingDs === null) return false;
    store.pendingStructs = null;
    store.pendingDs = null;
    return true;
  }

  vector(): Uint8Array {
    if (this.cachedVector?.version !== this.version) {
      this.cachedVector = { version: this.version, bytes: Y.encodeStateVector(this.doc) };
    }
    return this.cachedVector.bytes;
  }

  full(): Uint8Array {
    if (this.cachedFull?.version !== this.version) {
      this.cachedFull = { version: this.version, bytes: Y.encodeStateAsUpdate(this.doc) };
      this.estimate = this.cachedFull.bytes.length;
      this.unmeasured = 0;
    }
    return this.cachedFull.bytes;
  }

  /** Sync step 2 for a newcomer that has nothing; one frame for all of them. */
  joinFrame(): Uint8Array {
    if (this.cachedJoin?.version !== this.version) {
      this.cachedJoin = { version: this.version, bytes: encodeStep2(this.full()) };
    }
    return this.cachedJoin.bytes;
  }

  since(vector: Uint8Array): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc, vector);
  }

  get size(): number {
    return this.estimate;
  }

  /** Whether `bytes` more stay within `limit`; measures exactly only when the estimate says no. */
  hasRoomFor(bytes: number, limit: number): boolean {
    if (this.estimate + bytes <= limit) return true;
    if (this.unmeasured > 0) this.full();
    return this.estimate + bytes <= limit;
  }

  /** Makes the size exact, when enough was added since it was. */
  measure(enough: number): void {
    if (this.unmeasured > enough) this.full();
  }

  destroy(): void {
    this.doc.destroy();
  }
}
