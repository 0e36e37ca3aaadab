/** Longer than any promise that a test waits for; who waits in vain says where. */
const VAIN_MS = 20_000;

/** The same promise; rejects when it is not kept within 20 s, with a stack that leads to whoever waits. */
export function inTime<T>(promise: Promise<T>, what = 'this'): Promise<T> {
  const inVain = new Error(`waited in vain for ${what}`);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(inVain), VAIN_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Those who wait for a condition; it is looked at whenever its owner says that something has changed. */
export class Waiting {
  #waiters: { holds: () => boolean; resolve: () => void }[] = [];

  /** Resolves as soon as the condition holds; rejects when it did not within 20 s. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    const held = new Promise<void>((resolve) => this.#waiters.push({ holds, resolve }));
    return inTime(held, holds.toString());
  }

  look(): void {
    const ready = this.#waiters.filter(({ holds }) => holds());
    this.#waiters = this.#waiters.filter((waiter) => !ready.includes(waiter));
    for (const { resolve } of ready) resolve();
  }
}
