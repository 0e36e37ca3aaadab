import { FuzzRun } from '@kontor/testing';

const runs = Number(process.env['KONTOR_FUZZ_RUNS'] ?? 60);
const firstSeed = Number(process.env['KONTOR_FUZZ_SEED'] ?? Date.now() % 1_000_000_000);

describe('seeded fuzzing over breakable links', () => {
  it(
    `[C-100] replicas converge and nothing acknowledged is lost (${runs} runs from seed ${firstSeed}; repeat with KONTOR_FUZZ_SEED)`,
    async () => {
      let acknowledged = 0;
      let kills = 0;
      for (let index = 0; index < runs; index += 1) {
        const seed = firstSeed + index;
        try {
          const report = await new FuzzRun(seed).run();
          acknowledged += report.acknowledged;
          kills += report.kills;
        } catch (error) {
          throw new Error(`fuzz run failed: KONTOR_FUZZ_SEED=${seed} KONTOR_FUZZ_RUNS=1`, { cause: error });
        }
      }
      // A run in which nothing happens proves nothing.
      expect(acknowledged).toBeGreaterThan(runs * 10);
      expect(kills).toBeGreaterThanOrEqual(runs);
    },
    Math.max(60_000, runs * 2_000),
  );
});
