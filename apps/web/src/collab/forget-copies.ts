/** Name of the browser store that holds a person's copies of texts. Apart from yjs, so that signing out loads none of it. */
export const databaseName = (userId: string): string => `${PREFIX}${userId}`;
const PREFIX = 'kontor-texts-';

/** A tab that the browser has put to sleep cannot let go of the store: signing out does not wait for it. */
const PATIENCE_MS = 2000;

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser store refused'));
  });
const inTime = <T>(work: Promise<T>): Promise<T | undefined> =>
  Promise.race([work, new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS))]);

/** Ids of documents of which something is on no server: words not yet durable, or words put aside. */
async function unsavedIn(transaction: IDBTransaction): Promise<Set<string>> {
  const pending: { documentId: string }[] = await done(transaction.objectStore('pending').getAll());
  const rows: { documentId: string; aside?: unknown; former?: unknown }[] = await done(
    transaction.objectStore('documents').getAll(),
  );
  const aside = rows.filter((row) => (row.aside ?? row.former ?? null) !== null);
  return new Set([...pending, ...aside].map(({ documentId }) => documentId));
}

/** What there is of a person; null when there is nothing. */
async function look(userId: string): Promise<{ version: number; unsaved: number } | null> {
  if (typeof indexedDB === 'undefined') return null;
  const request = indexedDB.open(databaseName(userId));
  // There is none yet, and a look must not make one.
  request.onupgradeneeded = () => request.transaction?.abort();
  const database = await inTime(done(request).catch(() => undefined));
  if (database === undefined) return null;
  try {
    const unsaved = await unsavedIn(database.transaction(['documents', 'pending'], 'readonly'));
    return { version: database.version, unsaved: unsaved.size };
  } finally {
    database.close();
  }
}

/** Removes every text that the server has; a step of the version makes tabs that still have the store open let go of it. */
async function keepOnlyUnsaved(userId: string, version: number): Promise<void> {
  const request = indexedDB.open(databaseName(userId), version + 1);
  request.onupgradeneeded = () => {
    const { transaction } = request;
    if (transaction === null) return;
    void unsavedIn(transaction).then((kept) => {
      for (const name of ['documents', 'updates', 'pending']) {
        const cursor = transaction.objectStore(name).openCursor();
        cursor.onsuccess = () => {
          const at = cursor.result;
          if (at === null) return;
          const { documentId }: { documentId: string } = at.value;
          if (!kept.has(documentId)) at.delete();
          at.continue();
        };
      }
    });
  };
  (await done(request)).close();
}

/** How many documents hold words of this person that no server has, on this device. */
export async function unsavedCopies(userId: string): Promise<number> {
  return (await look(userId).catch(() => null))?.unsaved ?? 0;
}

/**
 * Takes a person's texts from this browser. What no server holds yet stays, unless `evenUnsaved`, until the same person
 * signs in again and it can be sent. Never throws: signing out must not fail for it.
 */
export async function forgetCopies(userId: string, evenUnsaved = false): Promise<void> {
  try {
    const found = await look(userId);
    if (found === null) return;
    const work =
      found.unsaved === 0 || evenUnsaved
        ? done(indexedDB.deleteDatabase(databaseName(userId)))
        : keepOnlyUnsaved(userId, found.version);
    await inTime<unknown>(work);
  } catch {
    // A browser without a usable store holds no copy.
  }
}

/** On a shared device: texts of whoever was here before, left by a session that ended without a sign-out. */
export async function forgetCopiesOfOthers(userId: string): Promise<void> {
  if (typeof indexedDB === 'undefined' || typeof indexedDB.databases !== 'function') return;
  const names = (await indexedDB.databases().catch(() => [])).map(({ name }) => name ?? '');
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== databaseName(userId));
  await Promise.all(others.map((name) => forgetCopies(name.slice(PREFIX.length))));
}
