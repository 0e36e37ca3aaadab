import { type AppendResult, type DocStore, type LogEntry, StoreUnavailableError } from './doc-store.port.js';
import type { Counters } from './engine.js';
import type { EngineLimits } from './limits.js';
import type { Alarm, Clock, CollabLog } from './ports.js';

/** An entry on its way, with the bytes its source had announced for it. */
export interface PendingEntry {
  readonly entry: LogEntry;
  readonly bytes: number;
}

/** A room's side of the group commit. */
export interface CommitSource {
  readonly documentId: string;
  /** Since when something of this source waits to be durable, or null. */
  readonly waitingSince: number | null;
  /** The next entry to store, or null; asked only while none of this source is under way. */
  takeEntry(): PendingEntry | null;
  committed(): void;
  /** Another writer holds the seq: catch up with the log and give the entry its next seq. Is retried if it throws. */
  resolveConflict(lastSeq: number): Promise<void>;
  /** The document was replaced: what was not stored is void. */
  outdated(): void;
}

interface CommitterParts {
  store: DocStore;
  clock: Clock;
  limits: EngineLimits['commit'];
  log: CollabLog;
  alarm: Alarm;
  counters: Counters;
}

/**
 * The group commit: one bulk append for the batches of all rooms, one append at a time. What failed is kept and
 * repeated under the same entry ids, so that a lost answer never doubles or loses anything.
 */
export class Committer {
  private readonly waiting = new Set<CommitSource>();
  private readonly underWay = new Map<CommitSource, PendingEntry>();
  private bytes = 0;
  private failures = 0;
  private alarmed = false;
  private wasFull = false;
  private running = false;
  private idleWaiters: (() => void)[] = [];

  constructor(
    private readonly parts: CommitterParts,
    /** Called when rooms may take edits again after the backlog was full. */
    private readonly onRoom: () => void,
  ) {}

  get backlogBytes(): number {
    return this.bytes;
  }

  /** Age of the oldest edit that is not durable yet. */
  get backlogMs(): number {
    let oldest = this.parts.clock.now();
    const now = oldest;
    for (const source of this.waiting) oldest = Math.min(oldest, source.waitingSince ?? now);
    for (const source of this.underWay.keys()) oldest = Math.min(oldest, source.waitingSince ?? now);
    return now - oldest;
  }

  /** No room for more: edits are refused until some of it is stored. */
  isFull(): boolean {
    const full = this.bytes > this.parts.limits.backlogBytes;
    this.wasFull ||= full;
    return full;
  }

  /** A source has `bytes` more to store. */
  add(source: CommitSource, bytes: number): void {
    this.bytes += bytes;
    this.waiting.add(source);
    this.wake(this.parts.limits.groupMs);
  }

  /** A source gave up what it had announced. */
  forget(source: CommitSource, bytes: number): void {
    this.bytes -= bytes;
    this.waiting.delete(source);
    this.settle();
  }

  /** Resolves when nothing waits. */
  idle(): Promise<void> {
    if (this.isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.idleWaiters.push(resolve));
  }

  /** Raises the alarm when something has waited too long, and takes it back when all is stored. */
  checkAlarm(): void {
    const backlogMs = this.backlogMs;
    if (!this.alarmed && backlogMs > this.parts.limits.alarmMs) {
      this.alarmed = true;
      this.parts.alarm('store-stalled', { backlogBytes: this.bytes, backlogMs });
    } else if (this.alarmed && backlogMs < this.parts.limits.alarmMs) {
      this.alarmed = false;
      this.parts.alarm('store-recovered', {});
    }
  }

  private isIdle(): boolean {
    return this.waiting.size === 0 && this.underWay.size === 0;
  }

  private wake(ms: number): void {
    if (this.running) return;
    this.running = true;
    this.parts.clock.after(ms, () => {
      this.commitOnce().then(
        (allWell) => this.afterCommit(allWell),
        (error: unknown) => {
          this.parts.log.error('group commit broke', { error: String(error) });
          this.afterCommit(false);
        },
      );
    });
  }

  private afterCommit(allWell: boolean): void {
    const { groupMs, retryMs, retryMaxMs } = this.parts.limits;
    this.running = false;
    if (!allWell) this.parts.counters.failedCommits += 1;
    this.failures = allWell ? 0 : this.failures + 1;
    this.checkAlarm();
    this.settle();
    if (this.isIdle()) return;
    const pause = Math.min(retryMaxMs, retryMs * 2 ** Math.min(this.failures - 1, 16));
    this.wake(allWell ? groupMs : pause);
  }

  /** @returns false when something has to be tried again after a pause */
  private async commitOnce(): Promise<boolean> {
    let allWell = true;
    for (const source of this.waiting) {
      if (!this.underWay.has(source)) allWell = this.takeFrom(source) && allWell;
    }
    const batch = [...this.underWay];
    if (batch.length === 0) return allWell;
    const results = await this.append(batch.map(([, pending]) => pending.entry));
    for (const [index, [source, pending]] of batch.entries()) {
      allWell = (await this.take(source, pending, results[index])) && allWell;
    }
    return allWell;
  }

  /** @returns false when the source could not make its entry: it goes on waiting, and holds up nobody else */
  private takeFrom(source: CommitSource): boolean {
    try {
      const pending = source.takeEntry();
      this.waiting.delete(source);
      if (pending) this.underWay.set(source, pending);
      return true;
    } catch (error) {
      const { documentId } = source;
      this.parts.log.error('entry cannot be made', { documentId, error: String(error) });
      return false;
    }
  }

  /** Results in order; undefined where it is unknown whether the entry was stored. */
  private async append(entries: LogEntry[]): Promise<(AppendResult | undefined)[]> {
    this.parts.counters.commits += 1;
    try {
      return await this.parts.store.append(entries);
    } catch (error) {
      this.parts.log.warn('group commit failed', { entries: entries.length, error: String(error) });
      // A fault that is not the database's absence may be one document's own: it must not hold up the others.
      const isolate = !(error instanceof StoreUnavailableError) && entries.length > 1;
      return isolate ? this.appendEach(entries) : [];
    }
  }

  private async appendEach(entries: LogEntry[]): Promise<(AppendResult | undefined)[]> {
    const results: (AppendResult | undefined)[] = [];
    for (const entry of entries) {
      try {
        results.push((await this.parts.store.append([entry]))[0]);
      } catch (error) {
        const { documentId } = entry;
        this.parts.log.error('entry cannot be stored', { documentId, error: String(error) });
        results.push(undefined);
        if (error instanceof StoreUnavailableError) break;
      }
    }
    return results;
  }

  private async take(source: CommitSource, pending: PendingEntry, result?: AppendResult): Promise<boolean> {
    if (!result) return false;
    if (result.status === 'conflict') {
      this.parts.counters.conflicts += 1;
      try {
        await source.resolveConflict(result.lastSeq);
        return true;
      } catch (error) {
        const { documentId } = source;
        this.parts.log.warn('catching up with the log failed', { documentId, error: String(error) });
        return false;
      }
    }
    // The source may have given up meanwhile.
    if (this.underWay.get(source) !== pending) return true;
    this.underWay.delete(source);
    this.bytes -= pending.bytes;
    if (result.status === 'stored') {
      this.parts.counters.entries += 1;
      source.committed();
    } else source.outdated();
    return true;
  }

  private settle(): void {
    if (this.isIdle()) for (const resolve of this.idleWaiters.splice(0)) resolve();
    if (this.wasFull && !this.isFull()) {
      this.wasFull = false;
      this.onRoom();
    }
  }
}
