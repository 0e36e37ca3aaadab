import { seeded } from '../support/random.js';
import { Crowd } from './crowd.js';
import { lasts } from './fault.js';
import { FAULTS } from './kinds/index.js';
import { Oracle } from './oracle.js';
import { planOf } from './plan.js';
import { Stages } from './stages.js';
import { Summary } from './summary.js';

/** In CI every fault comes once, and some twice. */
const CI_RUNS = 20;
const RUNS = Number(process.env['KONTOR_FAULT_RUNS'] ?? CI_RUNS);
const SEED = Number(process.env['KONTOR_FAULT_SEED'] ?? Date.now() % 1_000_000);
const ONLY = process.env['KONTOR_FAULT_ONLY'];
const SUMMARY = process.env['KONTOR_FAULT_SUMMARY'];
const IS_LONG = RUNS > CI_RUNS;
const ROUND_MS = 180_000;

const wanted = FAULTS.filter(({ name, longOnly }) =>
  ONLY === undefined ? IS_LONG || !longOnly : name.startsWith(ONLY),
);
if (wanted.length === 0)
  throw new Error(`no fault is called ${ONLY}; there are ${FAULTS.map(({ name }) => name).join(', ')}`);
const obstacles = wanted.map((fault) => ({ name: fault.name, reason: fault.obstacle?.() ?? null }));
const possible = wanted.filter((_, i) => obstacles[i]?.reason === null);

describe(`nothing acknowledged is lost, whatever goes wrong (seed ${SEED}, ${RUNS} runs)`, () => {
  const stages = new Stages();
  const summary = new Summary(SEED);

  afterAll(async () => {
    process.stderr.write(`${summary.line()}\n`);
    await stages.close();
  }, ROUND_MS);

  for (const { name, reason } of obstacles) {
    if (reason === null) continue;
    summary.skipped(name, reason);
    process.stderr.write(`faults: ${name} is not tried here: ${reason}\n`);
  }

  it.each(planOf(possible, RUNS, SEED))(
    'run $round: $name under five typing people',
    async ({ round, fault }) => {
      // Two rows of chances: how much is typed depends on the machine, what goes wrong must not.
      const [typing, random] = [seeded(SEED + round), seeded(~(SEED + round))];
      const stage = await stages.at(fault.stage, `Faults, seed ${SEED}, run ${round}`);
      const crowd = new Crowd(stage.kontor.url, stage.documentId, stage.cookies, typing);
      const oracle = new Oracle(stage, crowd);
      let isWell = false;
      try {
        await crowd.gathered();
        crowd.startTyping();
        await lasts(300 + random() * 700);
        const note = (name: string, ms: number): void => summary.note(fault.name, name, ms);
        await fault.strike({ stage, crowd, random, isLong: IS_LONG, note });
        crowd.stopTyping();
        await oracle.checkPromises();
        crowd.release();
        await oracle.checkTheEnd();
        isWell = true;
      } finally {
        crowd.stop();
        summary.ended(fault.name, oracle.findings, isWell);
        // After each round, so that a long run that is broken off has not been for nothing.
        if (SUMMARY !== undefined) summary.save(SUMMARY);
        if (IS_LONG)
          process.stderr.write(`run ${round} of ${RUNS}: ${fault.name} ${isWell ? 'ok' : 'FAILED'}\n`);
        // What failed may have left anything behind; it must not be blamed on the next.
        if (!isWell) await stages.discard(fault.stage);
      }
    },
    ROUND_MS,
  );
});
