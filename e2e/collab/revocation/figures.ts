import type { Measured } from './run.js';

/** Times per way to lose a right and kind of connection, as a table for people. */
export class Figures {
  readonly #times = new Map<string, number[]>();

  add(title: string, measured: readonly Measured[]): void {
    for (const { cell, ms } of measured) {
      const key = `${title.split(/[:,]/, 1)[0]} | ${cell}`;
      const times = this.#times.get(key) ?? [];
      times.push(ms);
      this.#times.set(key, times);
    }
  }

  table(): string {
    const rows = Array.from(this.#times, ([key, times]) => {
      const sorted = times.toSorted((a, b) => a - b);
      const at = (share: number): string => (sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(0);
      return `| ${key} | ${sorted.length} | ${at(0.5)} | ${at(0.99)} | ${at(1)} |`;
    });
    return [
      '| right | connection | runs | p50 ms | p99 ms | worst ms |',
      '|---|---|--:|--:|--:|--:|',
      ...rows,
    ].join('\n');
  }
}
