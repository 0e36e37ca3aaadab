import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';

/** How to reach a running engine. */
export interface EngineAddress {
  /** Asks for journalled writes: without, the engine lost up to 100 ms of acknowledged writes on kill -9. */
  uri: string;
  socketPath: string;
  /** Of the engine's own process. */
  pid: number;
}

/** Beside the data directory, not in it: what is in there is the engine's. */
const fileOf = (dbPath: string): string => `${path.resolve(dbPath)}.address`;

/**
 * Notes where the engine of this data directory answers, readable to this user only, so that a second program of the same
 * user (a backup) can reach it. The path of the socket alone would not do: it depends on the environment's directory for
 * temporary files, which a service and a shell need not share.
 */
export function noteAddress(dbPath: string, address: EngineAddress): void {
  writeFileSync(fileOf(dbPath), JSON.stringify(address), { mode: 0o600 });
}

/** Removes the note, unless a later engine has written its own. */
export function forgetAddress(dbPath: string, pid: number): void {
  if (readAddress(dbPath)?.pid === pid) rmSync(fileOf(dbPath), { force: true });
}

/**
 * The engine that has this data directory open and answers now; null when there is none. A note that a kill -9 left behind
 * names a socket that refuses.
 */
export async function findEmbeddedMongo(dbPath: string): Promise<EngineAddress | null> {
  const address = readAddress(dbPath);
  if (address === null) return null;
  const isAnswering = await new Promise<boolean>((resolve) => {
    const probe = connect(address.socketPath, () => {
      probe.destroy();
      resolve(true);
    });
    probe.on('error', () => resolve(false));
  });
  return isAnswering ? address : null;
}

function readAddress(dbPath: string): EngineAddress | null {
  try {
    const noted: unknown = JSON.parse(readFileSync(fileOf(dbPath), 'utf8'));
    if (typeof noted !== 'object' || noted === null) return null;
    if (!('uri' in noted) || !('socketPath' in noted) || !('pid' in noted)) return null;
    const { uri, socketPath, pid } = noted;
    if (typeof uri !== 'string' || typeof socketPath !== 'string' || typeof pid !== 'number') return null;
    return { uri, socketPath, pid };
  } catch {
    return null; // none, or half written by somebody who died: whoever runs has a whole one
  }
}
