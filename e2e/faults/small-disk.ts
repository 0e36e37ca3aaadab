import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { KontorProcess } from '../support/kontor-process.js';

/** The database makes no index with less than 500 MB free. */
const MEGABYTES = 560;

/**
 * A shell line that gives the program a small disk at $KONTOR_DATA_DIR, which only it and its children see. In a user
 * namespace of its own, so that no root is needed; and in a second one, so that the program keeps its user id.
 */
const MOUNT = [
  `mount -t tmpfs -o size=${MEGABYTES}m,mode=0700 kontor "$KONTOR_DATA_DIR"`,
  `exec unshare --user --map-user=${process.getuid?.()} --map-group=${process.getgid?.()} "$@"`,
].join(' && ');
const NAMESPACE = ['unshare', '--user', '--map-root-user', '--mount'];

/** Why there can be no small disk here; null when there can. */
export function obstacleToSmallDisk(): string | null {
  if (process.platform !== 'linux') return 'a file system of a given size for one process takes Linux';
  const [command = '', ...args] = NAMESPACE;
  const tried = spawnSync(command, [...args, 'mount', '-t', 'tmpfs', 'kontor', '/mnt'], { encoding: 'utf8' });
  if (tried.status === 0) return null;
  const reason = tried.error?.message ?? tried.stderr.trim();
  return `no small file system without root here, user namespaces may be switched off, as they are inside most containers (${reason})`;
}

export function startOnSmallDisk(): Promise<KontorProcess> {
  return KontorProcess.start({}, undefined, [...NAMESPACE, 'sh', '-c', MOUNT, 'sh']);
}

/** Fills the disk to its last block. @returns what frees it again */
export function fillDisk({ child, dataDir }: KontorProcess): () => void {
  // Through the eyes of the program: from outside its data directory is empty.
  const ballast = join(`/proc/${child.pid}/root`, dataDir, 'ballast');
  const file = openSync(ballast, 'w');
  const block = Buffer.alloc(1 << 20);
  try {
    for (let written = 1; written > 0;) written = writeSync(file, block);
  } catch (error) {
    // Told by its shape: node's own errors are of another realm than jest's.
    if (!(error as NodeJS.ErrnoException).code?.startsWith('ENOSPC')) throw error;
  } finally {
    closeSync(file);
  }
  return () => rmSync(ballast);
}
