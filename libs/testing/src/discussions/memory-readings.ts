import { MAX_POSTS, type ThreadId, type UserId } from '@kontor/contracts';
import { union, type ReadingRecord, type ReadingRecords } from '@kontor/domain';

/** Readings in memory. */
export class MemoryReadings implements ReadingRecords {
  private readonly readings = new Map<string, ReadingRecord>();

  of(userId: UserId, threadIds: readonly ThreadId[]): Promise<Map<ThreadId, ReadingRecord>> {
    const found = threadIds.flatMap((id) => this.readings.get(`${userId}:${id}`) ?? []);
    return Promise.resolve(new Map(found.map((reading) => [reading.threadId, structuredClone(reading)])));
  }

  note({ level, read, ...who }: Parameters<ReadingRecords['note']>[0]): Promise<ReadingRecord> {
    const key = `${who.userId}:${who.threadId}`;
    const before = this.readings.get(key);
    const now: ReadingRecord = {
      ...who,
      read: union(before?.read ?? [], read, MAX_POSTS),
      level: level ?? before?.level ?? 'normal',
    };
    this.readings.set(key, now);
    return Promise.resolve(structuredClone(now));
  }
}
