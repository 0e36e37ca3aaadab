import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import mongoose, { type Connection, type mongo } from 'mongoose';
import { collectionsOf } from '../collab/records.js';
import { ensureIndexes } from '../indexes.js';
import { BackupError } from './backup-error.js';
import { EXACT, TEXTS, TEXTS_FILE } from './contents.js';
import type { CheckedBackup } from './read-backup.js';
import { readRecords } from './record-file.js';
import {
  type Restoration,
  beatingNodes,
  beginRestoration,
  endRestoration,
  forgetNode,
  restorationBeats,
  restorationOf,
} from './restoration.js';
import { inGeneration, readPart } from './texts.js';

const { BSON } = mongoose.mongo;

export interface RestoreOptions {
  /** No program can be serving from this database: it was opened by us alone. */
  isAlone: boolean;
  /** Times in milliseconds; for tests. */
  times?: Partial<typeof TIMES>;
}

const TIMES = {
  /** How often a restore says that it is at work. */
  beat: 1_000,
  /** A restore that was silent for so long is dead. */
  restoreSilence: 4_000,
  /** A program that was silent for so long is dead; one that lives says so every two seconds. */
  nodeSilence: 15_000,
  /** Programs store what is open and leave within 20 s. */
  stopping: 90_000,
};

/** A message to the database holds 48 MB. */
const BATCH_BYTES = 8 * 1024 * 1024;
const BATCH_RECORDS = 1_000;

/** What there is that a restore would replace. */
export async function dataThere(connection: Connection): Promise<{ accounts: number; texts: number }> {
  const db = dbOf(connection);
  const [accounts, texts] = await Promise.all([
    db.collection('accounts').countDocuments(),
    db.collection(TEXTS.heads).countDocuments(),
  ]);
  return { accounts, texts };
}

/**
 * Replaces all data by a backup. Programs that serve from this database stop serving first and start again after it; until
 * it is finished none serves. Killed at any moment it is finished by running it again, with this backup or another.
 *
 * @returns the generation of the restored texts, higher than any before
 * @throws BackupError RESTORE_RUNNING, KONTOR_DOES_NOT_STOP, BACKUP_DAMAGED; and what the database throws
 */
export async function restoreBackup(
  connection: Connection,
  backup: CheckedBackup,
  options: RestoreOptions,
): Promise<number> {
  const times = { ...TIMES, ...options.times };
  const before = await restorationOf(connection);
  if (before && !before.isOver) await refuseWhileBeating(connection, before, times.restoreSilence);
  const generation = await nextGeneration(connection, before, backup);
  const restoration = await beginRestoration(connection, generation);
  const stopBeating = keepBeating(connection, restoration, times.beat);
  try {
    if (!(await untilAlone(connection, options.isAlone, times))) {
      // Nothing was touched: unless an earlier restore left a half, people may go on.
      if (before?.isOver !== false) await endRestoration(connection, restoration);
      throw new BackupError(
        'KONTOR_DOES_NOT_STOP',
        'A running Kontor on this database was asked to stop serving and did not. Stop it and try again. Nothing was changed.',
      );
    }
    await clear(connection);
    for (const { name, file } of backup.manifest.collections) {
      await load(connection, restoration, name, join(backup.directory, file));
    }
    await ensureIndexes(connection);
    await endRestoration(connection, restoration);
    return generation;
  } finally {
    await stopBeating();
  }
}

const dbOf = ({ db }: Connection): mongo.Db => {
  if (!db) throw new mongoose.Error('not connected to the database');
  return db;
};

async function refuseWhileBeating(connection: Connection, seen: Restoration, silence: number): Promise<void> {
  await pause(silence);
  const now = await restorationOf(connection);
  if (now?.isOver !== false || (now.run === seen.run && now.beat === seen.beat)) return;
  throw new BackupError(
    'RESTORE_RUNNING',
    'Another restore into this database is at work. Wait for its end.',
  );
}

/**
 * Higher than every generation there is or was. The seconds since 1970 are in it because what was lost is not there to be
 * counted: a browser may hold a text of an installation whose disk burnt, restored once before from this same backup.
 */
async function nextGeneration(
  connection: Connection,
  before: Restoration | null,
  backup: CheckedBackup,
): Promise<number> {
  const [newest] = await collectionsOf(connection)
    .heads.find({}, { projection: { generation: 1 } })
    .sort({ generation: -1 })
    .limit(1)
    .toArray();
  const seconds = Math.floor(Date.now() / 1000);
  return Math.max(seconds, before?.generation ?? 0, newest?.generation ?? 0, backup.generation) + 1;
}

function keepBeating(connection: Connection, restoration: Restoration, every: number): () => Promise<void> {
  let beating: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    // A database that is away is told by the work itself.
    beating = restorationBeats(connection, restoration).catch(() => false);
  }, every);
  return async () => {
    clearInterval(timer);
    await beating;
  };
}

/** Waits until no program serves any more. @returns false when one goes on */
async function untilAlone(connection: Connection, isAlone: boolean, times: typeof TIMES): Promise<boolean> {
  const heard = new Map<string, { beat: number; at: number }>();
  for (const end = performance.now() + times.stopping; performance.now() < end; await pause(100)) {
    const serving = await beatingNodes(connection);
    if (serving.size === 0) return true;
    for (const [id, beat] of serving) {
      const before = heard.get(id);
      const now = performance.now();
      if (before?.beat !== beat) heard.set(id, { beat, at: now });
      else if (now - before.at > times.nodeSilence) await forgetNode(connection, id);
      if (isAlone) await forgetNode(connection, id);
    }
  }
  return false;
}

/** Everything goes, what is not in the backup too; only the two collections by which programs agree stay. */
async function clear(connection: Connection): Promise<void> {
  const db = dbOf(connection);
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    if (name.startsWith('system.') || name === 'restorations' || name === 'nodes') continue;
    await db.collection(name).drop();
  }
}

async function load(
  connection: Connection,
  restoration: Restoration,
  name: string,
  path: string,
): Promise<void> {
  const batches = new Map<string, { records: object[]; bytes: number }>();
  const store = async (collection: string, records: object[]): Promise<void> => {
    if (records.length === 0) return;
    if (!(await restorationBeats(connection, restoration))) {
      throw new BackupError('RESTORE_RUNNING', 'Another restore into this database has taken over.');
    }
    await dbOf(connection).collection(collection).insertMany(records, { ordered: false });
  };
  for await (const bytes of readRecords(path)) {
    const [collection, record] = placeOf(name, bytes, restoration.generation);
    const batch = batches.get(collection) ?? { records: [], bytes: 0 };
    batches.set(collection, batch);
    batch.records.push(record);
    batch.bytes += bytes.length;
    if (batch.bytes < BATCH_BYTES && batch.records.length < BATCH_RECORDS) continue;
    batches.delete(collection);
    await store(collection, batch.records);
  }
  for (const [collection, { records }] of batches) await store(collection, records);
}

function placeOf(name: string, bytes: Buffer, generation: number): [collection: string, record: object] {
  if (name !== TEXTS_FILE) return [name, BSON.deserialize(bytes, EXACT)];
  const part = readPart(bytes);
  return [TEXTS[part.of], inGeneration(part, generation)];
}
