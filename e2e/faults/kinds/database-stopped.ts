import { frozen, thaw } from '../../support/child-processes.js';
import { lasts, type Fault, type Scene } from '../fault.js';

const RESUMES_WITHIN_MS = 2_000;
/** In the suite, which shares its machine with other tests; that the engine asks again in time is C-15's own test. */
const RESUMES_AMONG_TESTS_MS = 15_000;

/** What is promised while the database is away, whatever keeps it away. */
export async function whileAway(
  { crowd, note, isLong }: Scene,
  ms: number,
  comesBack: () => void,
): Promise<void> {
  const since = crowd.now();
  const closes = crowd.closes();
  await crowd.seeEachOther();
  await lasts(ms);
  await crowd.seeEachOther();
  expect(crowd.acknowledgedSince(since)).toBe(0);
  expect(crowd.closes()).toBe(closes);
  comesBack();
  const back = Date.now();
  await crowd.hearsAgain(since);
  note('resumed', Date.now() - back);
  expect(Date.now() - back).toBeLessThanOrEqual(isLong ? RESUMES_WITHIN_MS : RESUMES_AMONG_TESTS_MS);
}

/** It neither answers nor goes away: no error tells anybody. */
export const databaseStopped: Fault = {
  name: 'database-stopped',
  stage: 'embedded',
  async strike(scene) {
    const pid = scene.stage.kontor.databasePid;
    await frozen(pid);
    try {
      await whileAway(scene, scene.isLong ? 30_000 : 7_000, () => thaw(pid));
    } finally {
      thaw(pid);
    }
  },
};

/** After a minute the room takes no more; what is typed all the same stays with its author and is asked for later. */
export const databaseStoppedTooLong: Fault = {
  name: 'database-stopped-over-60-s',
  stage: 'embedded',
  longOnly: true,
  async strike(scene) {
    const { crowd, stage } = scene;
    const pid = stage.kontor.databasePid;
    await frozen(pid);
    try {
      const since = crowd.now();
      await crowd.refused('quota');
      expect(crowd.acknowledgedSince(since)).toBe(0);
      thaw(pid);
      await crowd.hearsAgain(since);
    } finally {
      thaw(pid);
    }
  },
};
