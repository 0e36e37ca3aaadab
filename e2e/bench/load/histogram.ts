const BUCKETS_PER_MS = 20;
const MAX_MS = 20_000;

/** Times in buckets of 0.05 ms, up to 20 s: percentiles without keeping every value. */
export class Histogram {
  private readonly buckets = new Uint32Array(MAX_MS * BUCKETS_PER_MS + 1);
  count = 0;

  add(ms: number): void {
    const bucket = Math.min(this.buckets.length - 1, Math.max(0, Math.round(ms * BUCKETS_PER_MS)));
    this.buckets[bucket] = (this.buckets[bucket] ?? 0) + 1;
    this.count += 1;
  }

  /** @returns milliseconds; NaN when nothing was added */
  percentile(share: number): number {
    let left = Math.ceil(this.count * share);
    if (this.count === 0) return Number.NaN;
    for (const [bucket, count] of this.buckets.entries()) {
      left -= count;
      if (left <= 0) return bucket / BUCKETS_PER_MS;
    }
    return MAX_MS;
  }
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};
