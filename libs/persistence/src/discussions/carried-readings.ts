import type { ThreadId } from '@kontor/contracts';
import { renumberedRanges, withRead, type ReadingRecord } from '@kontor/domain';
import type { Model } from 'mongoose';
import { duplicateIndex } from '../identity/duplicate.js';
import { readingKey } from './reading.adapter.js';
import type { StoredReading } from './thread.model.js';
import { ReadingRow } from './thread.row.js';

const ATTEMPTS = 20;

interface Carried {
  to: ThreadId;
  /** The layout of the thread that they go to, whose numbers they bear then. */
  layout: number;
  numbers: ReadonlyMap<number, number>;
}

/** What people have read of one thread is read of another (or of itself in a new layout), under its new numbers. */
export async function carryReadings(
  readings: Model<StoredReading>,
  from: ThreadId,
  { to, layout, numbers }: Carried,
): Promise<void> {
  const rows = ReadingRow.array().parse(await readings.find({ threadId: from }).lean());
  for (const reading of rows) {
    // Numbers that are of the new layout already were carried before, or read since.
    if (from === to && reading.layout >= layout) continue;
    const carried = { ...reading, threadId: to, layout, read: renumberedRanges(reading.read, numbers) };
    await add(readings, carried);
  }
}

async function add(readings: Model<StoredReading>, carried: ReadingRecord): Promise<void> {
  const _id = readingKey(carried.userId, carried.threadId);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const row = await readings.findById(_id).lean();
    const before = ReadingRow.nullable().parse(row);
    // What the person chose in the thread that stays goes before what they chose in the other.
    const level = before === null || before.level === 'normal' ? carried.level : before.level;
    const now = withRead(before, { ...carried, level });
    if (row === null) {
      if (await isFirst(readings, { _id, revision: 0, ...now })) return;
      continue;
    }
    const { modifiedCount } = await readings.updateOne(
      { _id, revision: row.revision },
      { $set: { read: now.read, layout: now.layout, level: now.level }, $inc: { revision: 1 } },
    );
    if (modifiedCount === 1) return;
  }
  throw new Error('a reading is written by too many at once');
}

async function isFirst(readings: Model<StoredReading>, row: StoredReading): Promise<boolean> {
  try {
    await readings.create(row);
    return true;
  } catch (error) {
    if (duplicateIndex(error) === '_id_') return false;
    throw error;
  }
}
