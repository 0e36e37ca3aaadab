import { isCompactionDue } from './compaction-due.js';
import { DEFAULT_LIMITS } from './limits.js';

const { compaction } = DEFAULT_LIMITS;
const KB = 1024;
const isDue = (entries: number, bytes: number, snapshotBytes: number): boolean =>
  isCompactionDue({ entries, bytes, snapshotBytes }, compaction);

describe('[C-25] when a log is compacted', () => {
  it('a short document: after 200 entries or 256 KB', () => {
    expect(isDue(200, 256 * KB, 0)).toBe(false);
    expect(isDue(201, 0, 0)).toBe(true);
    expect(isDue(1, 256 * KB + 1, 0)).toBe(true);
    expect(isDue(201, 0, 256 * KB)).toBe(true);
  });

  it('a long one: after twice its own size, or as many more entries as it is longer', () => {
    expect(isDue(400, 1024 * KB, 512 * KB)).toBe(false);
    expect(isDue(401, 0, 512 * KB)).toBe(true);
    expect(isDue(1, 1024 * KB + 1, 512 * KB)).toBe(true);
  });

  it('the longest: after 2,000 entries all the same, so that opening it never waits for more', () => {
    expect(isDue(2_000, 0, 20_000 * KB)).toBe(false);
    expect(isDue(2_001, 0, 20_000 * KB)).toBe(true);
  });

  it('writes a document that grows to 20 MB in entries of 30 KB seven times, not every 200 entries', () => {
    const tail = { entries: 0, bytes: 0, snapshotBytes: 0 };
    let snapshots = 0;
    for (let grown = 0; grown < 20_000 * KB; grown += 30 * KB) {
      tail.entries += 1;
      tail.bytes += 30 * KB;
      if (!isCompactionDue(tail, compaction)) continue;
      Object.assign(tail, { entries: 0, bytes: 0, snapshotBytes: grown });
      snapshots += 1;
    }
    expect(snapshots).toBeLessThanOrEqual(7);
  });
});
