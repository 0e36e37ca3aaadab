import { join } from 'node:path';
import { BackupError } from './backup-error.js';
import { TEXTS_FILE } from './contents.js';
import { type Manifest, readManifest } from './manifest.js';
import { measureFile, readRecords } from './record-file.js';
import { generationOf, readPart } from './texts.js';

/** A backup of which every byte was looked at. */
export interface CheckedBackup {
  directory: string;
  manifest: Manifest;
  /** The highest of its texts. */
  generation: number;
  /** Documents with a text. */
  texts: number;
}

/**
 * Reads a backup from its first to its last byte: every file is there, is what was written, and can be read.
 *
 * @param kontor version of this program
 * @throws BackupError NO_BACKUP, BACKUP_DAMAGED, BACKUP_TOO_NEW
 */
export async function checkBackup(directory: string, kontor: string): Promise<CheckedBackup> {
  const manifest = await readManifest(directory, kontor);
  const checked: CheckedBackup = { directory, manifest, generation: 0, texts: 0 };
  for (const { name, file, records, bytes, sha256 } of manifest.collections) {
    const path = join(directory, file);
    const found = await measureFile(path).catch((error: unknown) => damaged(file, 'cannot be read', error));
    if (found.bytes !== bytes || found.sha256 !== sha256) damaged(file, 'is not what was written');
    let count = 0;
    try {
      for await (const record of readRecords(path)) {
        count += 1;
        if (name === TEXTS_FILE) lookAt(record, checked);
      }
    } catch (error) {
      damaged(file, 'cannot be read', error);
    }
    if (count !== records) damaged(file, `holds ${count} records instead of ${records}`);
  }
  return checked;
}

function lookAt(record: Buffer, checked: CheckedBackup): void {
  const part = readPart(record);
  if (part.of !== 'heads') return;
  checked.texts += 1;
  checked.generation = Math.max(checked.generation, generationOf(part));
}

function damaged(file: string, what: string, cause?: unknown): never {
  const message = `${file} of this backup ${what}. Nothing was changed; use another backup.`;
  throw new BackupError('BACKUP_DAMAGED', message, { cause });
}
