/** Name of the browser store that holds a person's copies of texts. Apart from yjs, so that signing out loads none of it. */
export const databaseName = (userId: string): string => `kontor-texts-${userId}`;

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser store refused'));
  });

/** True when something in there is on no server: words not yet durable, or words put aside. */
async function holdsUnsaved(database: IDBDatabase): Promise<boolean> {
  const names = ['documents', 'pending'].filter((name) => database.objectStoreNames.contains(name));
  if (names.length < 2) return false;
  const transaction = database.transaction(names, 'readonly');
  if ((await done(transaction.objectStore('pending').count())) > 0) return true;
  const rows: { aside: unknown; former?: unknown }[] = await done(
    transaction.objectStore('documents').getAll(),
  );
  return rows.some((row) => row.aside != null || row.former != null);
}

/**
 * Signing out leaves no text of the person in this browser, with one exception: what no server holds yet stays until the
 * same person signs in again and it can be sent. Never throws: signing out must not fail for it.
 */
export async function forgetCopies(userId: string): Promise<void> {
  if (typeof indexedDB === 'undefined') return;
  try {
    const database = await done(indexedDB.open(databaseName(userId)));
    const isKept = await holdsUnsaved(database);
    database.close();
    if (!isKept) await done(indexedDB.deleteDatabase(databaseName(userId)));
  } catch {
    // A browser without a usable store holds no copy.
  }
}
