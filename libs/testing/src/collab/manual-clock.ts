import type { Clock } from '@kontor/collab';

interface Timer {
  at: number;
  order: number;
  task: () => void;
}

/** Lets everything that waits for promises happen: one turn of the event loop, not a sleep. */
export async function settle(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Time that passes only when a test says so. */
export class ManualClock implements Clock {
  private timers: Timer[] = [];
  private order = 0;

  constructor(private time = 1_700_000_000_000) {}

  now(): number {
    return this.time;
  }

  after(ms: number, task: () => void): () => void {
    const timer = { at: this.time + Math.max(0, ms), order: (this.order += 1), task };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((one) => one !== timer);
    };
  }

  /** Number of timers set. */
  get pending(): number {
    return this.timers.length;
  }

  /** Passes `ms`, running what falls due in order, and what follows from it. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const next = this.timers
        .filter((timer) => timer.at <= end)
        .sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!next) break;
      this.timers = this.timers.filter((one) => one !== next);
      this.time = Math.max(this.time, next.at);
      next.task();
      await settle();
    }
    this.time = end;
  }

  /** A clock on the same time whose timers can be thrown away together, as a killed process's are. */
  scope(): ScopedClock {
    return new ScopedClock(this);
  }
}

export class ScopedClock implements Clock {
  private dead = false;

  constructor(private readonly clock: ManualClock) {}

  now(): number {
    return this.clock.now();
  }

  after(ms: number, task: () => void): () => void {
    return this.clock.after(ms, () => {
      if (!this.dead) task();
    });
  }

  kill(): void {
    this.dead = true;
  }
}
