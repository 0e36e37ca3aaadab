import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type EngineAddress, forgetAddress, noteAddress } from './address.js';
import { EmbeddedMongoError, WAY_OUT, isEmbeddedMongoErrorCode } from './errors.js';
import { nodeCommand } from './glibc.js';
import { cacheDirectory, engineScript, isEngineInstalled, projectRoot } from './project-root.js';
import { socketPathFor } from './socket-path.js';

export interface StartOptions {
  /** The data directory; made when missing. One process at a time may have it open. */
  dbPath: string;
  /** Default: one per data directory, private to this user. */
  socketPath?: string;
  /** Default: {@link cacheDirectory}. */
  cacheDir?: string;
  timeoutMs?: number;
}

/** How the engine's process ended. */
export interface EngineExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The last it said on its error output. */
  stderr: string;
}

export interface EmbeddedMongo extends Readonly<EngineAddress> {
  /** Settles once, when the process is gone for whatever reason. Never rejects. */
  readonly exited: Promise<EngineExit>;
  /** Closes the database cleanly; kills it after 5 s, which its journal survives. Safe to call twice. */
  stop(): Promise<EngineExit>;
}

/** Short, because the app that waits for it has promised to be gone in 20 s. */
const STOP_MS = 5_000;

interface ReadyLine {
  uri: string;
  pid: number;
}

/**
 * Starts a MongoDB engine over one data directory as a child process and resolves when it answers. The child never outlives
 * this process: it ends when its standard input does, which the kernel sees to even after kill -9.
 *
 * @throws EmbeddedMongoError
 */
export async function startEmbeddedMongo(options: StartOptions): Promise<EmbeddedMongo> {
  const dbPath = path.resolve(options.dbPath);
  const socketPath = options.socketPath ?? socketPathFor(dbPath);
  // Before any library is fetched for it: the package is optional and left out of production installs.
  if (!isEngineInstalled()) {
    throw new EmbeddedMongoError(
      'ENGINE_MISSING',
      `the package of the embedded database is not installed; ${WAY_OUT}`,
    );
  }
  const node = await nodeCommand(options.cacheDir ?? cacheDirectory());
  const child = spawnEngine(node.command, [
    ...node.args,
    engineScript(),
    '--dbpath',
    dbPath,
    '--socket',
    socketPath,
  ]);
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-8192)));
  const exited = new Promise<EngineExit>((resolve) => {
    child.once('error', (error) =>
      resolve({ code: null, signal: null, stderr: `${stderr}${error.message}` }),
    );
    // 'close' and not 'exit': only then has its last word been read.
    child.once('close', (code, signal) => resolve({ code, signal, stderr }));
  });
  const ready = await waitUntilReady(child, exited, options.timeoutMs ?? 60_000);
  // Whatever serves requests keeps this process alive; a database alone must not.
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) unref(stream);
  const address = { uri: ready.uri, pid: ready.pid, socketPath };
  noteAddress(dbPath, address);
  void exited.then(() => forgetAddress(dbPath, address.pid));
  return { ...address, exited, stop: () => stopChild(child, exited) };
}

function spawnEngine(command: string, args: string[]): ChildProcess {
  // NODE_OPTIONS (loaders, inspectors) of this process must not reach the engine's.
  const { NODE_OPTIONS: _dropped, ...env } = process.env;
  return spawn(command, args, {
    cwd: projectRoot(),
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C in a terminal goes to the whole group, and the database must outlast the draining app.
    detached: true,
  });
}

function waitUntilReady(
  child: ChildProcess,
  exited: Promise<EngineExit>,
  timeoutMs: number,
): Promise<ReadyLine> {
  return new Promise<ReadyLine>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(
        new EmbeddedMongoError(
          'START_TIMEOUT',
          `the embedded database was not ready in ${timeoutMs} ms; ${WAY_OUT}`,
        ),
      );
    }, timeoutMs);
    if (child.stdout) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const ready = readReadyLine(line);
        if (!ready) return;
        clearTimeout(timer);
        resolve(ready);
      });
    }
    void exited.then((exit) => {
      clearTimeout(timer);
      reject(startError(exit));
    });
  });
}

function stopChild(child: ChildProcess, exited: Promise<EngineExit>): Promise<EngineExit> {
  if (child.exitCode !== null || child.signalCode !== null) return exited;
  child.ref();
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  return exited.finally(() => clearTimeout(timer));
}

function unref(stream: unknown): void {
  if (typeof stream !== 'object' || stream === null || !('unref' in stream)) return;
  if (typeof stream.unref === 'function') stream.unref();
}

function parseJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null; // the engine's own log lines
  }
}

function readReadyLine(line: string): ReadyLine | null {
  const said = parseJson(line);
  if (!said || !('ready' in said) || !('uri' in said) || !('pid' in said)) return null;
  if (typeof said.uri !== 'string' || typeof said.pid !== 'number') return null;
  return { uri: said.uri, pid: said.pid };
}

function startError({ code, signal, stderr }: EngineExit): EmbeddedMongoError {
  const said = parseJson(stderr.trim().split('\n').at(-1) ?? '');
  if (said && 'error' in said && 'message' in said && isEmbeddedMongoErrorCode(said.error)) {
    return new EmbeddedMongoError(said.error, String(said.message));
  }
  return new EmbeddedMongoError(
    'UNEXPECTED',
    `the embedded database ended with ${signal ?? code}: ${stderr.slice(-500)}`,
  );
}
