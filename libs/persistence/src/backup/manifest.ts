import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SCHEMA_VERSION } from '@kontor/contracts';
import { z } from 'zod';
import { BackupError } from './backup-error.js';
import { syncToDisk } from './record-file.js';

/** Of the folder and its files. Raise it when an older Kontor could not read what is written. */
export const BACKUP_FORMAT = 1;
const FILE = 'manifest.json';

const Version = z.string().regex(/^\d+\.\d+\.\d+/);

const Manifest = z.object({
  format: z.literal(BACKUP_FORMAT),
  /** The program that made it. */
  kontor: Version,
  /** The editor's schema that its texts are written in. */
  schema: z.number().int(),
  /** Everything acknowledged before `startedAt` is in it; of what came until `finishedAt` some is. */
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  collections: z.array(
    z.object({
      name: z.string().regex(/^[\w.-]+$/),
      /** Beside the manifest, never elsewhere. */
      file: z.string().regex(/^[\w-][\w.-]*$/),
      records: z.number().int().min(0),
      bytes: z.number().int().min(0),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  /** Documents whose stored text was found damaged already when it was backed up. */
  damagedTexts: z.array(z.string()),
});

/** What a backup says of itself. */
export type Manifest = z.infer<typeof Manifest>;

/** What must be known before the rest is read: it may be of a form we do not know. */
const Age = z.object({ format: z.number().int(), kontor: Version, schema: z.number().int() });

export async function writeManifest(directory: string, manifest: Manifest): Promise<void> {
  const path = join(directory, FILE);
  await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  await syncToDisk(path);
}

/**
 * @param kontor version of the program that reads
 * @throws BackupError NO_BACKUP, BACKUP_DAMAGED, BACKUP_TOO_NEW
 */
export async function readManifest(directory: string, kontor: string): Promise<Manifest> {
  const text = await readFile(join(directory, FILE), 'utf8').catch((error: unknown) => {
    throw new BackupError(
      'NO_BACKUP',
      `${directory} holds no finished backup (it has no ${FILE}). Name the folder that the backup command made.`,
      { cause: error },
    );
  });
  const said = parsed(text);
  const age = Age.safeParse(said);
  if (age.success) refuseNewer(age.data, kontor);
  const manifest = Manifest.safeParse(said);
  if (manifest.success) return manifest.data;
  throw new BackupError(
    'BACKUP_DAMAGED',
    `${join(directory, FILE)} is not what the backup command wrote. Nothing was changed; use another backup.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refuseNewer(age: z.infer<typeof Age>, kontor: string): void {
  const isNewer = age.format > BACKUP_FORMAT || age.schema > SCHEMA_VERSION || isLater(age.kontor, kontor);
  if (!isNewer) return;
  throw new BackupError(
    'BACKUP_TOO_NEW',
    `This backup was made by Kontor ${age.kontor} (format ${age.format}, schema ${age.schema}); this is Kontor ${kontor} ` +
      `(format ${BACKUP_FORMAT}, schema ${SCHEMA_VERSION}). Update Kontor first. Nothing was changed.`,
  );
}

/** Compares the three numbers of versions. */
function isLater(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split(/[.+-]/).slice(0, 3).map(Number));
  for (let i = 0; i < 3; i += 1) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
