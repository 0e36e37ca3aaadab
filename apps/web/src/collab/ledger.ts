/**
 * Counts own changes and what the server has called durable, over any number of connections.
 *
 * On each connection change messages (an update, a sync step 2) are numbered from 1; a marker says "n sent" and the
 * server answers "everything up to n is durable". An update alone proves nothing about earlier changes: only once our
 * sync step 2 has gone out on this connection does a marker stand for everything that was changed before it.
 */
export class Ledger {
  changes = 0;
  durable = 0;
  pendingSince: number | null = null;
  lastDurableAt: number | null = null;

  private sent = 0;
  private caughtUp = false;
  private marks: { n: number; changes: number; at: number }[] = [];
  /** Changes not durable yet, with the time they were made. */
  private open: { change: number; at: number }[] = [];

  constructor(private readonly now: () => number = Date.now) {}

  /** An own change was made; returns its number. */
  changed(): number {
    this.changes += 1;
    this.open.push({ change: this.changes, at: this.now() });
    this.settle();
    return this.changes;
  }

  /** A connection begins: numbers start anew, and nothing sent on the old one can be acknowledged any more. */
  connectionOpened(): void {
    this.sent = 0;
    this.caughtUp = false;
    this.marks = [];
  }

  /** A change message went out; returns its number. */
  messageSent(kind: 'step2' | 'update'): number {
    this.sent += 1;
    if (kind === 'step2') this.caughtUp = true;
    return this.sent;
  }

  /**
   * A change was refused, for good or for now, or is too large to go out at once: nothing that this connection says
   * before our next sync step 2 can cover what came with or after it.
   */
  fellBehind(): void {
    this.caughtUp = false;
    this.marks = [];
  }

  /** Whether our whole state went out on this connection. */
  get isCaughtUp(): boolean {
    return this.caughtUp;
  }

  /** The number for a marker that goes out now, or null when nothing was sent since the last. */
  takeMark(): number | null {
    if (this.sent === 0 || this.marks.at(-1)?.n === this.sent) return null;
    this.marks.push({ n: this.sent, changes: this.caughtUp ? this.changes : this.durable, at: this.now() });
    return this.sent;
  }

  /** The server calls everything up to marker n durable. Returns how many changes are durable now. */
  acknowledged(n: number): number {
    let covered = this.durable;
    // A number that was never sent on this connection proves nothing.
    while (this.marks[0] !== undefined && this.marks[0].n <= n) {
      covered = Math.max(covered, this.marks.shift()?.changes ?? 0);
    }
    if (covered > this.durable || (this.caughtUp && this.durable === this.changes))
      this.lastDurableAt = this.now();
    this.durable = covered;
    this.settle();
    return covered;
  }

  private settle(): void {
    while (this.open[0] !== undefined && this.open[0].change <= this.durable) this.open.shift();
    this.pendingSince = this.open[0]?.at ?? null;
  }
}
