import { encodeStateAsUpdate, Doc, applyUpdate } from 'yjs';
import { databaseName } from './forget-copies.js';

/** What a browser's store holds of one document. */
export interface StoredCopy {
  generation: number | null;
  updates: Uint8Array[];
  /** Own changes that no server had called durable when they were stored. */
  pending: Uint8Array[];
  /** Own words of an earlier generation, kept aside because they must not be merged. */
  aside: Aside | null;
}
export interface Aside {
  text: string;
  at: number;
}

interface DocumentRow {
  documentId: string;
  generation: number | null;
  aside: Aside | null;
}
interface UpdateRow {
  documentId: string;
  update: Uint8Array;
}
interface PendingRow extends UpdateRow {
  tab: string;
  change: number;
}

const VERSION = 1;
/** From so many rows on they are merged into one. */
const MERGE_FROM = 300;
const OPEN_WITHIN_MS = 3000;

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser store refused'));
  });
const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error ?? new Error('the browser store refused'));
    transaction.onabort = () => reject(transaction.error ?? new Error('the browser store gave up'));
  });

/**
 * The copy of one document in this browser (IndexedDB): survives reloads and days without a network. Own store instead
 * of y-indexeddb, because we must know which own changes are on the device, which of them no server has called
 * durable, and of which generation all of it is.
 */
export class DeviceCopy {
  /** Tells this tab's pending rows from those of other tabs; rows of tabs that died are taken over when loading. */
  readonly #tab = crypto.randomUUID();
  #takenOver: IDBValidKey[] = [];
  #rows = 0;
  #isClosed = false;

  private constructor(
    private readonly database: IDBDatabase,
    private readonly documentId: string,
  ) {
    database.onversionchange = () => this.close();
  }

  /** @returns null where the browser has no store, or none that works (private windows, blocked by policy). */
  static async open(userId: string, documentId: string): Promise<DeviceCopy | null> {
    if (typeof indexedDB === 'undefined') return null;
    try {
      const request = indexedDB.open(databaseName(userId), VERSION);
      request.onupgradeneeded = () => {
        const { result } = request;
        result.createObjectStore('documents', { keyPath: 'documentId' });
        for (const name of ['updates', 'pending']) {
          result.createObjectStore(name, { autoIncrement: true }).createIndex('document', 'documentId');
        }
      };
      const late = new Promise<null>((resolve) => setTimeout(resolve, OPEN_WITHIN_MS, null));
      const database = await Promise.race([done(request), late]);
      return database === null ? null : new DeviceCopy(database, documentId);
    } catch {
      return null;
    }
  }

  async load(): Promise<StoredCopy> {
    const transaction = this.database.transaction(['documents', 'updates', 'pending'], 'readonly');
    const only = IDBKeyRange.only(this.documentId);
    const row: DocumentRow | undefined = await done(
      transaction.objectStore('documents').get(this.documentId),
    );
    const updates: UpdateRow[] = await done(
      transaction.objectStore('updates').index('document').getAll(only),
    );
    const pending = transaction.objectStore('pending').index('document');
    const rows: PendingRow[] = await done(pending.getAll(only));
    this.#takenOver = await done(pending.getAllKeys(only));
    this.#rows = updates.length;
    return {
      generation: row?.generation ?? null,
      updates: updates.map(({ update }) => update),
      pending: rows.map(({ update }) => update),
      aside: row?.aside ?? null,
    };
  }

  /** Notes of which generation everything stored from now on is. */
  async begin(generation: number): Promise<void> {
    await this.#patch({ generation });
  }

  /** Stores an update; `change` numbers an own one. Resolves when the store has committed. */
  async put(update: Uint8Array, change: number | null): Promise<void> {
    const names = change === null ? ['updates'] : ['updates', 'pending'];
    const transaction = this.database.transaction(names, 'readwrite');
    transaction.objectStore('updates').add({ documentId: this.documentId, update } satisfies UpdateRow);
    if (change !== null) {
      const row: PendingRow = { documentId: this.documentId, tab: this.#tab, change, update };
      transaction.objectStore('pending').add(row);
    }
    await committed(transaction);
    this.#rows += 1;
    if (this.#rows >= MERGE_FROM) await this.#merge();
  }

  /** The server calls own changes up to this one durable: they wait no longer. */
  async settled(change: number): Promise<void> {
    const transaction = this.database.transaction(['pending'], 'readwrite');
    const store = transaction.objectStore('pending');
    for (const key of this.#takenOver) store.delete(key);
    this.#takenOver = [];
    const cursor = store.index('document').openCursor(IDBKeyRange.only(this.documentId));
    cursor.onsuccess = () => {
      const at = cursor.result;
      if (at === null) return;
      const row: PendingRow = at.value;
      if (row.tab === this.#tab && row.change <= change) at.delete();
      at.continue();
    };
    await committed(transaction);
  }

  /** Drops the copy of an old generation; the own words in it that no server had are kept for copying. */
  async setAside(text: string | null): Promise<void> {
    const transaction = this.database.transaction(['documents', 'updates', 'pending'], 'readwrite');
    for (const name of ['updates', 'pending']) {
      const cursor = transaction
        .objectStore(name)
        .index('document')
        .openKeyCursor(IDBKeyRange.only(this.documentId));
      cursor.onsuccess = () => {
        if (cursor.result === null) return;
        transaction.objectStore(name).delete(cursor.result.primaryKey);
        cursor.result.continue();
      };
    }
    await committed(transaction);
    this.#rows = 0;
    this.#takenOver = [];
    await this.#patch({ generation: null, ...(text === null ? {} : { aside: { text, at: Date.now() } }) });
  }

  async forgetAside(): Promise<void> {
    await this.#patch({ aside: null });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.database.close();
  }

  async #patch(change: Partial<DocumentRow>): Promise<void> {
    const transaction = this.database.transaction(['documents'], 'readwrite');
    const store = transaction.objectStore('documents');
    const read = store.get(this.documentId);
    read.onsuccess = () => {
      const blank: DocumentRow = { documentId: this.documentId, generation: null, aside: null };
      store.put({ ...blank, ...read.result, ...change });
    };
    await committed(transaction);
  }

  /** In one transaction, so that rows which another tab adds meanwhile are either in the merge or left alone. */
  async #merge(): Promise<void> {
    const transaction = this.database.transaction(['updates'], 'readwrite');
    const store = transaction.objectStore('updates');
    const index = store.index('document');
    const only = IDBKeyRange.only(this.documentId);
    const keys = index.getAllKeys(only);
    const rows = index.getAll(only);
    rows.onsuccess = () => {
      const doc = new Doc();
      for (const { update } of rows.result as UpdateRow[]) applyUpdate(doc, update);
      store.add({ documentId: this.documentId, update: encodeStateAsUpdate(doc) } satisfies UpdateRow);
      doc.destroy();
      for (const key of keys.result) store.delete(key);
    };
    await committed(transaction);
    this.#rows = 1;
  }
}
