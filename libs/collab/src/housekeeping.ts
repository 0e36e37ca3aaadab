import { type LogTail, isClosingSnapshotDue, isCompactionDue } from './compaction-due.js';
import type { DocumentState } from './document-state.js';
import type { StoredDocument } from './doc-store.port.js';
import type { Engine } from './engine.js';
import { fingerprint } from './fingerprint.js';
import { encodeState } from './protocol/encode.js';
import type { Room } from './room.js';

/** What a room does now and then: compaction, the `state` message, the warning before the document is full. */
export class Housekeeping {
  /** What no snapshot stands for yet. */
  private readonly tail: LogTail;
  private compacting = false;
  private warned = false;
  private cancelState: (() => void) | null = null;
  private lastStateAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly engine: Engine,
    private readonly room: Room,
    private readonly state: DocumentState,
    stored: StoredDocument,
  ) {
    this.tail = {
      entries: stored.tail.length,
      bytes: stored.tail.reduce((sum, entry) => sum + entry.update.length, 0),
      snapshotBytes: stored.snapshot?.update.length ?? 0,
    };
  }

  /** The document got `bytes` more. */
  grew(bytes: number): void {
    this.tail.bytes += bytes;
    const { documentBytes, warnShare } = this.engine.limits;
    if (this.warned || this.state.size < documentBytes * warnShare) return;
    this.state.measure(documentBytes / 20);
    if (this.state.size < documentBytes * warnShare) return;
    this.warned = true;
    const { documentId } = this.room;
    this.engine.alarm('document-near-limit', { documentId, bytes: this.state.size, limit: documentBytes });
    for (const session of this.room.sessions) session.sendHello();
  }

  /** An entry became durable. */
  stored(): void {
    this.tail.entries += 1;
    this.scheduleState();
    if (isCompactionDue(this.tail, this.engine.limits.compaction)) this.compactSoon();
  }

  /** The room is about to close. Only when clean. */
  async closing(): Promise<void> {
    if (isClosingSnapshotDue(this.tail, this.engine.limits.compaction)) await this.compactNow();
  }

  private compactSoon(): void {
    if (this.compacting || !this.room.isClean) return;
    this.engine.own(this.compactNow());
  }

  /**
   * Stores a snapshot of what is durable. It is taken at a moment when nothing waits: a snapshot with edits that are
   * not in the log yet would hold clocks whose owner was never stored.
   */
  private async compactNow(): Promise<void> {
    if (this.compacting || this.tail.entries === 0 || !this.room.isClean || !this.room.isWritable) return;
    this.compacting = true;
    const { documentId, generation, log } = this.room;
    const update = this.state.full();
    const { entries, bytes } = this.tail;
    const done = await this.engine.compactor.compact(documentId, {
      generation,
      seq: log.seq,
      at: log.at,
      update,
    });
    this.compacting = false;
    if (!done) return;
    this.tail.entries -= entries;
    this.tail.bytes -= bytes;
    this.tail.snapshotBytes = update.length;
  }

  private scheduleState(): void {
    if (this.cancelState) return;
    const { clock, limits } = this.engine;
    const wait = Math.max(0, this.lastStateAt + limits.stateMs - clock.now());
    this.cancelState = clock.after(wait, () => {
      this.cancelState = null;
      this.sendState();
    });
  }

  /** Tells what is durable; skipped while something is not, because the next commit schedules it again. */
  private sendState(): void {
    if (!this.room.isClean) return;
    const listeners = [...this.room.sessions].filter((session) => session.wantsKontor);
    if (listeners.length === 0) return;
    this.lastStateAt = this.engine.clock.now();
    const frame = encodeState(this.room.seq, this.state.vector(), fingerprint(this.state.doc));
    for (const session of listeners) session.deliverEphemeral(frame);
  }

  stop(): void {
    this.cancelState?.();
    this.cancelState = null;
  }
}
