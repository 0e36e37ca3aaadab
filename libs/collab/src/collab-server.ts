import { CLOSE } from '@kontor/contracts';
import { Committer } from './committer.js';
import { Compactor } from './compactor.js';
import { type DocStore, StoreCorruptError, type StoredDocument } from './doc-store.port.js';
import { DocumentState, type Look } from './document-state.js';
import { type Counters, type Engine, type OnStored, newCounters } from './engine.js';
import { type EngineLimits, type LimitOverrides, limitsWith } from './limits.js';
import { mergeTree } from './merge.js';
import type { Access, Alarm, Clock, CollabLog, ConnectOptions, SocketLike } from './ports.js';
import { systemClock } from './ports.js';
import { Rooms } from './rooms.js';
import { Session, type SessionInfo } from './session.js';
import { Ticker } from './ticker.js';

export interface CollabServerOptions {
  store: DocStore;
  log: CollabLog;
  alarm: Alarm;
  clock?: Clock;
  limits?: LimitOverrides;
  /** Share of time, 0 to 1, in which the event loop was busy lately; asked once per flush. Without it: never busy. */
  load?: () => number;
  /** Called once per durable log entry, after it was acknowledged. */
  onStored?: OnStored;
  /** Random key of a log entry; for tests that want to repeat themselves. */
  newEntryId?: () => string;
}

/** For `/readyz` and metrics. */
export interface CollabStatus {
  draining: boolean;
  rooms: number;
  /** Of these, documents that somebody changed or looked into; the others are their stored bytes. */
  built: number;
  sessions: number;
  /** Bytes that wait in this process for the slowest reader. */
  largestUnsentBytes: number;
  /** Edits that are not durable yet: bytes, and the age of the oldest. */
  backlogBytes: number;
  backlogMs: number;
  /** Edits are being stored in good time. */
  storing: boolean;
  counters: Readonly<Counters>;
}

const THROTTLE_MS = 50;

/** The sync engine of one node. */
export class CollabServer {
  readonly limits: EngineLimits;
  private readonly engine: Engine;
  private readonly rooms: Rooms;
  private readonly committer: Committer;
  private readonly counters = newCounters();
  private readonly tasks = new Set<Promise<void>>();
  private readonly throttled: Ticker<Session>;
  private readonly slow: Ticker<Session>;
  private readonly sweep: Ticker<CollabServer>;
  private draining = false;

  constructor(options: CollabServerOptions) {
    const { store, log, alarm, clock = systemClock } = options;
    const limits = limitsWith(options.limits);
    const { counters } = this;
    this.limits = limits;
    this.committer = new Committer({ store, clock, limits: limits.commit, log, alarm, counters }, () => {
      for (const room of this.rooms.open()) room.stall.askRefused();
    });
    this.throttled = new Ticker(clock, THROTTLE_MS, (session) => session.drainInbox());
    this.slow = new Ticker(clock, limits.slow.checkMs, (session) => session.checkSlow(clock.now()));
    this.sweep = new Ticker(clock, limits.sweepMs, () => this.sweepSessions());
    this.engine = {
      store,
      clock,
      limits,
      load: options.load ?? (() => 0),
      log,
      alarm,
      counters,
      onStored: guarded(log, options.onStored),
      newEntryId: options.newEntryId ?? (() => crypto.randomUUID()),
      committer: this.committer,
      compactor: new Compactor(store, alarm, counters),
      own: (task) => this.own(task),
      throttle: (session) => this.throttled.add(session),
      watchSlow: (session) => this.slow.add(session),
    };
    this.rooms = new Rooms(this.engine);
  }

  /**
   * Takes a connection whose access was decided. The transport passes on what arrives by `receive` and the end of the
   * connection by `closed`; it need not wait for anything before that.
   */
  connect(documentId: string, socket: SocketLike, access: Access, options: ConnectOptions): Session {
    const session = new Session(this.engine, documentId, socket, access, options, (ended) =>
      this.rooms.leave(ended),
    );
    if (this.draining) session.close(CLOSE.draining, 'draining');
    else {
      this.counters.connections += 1;
      this.rooms.join(session);
      this.sweep.add(this);
    }
    return session;
  }

  /** Connections that match. */
  *sessions(filter: (info: SessionInfo) => boolean = () => true): IterableIterator<SessionInfo> {
    for (const session of this.rooms.sessions()) {
      const { info } = session;
      if (filter(info)) yield info;
    }
  }

  /** Closes the connections that match, at once; what they had sent is stored. @returns how many */
  closeSessions(filter: (info: SessionInfo) => boolean, code: number, reason: string): number {
    const matching = [...this.rooms.sessions()].filter((session) => filter(session.info));
    for (const session of matching) session.close(code, reason);
    return matching.length;
  }

