import type { Committer } from './committer.js';
import type { Compactor } from './compactor.js';
import type { DocStore, LogAuthor } from './doc-store.port.js';
import type { EngineLimits } from './limits.js';
import type { Alarm, Clock, CollabLog } from './ports.js';
import type { Session } from './session.js';

/** Called once per durable log entry. */
export type OnStored = (documentId: string, seq: number, at: number, authors: LogAuthor[]) => void;

/** Counted since the start; for metrics and for tests. */
export interface Counters {
  connections: number;
  frames: number;
  changes: number;
  flushes: number;
  commits: number;
  entries: number;
  failedCommits: number;
  conflicts: number;
  refusals: number;
  gaps: number;
  foreignLeftOut: number;
  malformed: number;
  unknownMessages: number;
  droppedAwareness: number;
  /** Sockets found full, and those of them that were closed because they did not read. */
  slowConsumers: number;
  slowClosed: number;
  compactions: number;
}

export const newCounters = (): Counters => ({
  connections: 0,
  frames: 0,
  changes: 0,
  flushes: 0,
  commits: 0,
  entries: 0,
  failedCommits: 0,
  conflicts: 0,
  refusals: 0,
  gaps: 0,
  foreignLeftOut: 0,
  malformed: 0,
  unknownMessages: 0,
  droppedAwareness: 0,
  slowConsumers: 0,
  slowClosed: 0,
  compactions: 0,
});

/** What rooms and sessions of one server share. */
export interface Engine {
  readonly store: DocStore;
  readonly clock: Clock;
  readonly limits: EngineLimits;
  readonly load: () => number;
  readonly log: CollabLog;
  readonly alarm: Alarm;
  readonly onStored: OnStored;
  readonly newEntryId: () => string;
  readonly counters: Counters;
  readonly committer: Committer;
  readonly compactor: Compactor;
  /** Background work: nothing floats, and drain waits for it. */
  own(task: Promise<void>): void;
  /** Sessions with frames that wait for their rate; one timer serves them all. */
  throttle(session: Session): void;
  /** Sessions that are behind; one timer serves them all. */
  watchSlow(session: Session): void;
}
