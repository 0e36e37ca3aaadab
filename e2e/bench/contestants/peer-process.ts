import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dialect } from '../load/dialect.js';
import { treeOf } from '../load/process-figures.js';
import type { Running } from './contestant.js';

export interface PeerProgram {
  name: string;
  dialect: Dialect;
  node: string;
  args: readonly string[];
  cwd: string;
  /** Environment for a data folder. */
  env: (dataDir: string) => Readonly<Record<string, string>>;
}

const READY_MS = 20_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  const late = Date.now() + READY_MS;
  while (Date.now() < late && child.exitCode === null) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`the peer does not answer on port ${port}`);
}

let names = 0;

/** Starts a peer in a process of its own. */
export async function startPeer(program: PeerProgram, oldData?: string, oldPort?: number): Promise<Running> {
  const dataDir = oldData ?? (await mkdtemp(join(tmpdir(), 'kontor-bench-')));
  const port = oldPort ?? (await freePort());
  const child = spawn(program.node, program.args, {
    cwd: program.cwd,
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: String(port), ...program.env(dataDir) },
    stdio: ['ignore', 'ignore', process.env['BENCH_DEBUG'] === undefined ? 'ignore' : 'inherit'],
  });
  await answers(port, child);
  const pid = child.pid ?? 0;
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return {
    name: program.name,
    dialect: program.dialect,
    port,
    pid,
    pids: () => treeOf(pid),
    documents: (count) =>
      Promise.resolve(
        Array.from({ length: count }, () => {
          names += 1;
          return `document-${names}`;
        }),
      ),
    target: (document) => ({ port, path: `/${document}`, headers: {} }),
    measure: () => Promise.resolve(),
    loopDelay: () => Promise.resolve(null),
    kill,
    async restart() {
      await kill();
      return startPeer(program, dataDir, port);
    },
    async discard() {
      await kill();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