  /**
   * A document as it is durably stored, for showing it without a connection. Null when there is none.
   * @throws what the store throws
   */
  async readState(documentId: string): Promise<{ update: Uint8Array; seq: number; at: number } | null> {
    const room = this.rooms.get(documentId);
    if (room?.isClean && !room.isBroken) return { update: room.fullState(), seq: room.seq, at: room.log.at };
    const stored = await this.engine.store.load(documentId);
    if (!stored) return null;
    const parts = stored.tail.map((entry) => entry.update);
    if (stored.snapshot) parts.unshift(stored.snapshot.update);
    const { seq, at } = stored.tail.at(-1) ?? stored.snapshot ?? { seq: 0, at: 0 };
    return { update: mergeTree(parts), seq, at };
  }

  /**
   * Reads a document as it is durably stored, with the user who owns each client id. An open document is read in place,
   * without copying it; a closed one is loaded for the purpose. Null when there is none.
   *
   * @throws what the store throws, and what `read` throws
   */
  async look<T>(documentId: string, read: Look<T>): Promise<{ value: T; seq: number; at: number } | null> {
    const room = this.rooms.get(documentId);
    if (room?.isClean && !room.isBroken) return { value: room.look(read), seq: room.seq, at: room.log.at };
    const stored = await this.engine.store.load(documentId);
    if (!stored) return null;
    const { seq, at } = stored.tail.at(-1) ?? stored.snapshot ?? { seq: 0, at: 0 };
    const state = stateOf(stored);
    try {
      return { value: read(state.doc, stored.owners), seq, at };
    } finally {
      state.destroy();
    }
  }

  status(): CollabStatus {
    const { backlogBytes, backlogMs } = this.committer;
    const { commit } = this.limits;
    let [sessions, largestUnsentBytes] = [0, 0];
    for (const { unsentBytes } of this.rooms.sessions()) {
      sessions += 1;
      largestUnsentBytes = Math.max(largestUnsentBytes, unsentBytes);
    }
    return {
      draining: this.draining,
      rooms: this.rooms.size,
      built: [...this.rooms.open()].filter(({ isBuilt }) => isBuilt).length,
      sessions,
      largestUnsentBytes,
      backlogBytes,
      backlogMs,
      storing: backlogMs < commit.alarmMs && !this.committer.isFull(),
      counters: { ...this.counters },
    };
  }

  /**
   * Stops: takes no connection any more, stores and acknowledges what is there, closes everybody with 4503 and stores
   * what came in meanwhile. Ends after `deadlineMs` at the latest; what was not acknowledged is still with its author.
   *
   * @param farewell why; `generationChanged` when all documents are about to be replaced, so that nobody brings back what
   * they hold of them, not even a client that does not know of generations
   */
  async drain(deadlineMs: number, farewell: 'draining' | 'generationChanged' = 'draining'): Promise<void> {
    this.draining = true;
    this.rooms.beginDrain();
    const deadline = this.engine.clock.now() + deadlineMs;
    for (const room of this.rooms.open()) room.flush();
    await this.within(deadline, this.committer.idle());
    const reason = farewell === 'draining' ? 'draining' : 'documents are replaced';
    this.closeSessions(() => true, CLOSE[farewell], reason);
    while (this.tasks.size > 0 && this.engine.clock.now() < deadline) {
      await this.within(deadline, Promise.all(this.tasks));
    }
    this.throttled.stop();
    this.slow.stop();
    this.sweep.stop();
    const { backlogBytes } = this.committer;
    if (backlogBytes > 0) this.engine.log.error('drained with edits that are not stored', { backlogBytes });
  }

  private async within(deadline: number, work: Promise<unknown>): Promise<void> {
    const { clock } = this.engine;
    let cancel = (): void => {};
    const timeout = new Promise<void>((resolve) => {
      cancel = clock.after(Math.max(0, deadline - clock.now()), resolve);
    });
    await Promise.race([work, timeout]);
    cancel();
  }

  private own(task: Promise<void>): void {
    const owned = task
      .catch((error: unknown) => this.engine.log.error('background work failed', { error: String(error) }))
      .finally(() => this.tasks.delete(owned));
    this.tasks.add(owned);
  }

  /** @returns whether there is anybody left to look after */
  private sweepSessions(): boolean {
    const now = this.engine.clock.now();
    this.committer.checkAlarm();
    for (const room of this.rooms.open()) room.stall.look();
    for (const session of this.rooms.sessions()) session.keepAlive(now);
    return this.rooms.size > 0;
  }
}

/** What passed its checksum and still is no document can be trusted no more than what did not. */
function stateOf(stored: StoredDocument): DocumentState {
  try {
    return new DocumentState(stored);
  } catch (cause) {
    throw new StoreCorruptError(`${stored.documentId} cannot be read`, { cause });
  }
}

/** A listener's fault must not look like a failed commit. */
function guarded(log: CollabLog, onStored: OnStored | undefined): OnStored {
  return (documentId, seq, at, authors) => {
    try {
      onStored?.(documentId, seq, at, authors);
    } catch (error) {
      log.error('onStored failed', { documentId, seq, error: String(error) });
    }
  };
}
