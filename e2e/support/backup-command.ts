import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { settingsOf, type KontorProcess } from './kontor-process.js';

const CLI = join(process.cwd(), 'dist/apps/api/src/backup/cli.js');

/** How a command ended. */
export interface Ended {
  code: number | null;
  /** All that it said, on both ways. */
  said: string;
}

/** A backup or a restore as an operator runs it: in a process of its own, beside whatever runs. */
export interface BackupCommand {
  child: ChildProcess;
  /** Resolves as soon as it has said this. */
  says(words: string): Promise<void>;
  ended: Promise<Ended>;
}

/** Starts the command on the data of this Kontor, or on a data directory. */
export function startBackupCommand(of: KontorProcess | { dataDir: string }, words: string[]): BackupCommand {
  const env = settingsOf(of);
  const child = spawn(process.execPath, ['--enable-source-maps', CLI, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let waiting: { words: string; resolve: () => void }[] = [];
  const hear = (text: string): void => {
    said += text;
    const heard = waiting.filter((one) => said.includes(one.words));
    waiting = waiting.filter((one) => !heard.includes(one));
    for (const { resolve } of heard) resolve();
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, said })));
  const says = (wanted: string): Promise<void> => {
    const heard = new Promise<void>((resolve) => waiting.push({ words: wanted, resolve }));
    hear('');
    const silent = ended.then(() => Promise.reject(new Error(`it never said "${wanted}":\n${said}`)));
    return Promise.race([heard, silent]);
  };
  return { child, says, ended };
}

/** Runs it to its end. */
export const runBackupCommand = (
  of: KontorProcess | { dataDir: string },
  ...words: string[]
): Promise<Ended> => startBackupCommand(of, words).ended;
