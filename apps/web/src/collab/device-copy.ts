import { foldRows } from './fold-rows.js';
import { databaseName } from './forget-copies.js';
import { type Former, bothFormer, bothTexts } from './former-text.js';

/** What a browser's store holds of one document. */
export interface StoredCopy {
  generation: number | null;
  updates: Uint8Array[];
  /** Own changes that no server had called durable when they were stored. */
  pending: Uint8Array[];
  /** Client ids that this person wrote under in this generation. */
  writers: number[];
  /** The text of an earlier generation, until it was compared with the new one. */
  former: Former | null;
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
  /** Absent in rows of before there were such. */
  writers?: number[];
  former?: Former | null;
}
interface UpdateRow {
  documentId: string;
  /** Another tab may write a last row of the old text after this one has begun the new. Absent in rows of before. */
  generation?: number | null;
  update: Uint8Array;
}
interface PendingRow extends UpdateRow {
  tab: string;
  change: number;
}

/** From so many rows on they are folded into one or two. */
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
  /** Rows of other tabs whose words are in this one now, and since which own change. */
  #takenOver: { key: IDBValidKey; change: number }[] = [];
  /** Up to where this tab knows the updates. */
  #seen: IDBValidKey = 0;
  #rows = 0;
  #generation: number | null = null;
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
      // Whatever version: signing out raises it to make other tabs let go (see forget-copies).
      const request = indexedDB.open(databaseName(userId));
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
    this.#takenOver = (await done(pending.getAllKeys(only))).map((key) => ({ key, change: 0 }));
    this.#seen = (await done(transaction.objectStore('updates').getAllKeys())).at(-1) ?? 0;
    this.#rows = updates.length;
    this.#generation = row?.generation ?? null;
    const ofNow = <T extends UpdateRow>(found: T[]) => found.filter((one) => this.#isOfNow(one));
    return {
      generation: this.#generation,
      updates: ofNow(updates).map(({ update }) => update),
      pending: ofNow(rows).map(({ update }) => update),
      writers: row?.writers ?? [],
      former: row?.former ?? null,
      aside: row?.aside ?? null,
    };
  }

  /**
   * What other tabs have stored since this one last looked; a tab that was killed leaves its last words here.
   *
   * @param change - number of the last own change: once later ones are durable, so are the other tabs' words
   */
  async news(generation: number, change: number): Promise<Uint8Array[]> {
    const transaction = this.database.transaction(['documents', 'updates', 'pending'], 'readonly');
    const row: DocumentRow | undefined = await done(
      transaction.objectStore('documents').get(this.documentId),
    );
    if (row?.generation !== generation) return [];
    const unseen = IDBKeyRange.lowerBound(this.#seen, true);
    const updates: UpdateRow[] = await done(transaction.objectStore('updates').getAll(unseen));
    this.#seen = (await done(transaction.objectStore('updates').getAllKeys(unseen))).at(-1) ?? this.#seen;
    const pending = transaction.objectStore('pending').index('document');
    const only = IDBKeyRange.only(this.documentId);
    const rows: PendingRow[] = await done(pending.getAll(only));
    const keys = await done(pending.getAllKeys(only));
    this.#takenOver = keys.flatMap((key, at) =>
      rows[at]?.tab === this.#tab ? [] : [{ key, change: change + 1 }],
    );
    return updates
      .filter((one) => one.documentId === this.documentId && this.#isOfNow(one))
      .map(({ update }) => update);
  }

  /** Notes of which generation everything stored from now on is. */
  async begin(generation: number): Promise<void> {
    this.#generation = generation;
    await this.#patch(() => ({ generation }));
  }

  /** This person writes under this client id. */
  async wrote(clientId: number): Promise<void> {
    await this.#patch(({ writers = [] }) => ({ writers: [...new Set([...writers, clientId])] }));
  }

  /** Stores an update; `change` numbers an own one. Resolves when the store has committed. */
  async put(update: Uint8Array, change: number | null): Promise<void> {
    const names = change === null ? ['updates'] : ['updates', 'pending'];
    const transaction = this.database.transaction(names, 'readwrite');
    transaction.objectStore('updates').add(this.#row(update));
    if (change !== null) {
      const row: PendingRow = { ...this.#row(update), tab: this.#tab, change };
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
    for (const taken of this.#takenOver) if (taken.change <= change) store.delete(taken.key);
    this.#takenOver = this.#takenOver.filter((taken) => taken.change > change);
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

  /** Puts another state of the text in place of all that is here; `pending` is the part that no server has. */
  async replace(state: Uint8Array, pending: { change: number; update: Uint8Array } | null): Promise<void> {
    const transaction = this.database.transaction(['updates', 'pending'], 'readwrite');
    this.#clear(transaction);
    transaction.objectStore('updates').add(this.#row(state));
    if (pending !== null) {
      const row: PendingRow = { ...this.#row(pending.update), tab: this.#tab, change: pending.change };
      transaction.objectStore('pending').add(row);
    }
    await committed(transaction);
    this.#rows = 1;
    this.#takenOver = [];
  }

  /** Drops the copy of an old generation. `former` is all of it, where there may be own words in it that are nowhere else. */
  async setAside(former: Former | null): Promise<void> {
    const mine = this.#generation;
    const transaction = this.database.transaction(['documents', 'updates', 'pending'], 'readwrite');
    const documents = transaction.objectStore('documents');
    const read: IDBRequest<DocumentRow | undefined> = documents.get(this.documentId);
    read.onsuccess = () => {
      const row = { ...this.#blank(), ...read.result };
      // Another tab may have begun the new text already: that stays.
      const isFirst = row.generation === mine;
      const kept = { former: bothFormer(row.former ?? null, former) };
      documents.put(isFirst ? { ...row, ...kept, generation: null, writers: [] } : { ...row, ...kept });
      for (const name of ['updates', 'pending']) {
        const store = transaction.objectStore(name);
        const cursor = store.index('document').openCursor(IDBKeyRange.only(this.documentId));
        cursor.onsuccess = () => {
          const at = cursor.result;
          if (at === null) return;
          const { generation }: UpdateRow = at.value;
          if (isFirst || generation === mine) at.delete();
          at.continue();
        };
      }
    };
    await committed(transaction);
    this.#rows = 0;
    this.#takenOver = [];
    this.#generation = null;
  }

  /** The former text was compared with the new one: these own words are only here. */
  async compared(text: string): Promise<void> {
    await this.#patch(({ aside }) => ({
      former: null,
      ...(text === '' ? {} : { aside: { text: bothTexts(aside?.text ?? '', text), at: Date.now() } }),
    }));
  }

  async forgetAside(): Promise<void> {
    await this.#patch(() => ({ aside: null }));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.database.close();
  }

  #blank(): DocumentRow {
    return { documentId: this.documentId, generation: null, aside: null };
  }

  #row(update: Uint8Array): UpdateRow {
    return { documentId: this.documentId, generation: this.#generation, update };
  }

  #isOfNow({ generation }: UpdateRow): boolean {
    return generation === undefined || generation === this.#generation;
  }

  #clear(transaction: IDBTransaction): void {
    for (const name of ['updates', 'pending']) {
      const store = transaction.objectStore(name);
      const cursor = store.index('document').openKeyCursor(IDBKeyRange.only(this.documentId));
      cursor.onsuccess = () => {
        if (cursor.result === null) return;
        store.delete(cursor.result.primaryKey);
        cursor.result.continue();
      };
    }
  }

  async #patch(change: (row: DocumentRow) => Partial<DocumentRow>): Promise<void> {
    const transaction = this.database.transaction(['documents'], 'readwrite');
    const store = transaction.objectStore('documents');
    const read: IDBRequest<DocumentRow | undefined> = store.get(this.documentId);
    read.onsuccess = () => {
      const row = { ...this.#blank(), ...read.result };
      store.put({ ...row, ...change(row) });
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
    const rows: IDBRequest<UpdateRow[]> = index.getAll(only);
    let left = this.#rows;
    rows.onsuccess = () => {
      const ofNow = rows.result.flatMap((row, at) =>
        this.#isOfNow(row) ? [{ key: keys.result[at] ?? '', update: row.update }] : [],
      );
      const { gone, folded } = foldRows(ofNow.map(({ update }) => update));
      store.add(this.#row(folded));
      for (const [at, { key }] of ofNow.entries()) if (gone.includes(at)) store.delete(key);
      left = ofNow.length - gone.length + 1;
    };
    await committed(transaction);
    this.#rows = left;
  }
}
