import type { ThreadId, UserId } from '@kontor/contracts';
import { renumberedRanges, withRead, type ReadingRecord, type ReadingRecords } from '@kontor/domain';

/** Readings in memory. */
export class MemoryReadings implements ReadingRecords {
  private readonly readings = new Map<string, ReadingRecord>();

  of(userId: UserId, threadIds: readonly ThreadId[]): Promise<Map<ThreadId, ReadingRecord>> {
    const found = threadIds.flatMap((id) => this.readings.get(`${userId}:${id}`) ?? []);
    return Promise.resolve(new Map(found.map((reading) => [reading.threadId, structuredClone(reading)])));
  }

  note(noted: Parameters<ReadingRecords['note']>[0]): Promise<ReadingRecord> {
    const key = `${noted.userId}:${noted.threadId}`;
    const now = withRead(this.readings.get(key) ?? null, noted);
    this.readings.set(key, now);
    return Promise.resolve(structuredClone(now));
  }

  /** What is read of one thread is read of another, under other numbers. */
  carry(from: ThreadId, to: ThreadId, layout: number, numbers: ReadonlyMap<number, number>): void {
    for (const reading of [...this.readings.values()].filter(({ threadId }) => threadId === from)) {
      const key = `${reading.userId}:${to}`;
      const read = renumberedRanges(reading.read, numbers);
      this.readings.set(
        key,
        withRead(this.readings.get(key) ?? null, { ...reading, threadId: to, layout, read }),
      );
    }
  }
}
