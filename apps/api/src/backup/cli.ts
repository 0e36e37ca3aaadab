import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { BackupError, checkBackup, dataThere, restoreBackup, writeBackup } from '@kontor/persistence';
import { ConfigError, readDatabaseConfig } from '../config/config.js';
import { VERSION } from '../identity/version.js';
import { reachDatabase } from './reach-database.js';

/*
 * `npm run backup -- DIR` and `npm run restore -- DIR [--yes]`. Says on stdout what was done; a failure is one line with a
 * code on stderr and exit code 1, a wrong call 2.
 */

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

async function backup(directory: string): Promise<void> {
  const database = await reachDatabase(readDatabaseConfig(process.env), false);
  try {
    const { collections, damagedTexts } = await writeBackup(database.connection, directory, VERSION);
    const records = collections.reduce((sum, one) => sum + one.records, 0);
    const bytes = collections.reduce((sum, one) => sum + one.bytes, 0);
    for (const id of damagedTexts)
      say(`Warning: the text of document ${id} was damaged before; it was saved as it is.`);
    say(`Saved ${records} records of ${database.name} (${(bytes / 1e6).toFixed(1)} MB) in ${directory}.`);
    say(
      'Whoever has this folder can read every text and every name: keep it as safe as the database itself.',
    );
  } finally {
    await database.close();
  }
}

async function restore(directory: string, isConfirmed: boolean): Promise<void> {
  // All of it is read before anything is touched.
  const checked = await checkBackup(directory, VERSION);
  const { startedAt } = checked.manifest;
  const database = await reachDatabase(readDatabaseConfig(process.env), true);
  try {
    const there = await dataThere(database.connection);
    const isEmpty = there.accounts === 0 && there.texts === 0;
    if (!isEmpty && !isConfirmed) {
      await confirm(
        `This replaces ${there.texts} documents and ${there.accounts} accounts of ${database.name} by the backup of ${startedAt} (${checked.texts} documents).`,
      );
    }
    say(`Restoring ${checked.texts} documents as they were at ${startedAt} …`);
    await restoreBackup(database.connection, checked, { isAlone: database.isAlone }).catch(unfinished);
    say(
      'Restored. Everybody signs in again; members and invitations are those of the backup: look them over.',
    );
  } finally {
    await database.close();
  }
}

async function confirm(question: string): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new BackupError(
      'NOT_CONFIRMED',
      `${question} Add --yes if that is what you want. Nothing was changed.`,
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question}\nType "yes" to go on: `);
  terminal.close();
  if (answer.trim() !== 'yes') throw new BackupError('NOT_CONFIRMED', 'Nothing was changed.');
}

function unfinished(error: unknown): never {
  if (error instanceof BackupError) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  const message = `The restore broke off: ${reason}. Kontor serves nobody until it is finished: run the same command again.`;
  throw new BackupError('RESTORE_UNFINISHED', message, { cause: error });
}

const USAGE = 'npm run backup -- DIR, or: npm run restore -- DIR [--yes]';

async function main([command, ...words]: string[]): Promise<void> {
  const isConfirmed = words.includes('--yes');
  const [name, ...more] = words.filter((word) => word !== '--yes');
  if (name === undefined || name.startsWith('-') || more.length > 0) throw new BackupError('USAGE', USAGE);
  // npm changes to the project's directory; a relative name means the caller's.
  const directory = resolve(process.env['INIT_CWD'] ?? '.', name);
  if (command === 'backup' && !isConfirmed) await backup(directory);
  else if (command === 'restore') await restore(directory, isConfirmed);
  else throw new BackupError('USAGE', USAGE);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof BackupError) process.stderr.write(`${error.code}: ${error.message}\n`);
  else if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`UNEXPECTED: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = error instanceof BackupError && error.code === 'USAGE' ? 2 : 1;
});
