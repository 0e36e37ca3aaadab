import { planOf } from './plan.js';

const FAULTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => ({ name }));
const namesOf = (runs: number, seed: number): string[] => planOf(FAULTS, runs, seed).map(({ name }) => name);

describe('the plan of a run', () => {
  it('is the same for the same seed, so that a failure can be played again', () => {
    expect(namesOf(20, 7)).toEqual(namesOf(20, 7));
    expect(namesOf(20, 7)).not.toEqual(namesOf(20, 8));
  });

  it('has every fault before any comes again', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      expect(new Set(namesOf(FAULTS.length, seed)).size).toBe(FAULTS.length);
      expect(new Set(namesOf(20, seed).slice(7, 14)).size).toBe(FAULTS.length);
    }
  });

  it('has as many rounds as were asked for, and none without a fault', () => {
    expect(planOf(FAULTS, 20, 3).map(({ round }) => round)).toEqual([...Array(20).keys()]);
    expect(planOf([], 20, 3)).toEqual([]);
  });
});
