import DataLoader from 'dataloader'; // batches reads; the reference implementation, MIT, no dependencies

const AT_MOST = 500;

/**
 * One query for all who ask in the same turn of the event loop. After a restart a whole hall comes back at once, and each
 * of them is looked up in six collections: one by one that cost more than sending everybody the document. Nothing is kept:
 * what is read is never older than the question.
 *
 * @param read what is there of these keys; each asked once
 * @returns asks for one key; null when it is not there. Fails for all of a turn when `read` fails
 */
export function together<Key, Value>(
  read: (keys: Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (key: Key) => Promise<Value | null> {
  const loader = new DataLoader<Key, Value | null>(
    async (keys) => {
      const found = await read([...new Set(keys)]);
      return keys.map((key) => found.get(key) ?? null);
    },
    { cache: false, maxBatchSize: AT_MOST, batchScheduleFn: (send) => void setImmediate(send) },
  );
  return (key) => loader.load(key);
}
