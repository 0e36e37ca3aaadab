import {
  type AppendResult,
  type DocStore,
  type LogEntry,
  type Snapshot,
  StoreUnavailableError,
  type StoredDocument,
} from '@kontor/collab';

/** How a database can fail a writer. */
export type StoreFault =
  | 'none'
  /** Refuses at once; nothing is stored. */
  | 'refuse'
  /** Stores, but the answer is lost. */
  | 'lose-answer'
  /** Does not answer until the fault is taken away. */
  | 'hang'
  /** Stores, then the process that asked is killed before it learns of it. */
  | 'kill-after-append';

/** One process's connection to a store, with faults on command. */
export class FaultyStore implements DocStore {
  fault: StoreFault = 'none';
  /** Called by `kill-after-append`. */
  onKill: () => void = () => {};
  appends = 0;
  private dead = false;
  private waiting: (() => void)[] = [];

  constructor(private readonly inner: DocStore) {}

  /** The process is gone: none of its calls ever answers or does anything more. */
  kill(): void {
    this.dead = true;
  }

  heal(): void {
    this.fault = 'none';
    for (const go of this.waiting.splice(0)) go();
  }

  create(documentId: string, first: { update: Uint8Array; userId: string; at: number }): Promise<void> {
    return this.through(() => this.inner.create(documentId, first));
  }

  load(documentId: string): Promise<StoredDocument | null> {
    return this.through(() => this.inner.load(documentId));
  }

  async append(entries: readonly LogEntry[]): Promise<AppendResult[]> {
    this.appends += 1;
    const fault = this.fault;
    const results = await this.through(() => this.inner.append(entries));
    if (fault === 'lose-answer') throw new StoreUnavailableError('answer lost');
    if (fault === 'kill-after-append') {
      this.fault = 'none';
      this.onKill();
      return new Promise(() => {});
    }
    return results;
  }

  readAfter(documentId: string, seq: number): Promise<LogEntry[]> {
    return this.through(() => this.inner.readAfter(documentId, seq));
  }

  compact(documentId: string, snapshot: Snapshot): Promise<void> {
    return this.through(() => this.inner.compact(documentId, snapshot));
  }

  private async through<T>(work: () => Promise<T>): Promise<T> {
    if (this.fault === 'hang') await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.dead) return new Promise(() => {});
    if (this.fault === 'refuse') throw new StoreUnavailableError('database is away');
    const result = await work();
    return this.dead ? new Promise(() => {}) : result;
  }
}
