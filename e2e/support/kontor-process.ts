import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { childrenOf } from './child-processes.js';

const MAIN = join(process.cwd(), 'dist/apps/api/src/main.js');
const READY_MS = 60_000;

/** A Kontor as an operator starts it: the built program in a process of its own, on a free port. */
export class KontorProcess {
  private constructor(
    readonly url: string,
    readonly child: ChildProcess,
    readonly dataDir: string,
    readonly env: Readonly<Record<string, string>>,
    private readonly log: Log,
  ) {}

  /**
   * Starts on a fresh data directory, or on one that an earlier process left.
   * @param under a command and its arguments that runs the program in its own place, as `nice` does
   */
  static async start(
    env: Readonly<Record<string, string>> = {},
    dataDir?: string,
    under: readonly string[] = [],
  ): Promise<KontorProcess> {
    const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'kontor-e2e-')));
    const [command, ...args] = [...under, process.execPath, '--enable-source-maps', MAIN];
    const child = spawn(command, args, {
      env: settingsOf({ dataDir: folder, env }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = new Log(child);
    const url = await readyLine(child, log);
    return new KontorProcess(url, child, folder, env, log);
  }

  /** How often it has written this on its error output, where its log goes. */
  timesLogged(words: string): number {
    return this.log.text.split(words).length - 1;
  }

  /** Resolves when it is gone, with the signal that ended it or its exit code. */
  async gone(): Promise<NodeJS.Signals | number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
    return this.child.signalCode ?? this.child.exitCode;
  }

  /** Process id of the embedded database. */
  get databasePid(): number {
    const pid = childrenOf(this.child.pid ?? 0)[0];
    if (pid === undefined) throw new Error('the program has no database running');
    return pid;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** SIGKILL: what a power cut of the process looks like. Resolves when it is gone. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }

  /** Starts again on the same data and the same port, so that clients find it by themselves. */
  async restart(extra: Readonly<Record<string, string>> = {}): Promise<KontorProcess> {
    await this.kill();
    const env = { ...this.env, PORT: String(this.port) };
    const next = await KontorProcess.start({ ...env, ...extra }, this.dataDir);
    // What was extra for this once does not come back with the restart after it.
    return new KontorProcess(next.url, next.child, next.dataDir, env, next.log);
  }

  /** SIGTERM; resolves with the exit code. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await gone;
    }
    return this.child.exitCode;
  }

  /** Stops and removes the data. */
  async discard(): Promise<void> {
    await this.stop();
    await rm(this.dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The environment of a program that works on this data. */
export function settingsOf(of: {
  dataDir: string;
  env?: Readonly<Record<string, string>>;
}): Record<string, string> {
  // Tests write faster than people.
  const fast = { KONTOR_POSTS_PER_MINUTE: '10000', KONTOR_POSTS_PER_HOUR: '10000' };
  const own = {
    PORT: '0',
    KONTOR_DATA_DIR: of.dataDir,
    KONTOR_LOG_LEVEL: 'warn',
    NODE_ENV: 'test',
    ...fast,
  };
  return { ...inherited(), ...own, ...of.env };
}

/** Nothing of the caller's own settings may leak into the program under test. */
function inherited(): Record<string, string> {
  const keep = Object.entries(process.env).filter(
    ([key, value]) =>
      value !== undefined && !/^(KONTOR_(?!CACHE_DIR)|MONGODB_URI|REDIS_URL|NODE_OPTIONS|JEST_)/.test(key),
  );
  return Object.fromEntries(keep) as Record<string, string>;
}

/** The last of what a program wrote on its error output. */
class Log {
  text = '';

  constructor(child: ChildProcess) {
    const keep = (text: string): string => (this.text = (this.text + text).slice(-200_000));
    child.stderr?.setEncoding('utf8').on('data', keep);
  }
}

async function readyLine(child: ChildProcess, log: Log): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error('the program has no stdout');
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`Kontor was not ready within ${READY_MS} ms:\n${log.text}`));
    }, READY_MS);
    child.once('exit', (code, signal) => {
      clearTimeout(late);
      reject(new Error(`Kontor ended (${code ?? signal}) before it was ready:\n${log.text}`));
    });
    createInterface({ input: stdout }).on('line', (line) => {
      const ready = /^Kontor is ready at (\S+)$/.exec(line);
      if (ready?.[1] === undefined) return;
      clearTimeout(late);
      child.removeAllListeners('exit');
      resolve(ready[1]);
    });
  });
}
