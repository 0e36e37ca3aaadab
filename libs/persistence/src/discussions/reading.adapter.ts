import type { ThreadId, ThreadLevel, UserId } from '@kontor/contracts';
import { withRead, type ReadingRecord, type ReadingRecords, type ThreadListeners } from '@kontor/domain';
import mongoose, { type Connection, type Model } from 'mongoose';
import { duplicateIndex } from '../identity/duplicate.js';
import { readingModel, type StoredReading } from './thread.model.js';
import { ReadingRow } from './thread.row.js';

const { trusted } = mongoose;
const ATTEMPTS = 20;

/** What people have read of threads, in MongoDB: one record per person and thread. */
export class MongoReadings implements ReadingRecords, ThreadListeners {
  readonly #readings: Model<StoredReading>;

  constructor(connection: Connection) {
    this.#readings = readingModel(connection);
  }

  async of(userId: UserId, threadIds: readonly ThreadId[]): Promise<Map<ThreadId, ReadingRecord>> {
    if (threadIds.length === 0) return new Map();
    const ids = threadIds.map((threadId) => readingKey(userId, threadId));
    const rows = ReadingRow.array().parse(await this.#readings.find({ _id: trusted({ $in: ids }) }).lean());
    return new Map(rows.map((row) => [row.threadId, row]));
  }

  async levelsOf(threadId: ThreadId): Promise<{ userId: UserId; level: ThreadLevel }[]> {
    const rows = await this.#readings
      .find(
        { threadId, level: trusted({ $in: ['followed', 'muted'] satisfies ThreadLevel[] }) },
        { userId: 1, level: 1 },
      )
      .lean();
    return rows.map(({ userId, level }) => ({ userId, level }));
  }

  /** The union is made here and written over the revision that was read: two tabs at once add to each other. */
  async note(added: Parameters<ReadingRecords['note']>[0]): Promise<ReadingRecord> {
    const { userId, threadId, workspaceId } = added;
    const _id = readingKey(userId, threadId);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const row = await this.#readings.findById(_id).lean();
      const before = ReadingRow.nullable().parse(row);
      const now = withRead(before, added);
      if (row === null) {
        if (await this.isFirst({ _id, revision: 0, ...now })) return now;
        continue;
      }
      const { modifiedCount } = await this.#readings.updateOne(
        { _id, revision: row.revision },
        {
          $set: { read: now.read, layout: now.layout, level: now.level, workspaceId },
          $inc: { revision: 1 },
        },
      );
      if (modifiedCount === 1) return now;
    }
    throw new Error('a reading is written by too many at once');
  }

  private async isFirst(row: StoredReading): Promise<boolean> {
    try {
      await this.#readings.create(row);
      return true;
    } catch (error) {
      if (duplicateIndex(error) === '_id_') return false;
      throw error;
    }
  }
}

export const readingKey = (userId: UserId, threadId: ThreadId): string => `${userId}:${threadId}`;
