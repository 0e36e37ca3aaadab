import path from 'node:path';
import { type EmbeddedMongo, type EngineExit, startEmbeddedMongo } from './start.js';
import { socketPathFor } from './socket-path.js';

export interface SuperviseOptions {
  dbPath: string;
  cacheDir?: string;
  /** The engine died; called before the first attempt to start it again. */
  onDown?: (exit: EngineExit) => void;
  /** The engine answers again, at the same address. Not called for the first start. */
  onUp?: () => void;
  log?: (level: 'info' | 'warn' | 'error', message: string) => void;
  /** Waits between attempts, the last one repeated. */
  backoffMs?: readonly number[];
}

export interface SupervisedMongo {
  /** Stays the same over restarts. */
  readonly uri: string;
  /** False from the moment the engine's end is seen until it answers again, and after `stop`. */
  readonly ready: boolean;
  /** Of the running engine; null while down. */
  readonly pid: number | null;
  /** Ends supervision and closes the database cleanly. Safe to call twice. */
  stop(): Promise<void>;
}

const BACKOFF_MS = [50, 200, 500, 1000, 2000, 5000];
/** After this long without a fault, the next one starts again with the shortest wait. */
const HEALTHY_MS = 60_000;

/**
 * Keeps one embedded database running: when its process dies it is started again at the same address, so that clients
 * reconnect by themselves. A first start that fails is not retried: the reason is for a person to read.
 *
 * @throws EmbeddedMongoError when the first start fails
 */
export async function superviseEmbeddedMongo(options: SuperviseOptions): Promise<SupervisedMongo> {
  const supervisor = new Supervisor(options);
  await supervisor.start();
  return supervisor;
}

class Supervisor implements SupervisedMongo {
  uri = '';
  private engine: EmbeddedMongo | null = null;
  private failures = 0;
  private readonly stopping = new AbortController();
  private watching: Promise<void> = Promise.resolve();
  private readonly socketPath: string;

  constructor(private readonly options: SuperviseOptions) {
    this.socketPath = socketPathFor(path.resolve(options.dbPath));
  }

  get ready(): boolean {
    return this.engine !== null && !this.stopping.signal.aborted;
  }

  get pid(): number | null {
    return this.engine?.pid ?? null;
  }

  async start(): Promise<void> {
    const engine = await this.launch();
    this.uri = engine.uri;
    this.engine = engine;
    this.watching = this.watch(engine);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.engine?.stop();
    await this.watching;
    this.engine = null;
  }

  private launch(): Promise<EmbeddedMongo> {
    const { dbPath, cacheDir } = this.options;
    return startEmbeddedMongo({ dbPath, socketPath: this.socketPath, ...(cacheDir ? { cacheDir } : {}) });
  }

  private async watch(first: EmbeddedMongo): Promise<void> {
    let engine: EmbeddedMongo | null = first;
    while (engine) {
      const since = Date.now();
      const exit: EngineExit = await engine.exited;
      this.engine = null;
      if (this.stopping.signal.aborted) return;
      if (Date.now() - since > HEALTHY_MS) this.failures = 0;
      this.log(
        'error',
        `the embedded database died (${exit.signal ?? exit.code}): ${exit.stderr.slice(-500)}`,
      );
      this.options.onDown?.(exit);
      engine = await this.relaunch();
    }
  }

  /** Tries until it runs or we are told to stop: whatever was wrong (a full disk, say) may be put right meanwhile. */
  private async relaunch(): Promise<EmbeddedMongo | null> {
    for (;;) {
      if (!(await this.pause())) return null;
      try {
        const engine = await this.launch();
        if (this.stopping.signal.aborted) {
          await engine.stop();
          return null;
        }
        this.engine = engine;
        this.log('info', `the embedded database runs again as process ${engine.pid}`);
        this.options.onUp?.();
        return engine;
      } catch (error) {
        this.log('error', `the embedded database does not start: ${String(error)}`);
      }
    }
  }

  /** @returns whether to go on */
  private pause(): Promise<boolean> {
    const waits = this.options.backoffMs ?? BACKOFF_MS;
    const wait = waits[Math.min(this.failures++, waits.length - 1)] ?? 1000;
    const { signal } = this.stopping;
    if (signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve(!signal.aborted);
      };
      const timer = setTimeout(done, wait);
      signal.addEventListener('abort', done);
    });
  }

  private log(level: 'info' | 'warn' | 'error', message: string): void {
    this.options.log?.(level, message);
  }
}
