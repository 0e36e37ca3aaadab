import type { DocStore, Snapshot } from './doc-store.port.js';
import type { Counters } from './engine.js';
import type { Alarm } from './ports.js';

/** Stores snapshots one after the other, so that a wave of closing rooms is not a wave of large writes. */
export class Compactor {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: DocStore,
    private readonly alarm: Alarm,
    private readonly counters: Counters,
  ) {}

  /** @returns whether it was stored; never rejects, because a log that stays long is no loss */
  compact(documentId: string, snapshot: Snapshot): Promise<boolean> {
    const result = this.last.then(() => this.attempt(documentId, snapshot));
    this.last = result;
    return result;
  }

  private async attempt(documentId: string, snapshot: Snapshot): Promise<boolean> {
    try {
      await this.store.compact(documentId, snapshot);
      this.counters.compactions += 1;
      return true;
    } catch (error) {
      this.alarm('compaction-failed', { documentId, seq: snapshot.seq, error: String(error) });
      return false;
    }
  }
}
