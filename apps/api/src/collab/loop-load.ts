import { performance } from 'node:perf_hooks';

const EVERY_MS = 100;

/** @returns the share of time in which this process's event loop was busy, measured anew at most every 100 ms */
export function loopLoad(): () => number {
  let before = performance.eventLoopUtilization();
  let measuredAt = performance.now();
  let load = 0;
  return () => {
    const now = performance.now();
    if (now - measuredAt < EVERY_MS) return load;
    const next = performance.eventLoopUtilization();
    load = performance.eventLoopUtilization(next, before).utilization;
    before = next;
    measuredAt = now;
    return load;
  };
}
