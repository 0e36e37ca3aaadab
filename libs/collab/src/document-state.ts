import * as Y from 'yjs';
import type { StoredDocument } from './doc-store.port.js';
import { mergeTree } from './merge.js';
import { encodeStep2 } from './protocol/encode.js';

export type ApplyResult =
  /** `update` is what was new, or null; `pending` says that structs were thrown away because they lean on nothing. */
  { update: Uint8Array | null; pending: boolean } | { failedAt: number; error: unknown };

/** Reads a document and who owns its client ids, at once; must neither change nor keep what it is given. */
export type Look<T> = (doc: Y.Doc, owners: ReadonlyMap<number, string>) => T;

/**
 * The content of an open document, with what is derived from it cached per version.
 *
 * One that comes from a snapshot alone is not built until somebody changes it or looks into it: the stored bytes answer
 * whoever reads. Building a long one takes ten times as long as fetching it.
 */
export class DocumentState {
  /** The stored parts did not fit together: something of the log is missing. */
  readonly hasHole: boolean;
  private built: Y.Doc | null = null;
  private changes = 0;
  /** Updates since the last look: Yjs may follow up a change of formatted text with a clean-up of its own. */
  private captured: Uint8Array[] = [];
  private estimate: number;
  /** Bytes added since `estimate` was last exact. */
  private unmeasured: number;
  private cachedVector: { version: number; bytes: Uint8Array } | null = null;
  private cachedFull: { version: number; bytes: Uint8Array } | null = null;
  private cachedJoin: { version: number; bytes: Uint8Array } | null = null;

  constructor(stored: StoredDocument) {
    const { snapshot, tail } = stored;
    this.unmeasured = tail.reduce((sum, entry) => sum + entry.update.length, 0);
    this.estimate = this.unmeasured + (snapshot?.update.length ?? 0);
    if (snapshot && tail.length === 0) {
      // It was a whole document when it was stored: nothing can be missing.
      this.cachedFull = { version: this.version, bytes: snapshot.update };
      this.hasHole = false;
      return;
    }
    const parts = tail.map((entry) => entry.update);
    if (snapshot) parts.unshift(snapshot.update);
    this.hasHole = this.build(parts);
  }

  /** Rises with every change. */
  get version(): number {
    return this.changes;
  }

  get isBuilt(): boolean {
    return this.built !== null;
  }

  /** Builds the document if nobody did. */
  get doc(): Y.Doc {
    if (!this.built) this.build(this.cachedFull ? [this.cachedFull.bytes] : []);
    if (!this.built) throw new Error('a document that was built is there');
    return this.built;
  }

  /** @returns whether something is missing */
  private build(parts: readonly Uint8Array[]): boolean {
    const doc = new Y.Doc({ gc: true });
    this.built = doc;
    if (parts.length > 0) Y.applyUpdate(doc, mergeTree(parts));
    const hasHole = this.dropPending();
    doc.on('update', (update: Uint8Array) => {
      this.captured.push(update);
    });
    return hasHole;
  }

  /** Applies updates in one transaction. */
  apply(updates: readonly Uint8Array[]): ApplyResult {
    const { doc } = this;
    let at = 0;
    try {
      doc.transact(() => {
        for (const [index, update] of updates.entries()) {
          at = index;
          Y.applyUpdate(doc, update);
        }
      });
    } catch (error) {
      return { failedAt: at, error };
    }
    const pending = this.dropPending();
    const update = this.takeCaptured();
    if (update) {
      this.changes += 1;
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
      const bytes = this.built ? Y.encodeStateVector(this.built) : Y.encodeStateVectorFromUpdate(this.full());
      this.cachedVector = { version: this.version, bytes };
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
    return this.built ? Y.encodeStateAsUpdate(this.built, vector) : Y.diffUpdate(this.full(), vector);
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
    this.built?.destroy();
  }
}
