import type { AwarenessUser } from '@kontor/contracts';

/** What the engine needs of a connection: a WebSocket, a Socket.IO socket or a link in a test. */
export interface SocketLike {
  /** Queues a frame. The bytes are shared between receivers: never change them. */
  send(frame: Uint8Array): void;
  close(code: number, reason: string): void;
  /** Bytes handed to `send` that have not left yet. */
  readonly bufferedAmount: number;
  /** Stop reading from the peer, so that its network stack slows it down. Without it a flood closes with 4529 sooner. */
  pause?(): void;
  resume?(): void;
}

/**
 * Who is at the other end and what they may do, decided once by the caller. Never changed on a live connection: when
 * rights change, close the session (4508 or 4403) and let it come back.
 */
export interface Access {
  readonly userId: string;
  /** The sign-in session, so that signing out cuts its connections. */
  readonly sessionId: string;
  readonly user: AwarenessUser;
  readonly canEdit: boolean;
}

export interface ConnectOptions {
  /** The client asked for type 102 (`?ack=1`). Without it the server never sends one. */
  readonly ack: boolean;
  /** The editor's schema version of the client; older than ours is closed with 4426. Absent for stock clients. */
  readonly schema?: number;
  /** The generation of the client's local copy, when it has one; another one than ours is closed with 4409. */
  readonly generation?: number;
}

/** Time as a dependency: the engine sets no timer behind it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs `task` once after `ms`; the result cancels it. */
  after(ms: number, task: () => void): () => void;
}

/** The real clock. Its timers keep the process alive, or it could end with a commit still to come: drain the server. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

/** Structured log without document text, names or addresses. */
export interface CollabLog {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** Conditions that a person must look at. */
export const ALARMS = [
  'load-failed',
  'document-corrupt',
  'document-quarantined',
  'store-stalled',
  'store-recovered',
  'document-near-limit',
  'apply-failed',
  'compaction-failed',
] as const;
export type AlarmKind = (typeof ALARMS)[number];
export type Alarm = (kind: AlarmKind, fields: Record<string, unknown>) => void;
