import type { Dialect } from '../load/dialect.js';
import type { Target } from '../load/frame-client.js';

/** A server under test, running. */
export interface Running {
  readonly name: string;
  readonly dialect: Dialect;
  readonly port: number;
  /** The server's process and all it started. */
  pids(): number[];
  /** The process that serves the connections, without a database beside it. */
  readonly pid: number;
  /** Names of so many fresh documents. */
  documents(count: number): Promise<string[]>;
  target(document: string): Target;
  /** The measured spell begins. */
  measure(): Promise<void>;
  /** p99 of the event-loop delay since then, ms; null where it cannot be asked. */
  loopDelay(): Promise<number | null>;
  /** SIGKILL of the server's process. */
  kill(): Promise<void>;
  /** Starts again on the same data; the documents keep their names. */
  restart(): Promise<Running>;
  /** Stops and removes all data. */
  discard(): Promise<void>;
}

export interface Contestant {
  readonly name: string;
  /** Keeps documents through a restart. */
  readonly persists: boolean;
  /** What was installed and runs: packages and Node. */
  readonly versions: string;
  start(): Promise<Running>;
}
