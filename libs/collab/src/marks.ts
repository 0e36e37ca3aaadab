/**
 * A session's markers that still wait. A marker resolves when the flush that holds everything before it is durable.
 * While something the client sent was dropped or refused, markers are held: resolving them would be a false acknowledgement.
 */
export class Marks {
  private waiting: { n: number; flush: number }[] = [];
  private heldUpTo: number | null = null;

  get isWaiting(): boolean {
    return this.waiting.length > 0 || this.heldUpTo !== null;
  }

  /** Marker `n` depends on flush `flush`. */
  add(n: number, flush: number): void {
    if (this.heldUpTo !== null) {
      this.heldUpTo = n;
      return;
    }
    const last = this.waiting.at(-1);
    if (last && last.flush === flush) last.n = n;
    else this.waiting.push({ n, flush });
  }

  /** Something was not taken: nothing resolves any more until `release`. */
  hold(): void {
    this.heldUpTo ??= this.waiting.at(-1)?.n ?? 0;
    this.waiting = [];
  }

  /** The client has sent everything again, and it will be part of `flush`. */
  release(flush: number): void {
    const n = this.heldUpTo;
    this.heldUpTo = null;
    if (n) this.add(n, flush);
  }

  /** The highest marker that is durable now and was not told yet, or null. */
  resolve(durableFlush: number): number | null {
    let n: number | null = null;
    for (let first = this.waiting[0]; first && first.flush <= durableFlush; first = this.waiting[0]) {
      n = first.n;
      this.waiting.shift();
    }
    return n;
  }
}
