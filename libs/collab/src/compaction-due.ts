import type { EngineLimits } from './limits.js';

/** What of a document's log no snapshot stands for yet, and how large the last snapshot is. */
export interface LogTail {
  entries: number;
  bytes: number;
  snapshotBytes: number;
}

/** However large the snapshot, its log may be so many times `entries` long. */
const LONGEST = 10;

/**
 * Whether a log has grown so long that a new snapshot is worth writing.
 *
 * A snapshot costs what the document is large, so a large one must earn it: by bytes in proportion to the last snapshot,
 * which makes all snapshots of a document together cost about what it grew by, or by entries, of which a snapshot of
 * many times `bytes` earns as many times more. A fixed number of entries would rewrite 20 MB every few seconds for a
 * room that types fast.
 */
export function isCompactionDue(tail: LogTail, limits: EngineLimits['compaction']): boolean {
  const { entries, bytes, snapshotFactor } = limits;
  const scale = Math.min(LONGEST, Math.max(1, tail.snapshotBytes / bytes));
  return tail.entries > entries * scale || tail.bytes > Math.max(bytes, snapshotFactor * tail.snapshotBytes);
}

/**
 * Whether a room that closes leaves a snapshot, so that the next opening has nothing to put together. Of a short document
 * and log it does not: they load as fast, and a snapshot costs nine commands, a thousand closing rooms a quarter of a minute.
 */
export function isClosingSnapshotDue(tail: LogTail, limits: EngineLimits['compaction']): boolean {
  return tail.entries > limits.closingEntries || tail.snapshotBytes + tail.bytes > limits.closingBytes;
}
