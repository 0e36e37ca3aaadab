import type { CommitSource, PendingEntry } from './committer.js';
import type { LogAuthor, LogEntry } from './doc-store.port.js';
import type { Engine } from './engine.js';
import { mergeTree } from './merge.js';

/** What one flush brought: a merged update, who wrote it, and the flush it completes. */
interface Batch {
  update: Uint8Array;
  authors: LogAuthor[];
  at: number;
  flush: number;
}

interface UnderWay {
  pending: PendingEntry;
  since: number;
  flush: number;
}

/** What a log tells its room. */
export interface LogOwner {
  /** Flushes up to `durableFlush` are durable now. */
  stored(): void;
  /** Reads what others wrote after our seq, applies it and advances `seq`. */
  catchUp(lastSeq: number): Promise<void>;
  replaced(): void;
}

/** A room's way into the log: batches waiting, the one entry under way, and how far the document is durable. */
export class RoomLog implements CommitSource {
  private batches: Batch[] = [];
  private underWay: UnderWay | null = null;
  private cleanWaiters: (() => void)[] = [];
  private durable = 0;

  constructor(
    readonly documentId: string,
    private readonly engine: Engine,
    private readonly owner: LogOwner,
    readonly generation: number,
    /** Last entry of the log that this room knows to be stored. */
    public seq: number,
    /** When that entry was written. */
    public at: number,
  ) {}

  get durableFlush(): number {
    return this.durable;
  }

  get waitingSince(): number | null {
    return this.underWay?.since ?? this.batches[0]?.at ?? null;
  }

  /** Everything that was flushed is durable. */
  get isClean(): boolean {
    return this.underWay === null && this.batches.length === 0;
  }

  /** Something has waited so long that taking more would be irresponsible. */
  isStalled(): boolean {
    const since = this.waitingSince;
    return since !== null && this.engine.clock.now() - since > this.engine.limits.commit.backlogMs;
  }

  add(update: Uint8Array, authors: LogAuthor[], flush: number): void {
    this.batches.push({ update, authors, at: this.engine.clock.now(), flush });
    this.engine.committer.add(this, update.length);
  }

  /** Flush `flush` brought nothing new: it is durable as soon as what was before it is. */
  passed(flush: number): void {
    const last = this.batches.at(-1) ?? this.underWay;
    if (last) last.flush = flush;
    else this.durable = flush;
  }

  /** Resolves when the log is clean, or was given up. */
  clean(): Promise<void> {
    if (this.isClean) return Promise.resolve();
    return new Promise((resolve) => this.cleanWaiters.push(resolve));
  }

  takeEntry(): PendingEntry | null {
    const first = this.batches[0];
    if (!first) return null;
    const taken: Batch[] = [];
    let bytes = 0;
    for (const batch of this.batches) {
      if (taken.length > 0 && bytes + batch.update.length > this.engine.limits.commit.entryBytes) break;
      taken.push(batch);
      bytes += batch.update.length;
    }
    const entry: LogEntry = {
      entryId: this.engine.newEntryId(),
      documentId: this.documentId,
      generation: this.generation,
      seq: this.seq + 1,
      authors: mergeAuthors(taken.flatMap((batch) => batch.authors)),
      at: this.engine.clock.now(),
      update: mergeTree(taken.map((batch) => batch.update)),
    };
    // Last, so that a fault in making the entry leaves every batch where it waits: one that vanished would be passed over
    // by the next acknowledgement.
    this.batches = this.batches.slice(taken.length);
    const flush = taken.at(-1)?.flush ?? first.flush;
    this.underWay = { pending: { entry, bytes }, since: first.at, flush };
    return this.underWay.pending;
  }

  committed(): void {
    if (!this.underWay) return;
    const { pending, flush } = this.underWay;
    const { entry } = pending;
    this.underWay = null;
    this.seq = entry.seq;
    this.at = entry.at;
    this.durable = flush;
    if (this.batches.length > 0) this.engine.committer.add(this, 0);
    this.owner.stored();
    this.engine.onStored(this.documentId, entry.seq, entry.at, entry.authors);
    this.settle();
  }

  async resolveConflict(lastSeq: number): Promise<void> {
    await this.owner.catchUp(lastSeq);
    // Same id and bytes, next place: whichever attempt arrives, it is stored once.
    if (!this.underWay) return;
    const { entry } = this.underWay.pending;
    if (entry.seq === this.seq + 1) throw new Error('a conflict, but nothing new in the log');
    entry.seq = this.seq + 1;
  }

  outdated(): void {
    this.underWay = null;
    this.giveUp();
    this.owner.replaced();
  }

  private giveUp(): void {
    const bytes = this.batches.reduce((sum, batch) => sum + batch.update.length, 0);
    this.batches = [];
    this.engine.committer.forget(this, bytes);
    this.settle();
  }

  private settle(): void {
    if (this.isClean) for (const resolve of this.cleanWaiters.splice(0)) resolve();
  }
}

/** One author per user, client ids without doubles. */
export function mergeAuthors(authors: readonly LogAuthor[]): LogAuthor[] {
  const byUser = new Map<string, Set<number>>();
  for (const { userId, clientIds } of authors) {
    const ids = byUser.get(userId) ?? new Set();
    for (const clientId of clientIds) ids.add(clientId);
    byUser.set(userId, ids);
  }
  return [...byUser].map(([userId, ids]) => ({ userId, clientIds: [...ids] }));
}
