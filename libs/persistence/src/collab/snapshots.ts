import { createHash, randomUUID } from 'node:crypto';
import { type LogEntry, type Snapshot, StoreUnavailableError } from '@kontor/collab';
import { mongo } from 'mongoose';
import {
  type Collections,
  type HeadRecord,
  type SnapshotManifest,
  bytesChecksum,
  viewOf,
} from './records.js';

/** Small enough that neither copying nor hashing one holds up the event loop for more than some milliseconds. */
const CHUNK_BYTES = 1024 * 1024;
/** How many keys of compacted entries a head remembers: far more than any node can have in flight for one document. */
const REMEMBERED_IDS = 256;

/** The steps of a compaction, in order; each leaves a state that loads completely. See {@link compactDocument}. */
export const COMPACTION_STEPS = [
  'begun',
  'chunks-written',
  'head-switched',
  'log-dropped',
  'old-chunks-dropped',
] as const;
export type CompactionStep = (typeof COMPACTION_STEPS)[number];

/** @returns the bytes, or null when a chunk is missing or the whole is not what was stored */
export async function readSnapshot(
  { snapshots }: Collections,
  documentId: string,
  manifest: SnapshotManifest,
): Promise<Uint8Array | null> {
  const found = snapshots.find({ documentId, snapshotId: manifest.snapshotId }).sort({ index: 1 });
  const bytes = new Uint8Array(manifest.bytes);
  let at = 0;
  let chunks = 0;
  for await (const chunk of found) {
    const data = viewOf(chunk.data);
    if (at + data.length > bytes.length || chunk.index !== chunks) return null;
    bytes.set(data, at);
    at += data.length;
    chunks += 1;
  }
  if (at !== bytes.length || chunks !== manifest.chunks) return null;
  return bytesChecksum(bytes) === manifest.checksum ? bytes : null;
}

/**
 * Makes `snapshot` the current one and drops what it stands for. Each step leaves a state that loads completely, and each is
 * safe to repeat or to race:
 *
 * 1. chunks are written under a key of their own and read back: nothing names them yet;
 * 2. one atomic write to the head switches to them, takes over the owners of the entries they stand for, and raises the
 *    sequence number below which the log no longer counts. It applies only to an older snapshot of the same generation;
 * 3. entries at or below that number and chunks of older snapshots are deleted: nobody reads them any more.
 *
 * Who dies before 2 leaves chunks that a later compaction sweeps; who dies after 2 leaves entries that load ignores and
 * the next call deletes.
 *
 * @param passed is told after each step, so that a test can end the process there
 */
export async function compactDocument(
  collections: Collections,
  documentId: string,
  snapshot: Snapshot,
  passed: (step: CompactionStep) => void = () => {},
): Promise<void> {
  const head = await collections.heads.findOne({ _id: documentId });
  if (!head || head.generation !== snapshot.generation) return;
  if (!head.snapshot || head.snapshot.seq < snapshot.seq) {
    await assertStored(collections, head, snapshot.seq);
    passed('begun');
    const manifest = await writeChunks(collections, documentId, snapshot);
    passed('chunks-written');
    const switched = await switchHead(collections, documentId, snapshot, manifest);
    if (switched) passed('head-switched');
    else await collections.snapshots.deleteMany({ documentId, snapshotId: manifest.snapshotId });
  }
  await sweep(collections, documentId, passed);
}

/** A snapshot beyond the log would make the log of the future not count: refuse it loudly instead. */
async function assertStored({ log }: Collections, head: HeadRecord, seq: number): Promise<void> {
  const { _id: documentId, generation } = head;
  if (await log.findOne({ documentId, generation, seq }, { projection: { _id: 1 } })) return;
  throw new RangeError(`a snapshot of ${documentId} at ${seq}, which is not in its log`);
}

async function writeChunks(
  collections: Collections,
  documentId: string,
  snapshot: Snapshot,
): Promise<SnapshotManifest> {
  const { generation, seq, at, update } = snapshot;
  const snapshotId = randomUUID();
  const chunks = Math.max(1, Math.ceil(update.length / CHUNK_BYTES));
  const hash = createHash('sha256');
  for (let index = 0; index < chunks; index += 1) {
    const bytes = update.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
    hash.update(bytes);
    const data = new mongo.Binary(bytes);
    const _id = `${snapshotId}/${index}`;
    await collections.snapshots.insertOne({ _id, documentId, generation, snapshotId, seq, index, data });
  }
  const checksum = hash.digest('base64url');
  const manifest = { snapshotId, seq, at, bytes: update.length, chunks, checksum };
  // The log is about to be dropped for this: worth reading once.
  if (!(await readsBack(collections, documentId, manifest))) {
    throw new StoreUnavailableError(`a snapshot of ${documentId} did not read back as written`);
  }
  return manifest;
}

/** Like {@link readSnapshot}, but a chunk at a time: what is only to be compared need not be in memory as a whole. */
async function readsBack(
  { snapshots }: Collections,
  documentId: string,
  { snapshotId, checksum }: SnapshotManifest,
): Promise<boolean> {
  const hash = createHash('sha256');
  const found = snapshots.find({ documentId, snapshotId }, { batchSize: 1 }).sort({ index: 1 });
  for await (const chunk of found) hash.update(viewOf(chunk.data));
  return hash.digest('base64url') === checksum;
}

/** @returns false when another node was first with this snapshot or a newer one */
async function switchHead(
  { log, heads }: Collections,
  documentId: string,
  snapshot: Snapshot,
  manifest: SnapshotManifest,
): Promise<boolean> {
  const { generation, seq } = snapshot;
  const dropped = await log
    .find({ documentId, generation, seq: { $lte: seq } }, { projection: { authors: 1, seq: 1 } })
    .sort({ seq: 1 })
    .toArray();
  const owners = Object.fromEntries(ownersOf(dropped));
  const ids = dropped.slice(-REMEMBERED_IDS).map((record) => record._id);
  const older = { $or: [{ snapshot: null }, { 'snapshot.seq': { $lt: seq } }] };
  // Literals, so that no stored value is read as an operator. Who is in the head already came first.
  const { modifiedCount } = await heads.updateOne({ _id: documentId, generation, ...older }, [
    {
      $set: {
        snapshot: { $literal: manifest },
        owners: { $mergeObjects: [{ $literal: owners }, '$owners'] },
        compactedEntryIds: { $literal: ids },
      },
    },
  ]);
  return modifiedCount === 1;
}

async function sweep(
  { log, heads, snapshots }: Collections,
  documentId: string,
  passed: (step: CompactionStep) => void,
): Promise<void> {
  const head = await heads.findOne({ _id: documentId }, { projection: { generation: 1, snapshot: 1 } });
  if (!head?.snapshot) return;
  const { generation } = head;
  const { seq } = head.snapshot;
  await log.deleteMany({ documentId, generation, seq: { $lte: seq } });
  passed('log-dropped');
  // Only those of older snapshots: one that is being written by another node has a higher number, or will not be switched to.
  await snapshots.deleteMany({ documentId, generation, seq: { $lt: seq } });
  passed('old-chunks-dropped');
}

/** First use of a client id wins; entries must come in the order of the log. */
export function ownersOf(entries: Iterable<Pick<LogEntry, 'authors'>>): Map<number, string> {
  const owners = new Map<number, string>();
  for (const { authors } of entries) {
    for (const { userId, clientIds } of authors) {
      for (const clientId of clientIds) if (!owners.has(clientId)) owners.set(clientId, userId);
    }
  }
  return owners;
}
