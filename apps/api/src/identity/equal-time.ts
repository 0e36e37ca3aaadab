import { setTimeout as wait } from 'node:timers/promises';

/**
 * Answers no earlier than `ms` after the question, whatever the work was and whether it failed: how long it took says
 * nothing about whether an address is known.
 */
export async function inEqualTime<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const floor = wait(ms);
  try {
    return await work();
  } finally {
    await floor;
  }
}
