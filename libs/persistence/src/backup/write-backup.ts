import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SCHEMA_VERSION } from '@kontor/contracts';
import mongoose, { type Connection } from 'mongoose';
import { collectionsOf } from '../collab/records.js';
import { BackupError } from './backup-error.js';
import { TEXTS_FILE, collectionsOfBackup, withoutSecrets } from './contents.js';
import { BACKUP_FORMAT, type Manifest, writeManifest } from './manifest.js';
import { syncToDisk, writeRecords } from './record-file.js';
import { restorationOf } from './restoration.js';
import { readTexts } from './texts.js';

const { BSON } = mongoose.mongo;
type Entry = Manifest['collections'][number];

/**
 * Writes a backup of all data into `directory`, which is made and must not hold anything, while Kontor goes on working.
 * Everything acknowledged before the call is in it. It is written under another name beside `directory` and renamed when
 * all of it is on the disk, so whatever has the name is whole. Memory: one document's text at a time.
 *
 * @param kontor version of this program
 * @throws BackupError DIR_NOT_EMPTY, DIR_UNUSABLE, RESTORE_UNFINISHED; and what the database throws
 */
export async function writeBackup(
  connection: Connection,
  directory: string,
  kontor: string,
): Promise<Manifest> {
  await refuseHalfRestored(connection);
  const unfinished = await prepare(directory);
  try {
    const startedAt = new Date().toISOString();
    const { collections, damagedTexts } = await writeCollections(connection, unfinished);
    // A restore that began meanwhile has mixed two sets of data.
    await refuseHalfRestored(connection);
    const finishedAt = new Date().toISOString();
    const age = { format: BACKUP_FORMAT, kontor, schema: SCHEMA_VERSION } as const;
    const manifest: Manifest = { ...age, startedAt, finishedAt, collections, damagedTexts };
    await writeManifest(unfinished, manifest);
    await syncToDisk(unfinished);
    await rename(unfinished, directory).catch(unusable(directory));
    await syncToDisk(dirname(directory));
    return manifest;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function refuseHalfRestored(connection: Connection): Promise<void> {
  if ((await restorationOf(connection))?.isOver !== false) return;
  throw new BackupError(
    'RESTORE_UNFINISHED',
    'A restore into this database is not finished, so half of it would be saved. Finish it first: npm run restore -- DIR',
  );
}

/** @returns the folder to write in, beside the wanted one: a rename must not cross file systems */
async function prepare(directory: string): Promise<string> {
  const there = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    return unusable(directory)(error);
  });
  if (there && there.length > 0) {
    throw new BackupError(
      'DIR_NOT_EMPTY',
      `${directory} exists and is not empty. A backup is never written over something: name a new folder.`,
    );
  }
  const unfinished = join(dirname(directory), `.${basename(directory)}.unfinished-${process.pid}`);
  try {
    await mkdir(dirname(directory), { recursive: true });
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { mode: 0o700 });
    if (there) await rmdir(directory);
  } catch (error) {
    unusable(directory)(error);
  }
  return unfinished;
}

const unusable =
  (directory: string) =>
  (error: unknown): never => {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `${directory} cannot be used as the folder of a backup: ${reason}`;
    throw new BackupError('DIR_UNUSABLE', message, { cause: error });
  };

async function writeCollections(
  connection: Connection,
  directory: string,
): Promise<{ collections: Entry[]; damagedTexts: string[] }> {
  const { db } = connection;
  if (!db) throw new mongoose.Error('not connected to the database');
  const { before, after } = await collectionsOfBackup(db);
  const collections: Entry[] = [];
  const write = async (name: string, records: AsyncIterable<Uint8Array>): Promise<void> => {
    const file = `${name}.bson.gz`;
    collections.push({ name, file, ...(await writeRecords(join(directory, file), records)) });
  };
  const recordsOf = async function* (name: string): AsyncGenerator<Uint8Array> {
    const found = db.collection(name).find<Buffer>({}, { raw: true }).sort({ _id: 1 });
    for await (const record of found) yield withoutSecrets(name, record);
  };
  const damagedTexts: string[] = [];
  for (const name of before) await write(name, recordsOf(name));
  await write(TEXTS_FILE, textRecords(connection, damagedTexts));
  for (const name of after) await write(name, recordsOf(name));
  return { collections, damagedTexts };
}

/** Three collections in one file: what belongs to a document was read in one moment and stays together. */
async function* textRecords(connection: Connection, damaged: string[]): AsyncGenerator<Uint8Array> {
  for await (const { head, log, chunks, isDamaged } of readTexts(collectionsOf(connection))) {
    if (isDamaged) damaged.push(head._id);
    for (const record of log) yield BSON.serialize({ of: 'log', record });
    for (const record of chunks) yield BSON.serialize({ of: 'snapshots', record });
    yield BSON.serialize({ of: 'heads', record: head });
  }
}
