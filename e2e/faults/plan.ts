import { seeded } from '../support/random.js';

export interface Round<T> {
  round: number;
  name: string;
  fault: T;
}

/**
 * Which fault strikes in which round: the same for one seed. Every fault comes once before any comes again, and how often
 * two of them come differs by one at most.
 */
export function planOf<T extends { name: string }>(
  faults: readonly T[],
  runs: number,
  seed: number,
): Round<T>[] {
  const random = seeded(seed);
  const rounds: Round<T>[] = [];
  while (faults.length > 0 && rounds.length < runs) {
    const cycle = faults.map((fault) => ({ fault, at: random() })).sort((a, b) => a.at - b.at);
    for (const { fault } of cycle) rounds.push({ round: rounds.length, name: fault.name, fault });
  }
  return rounds.slice(0, runs);
}
