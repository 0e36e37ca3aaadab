import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A directory only this user can enter; somebody else's of the same name (in a shared /tmp) is never used. */
function privateDirectory(): string {
  const uid = process.getuid?.() ?? 0;
  const directory = path.join(os.tmpdir(), `kontor-${uid}`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const found = lstatSync(directory);
  if (found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0) return directory;
  return mkdtempSync(`${directory}-`);
}

/**
 * A socket path for a data directory. Short, because the kernel takes 107 bytes at most (103 on macOS) and data directories
 * are often deep; the same for the same directory, so that clients of a restarted engine find it again.
 */
export function socketPathFor(dbPath: string): string {
  const key = createHash('sha256').update(path.resolve(dbPath)).digest('hex').slice(0, 16);
  return path.join(privateDirectory(), `${key}.sock`);
}
