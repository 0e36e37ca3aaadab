import { CLOSE } from '@kontor/contracts';
import { frozen, thaw } from '../support/child-processes.js';
import { seeded } from '../support/random.js';
import { Crowd } from './crowd.js';
import { Oracle } from './oracle.js';
import { Stages, type Stage } from './stages.js';

const EXITS_WITHIN_MS = 20_000;
/** Asking the stopped database would take longer. */
const AT_ONCE_MS = 3_000;
const TEST_MS = 120_000;

interface ReadyAnswer {
  status: number;
  isDraining: boolean;
}

async function askReady(url: string): Promise<ReadyAnswer> {
  const answer = await fetch(`${url}/readyz`, { headers: { connection: 'close' } });
  const { parts } = (await answer.json()) as { parts: Record<string, boolean> };
  return { status: answer.status, isDraining: parts['not-draining'] === false };
}

describe('told to stop, it takes leave of everybody and loses nothing', () => {
  const stages = new Stages();
  let stage: Stage;
  let crowd: Crowd;

  beforeEach(async () => {
    stage = await stages.at('embedded', 'Told to stop');
    crowd = new Crowd(stage.kontor.url, stage.documentId, stage.cookies, seeded(4503));
    await crowd.gathered();
    crowd.startTyping();
    await crowd.hearsAgain(crowd.now());
  }, TEST_MS);

  afterEach(async () => {
    crowd.stop();
    await stages.close();
  }, TEST_MS);

  it(
    'everybody hears 4503 and that what they wrote is saved; they come back by themselves',
    async () => {
      crowd.hold();
      const told = Date.now();
      stage.kontor.child.kill('SIGTERM');
      expect(await stage.kontor.gone()).toBe(0);
      expect(Date.now() - told).toBeLessThan(EXITS_WITHIN_MS);
      expect(crowd.writers.map(({ closes }) => closes)).toEqual(crowd.writers.map(() => [CLOSE.draining]));
      crowd.stopTyping();
      await stage.restart();
      const oracle = new Oracle(stage, crowd);
      await oracle.checkPromises();
      crowd.release();
      await oracle.checkTheEnd();
    },
    TEST_MS,
  );

  it(
    'while it waits for its database it says at once that it is not ready, and stores all before it goes',
    async () => {
      const { kontor } = stage;
      const database = kontor.databasePid;
      await frozen(database);
      try {
        const since = crowd.now();
        await crowd.seeEachOther();
        crowd.stopTyping();
        crowd.hold();
        const told = Date.now();
        kontor.child.kill('SIGTERM');
        let ready = await askReady(kontor.url);
        while (!ready.isDraining) ready = await askReady(kontor.url);
        expect(ready.status).toBe(503);
        expect(Date.now() - told).toBeLessThan(AT_ONCE_MS);
        expect((await fetch(`${kontor.url}/healthz`)).status).toBe(200);
        // Nobody was sent away yet: their last words are not stored.
        expect([crowd.closes(), crowd.acknowledgedSince(since)]).toEqual([0, 0]);
        thaw(database);
        expect(await kontor.gone()).toBe(0);
        expect(crowd.unacknowledgedSince(crowd.now().map(() => 0))).toBe(0);
        expect(crowd.writers.map(({ closes }) => closes)).toEqual(crowd.writers.map(() => [CLOSE.draining]));
      } finally {
        thaw(database);
      }
      await stage.restart();
      await new Oracle(stage, crowd).checkPromises();
    },
    TEST_MS,
  );

  it(
    'when its database does not come back it goes all the same, and whoever wrote still has it',
    async () => {
      const { kontor } = stage;
      await frozen(kontor.databasePid);
      await crowd.seeEachOther();
      crowd.stopTyping();
      crowd.hold();
      const told = Date.now();
      kontor.child.kill('SIGTERM');
      await kontor.gone();
      expect(Date.now() - told).toBeLessThan(EXITS_WITHIN_MS);
      await Promise.all(crowd.writers.map((writer) => writer.until(() => writer.closes.length > 0)));
      expect(crowd.writers.map(({ closes }) => closes)).toEqual(crowd.writers.map(() => [CLOSE.draining]));
      // A database that hangs must not keep the next start from the data.
      await stage.restart();
      const oracle = new Oracle(stage, crowd);
      await oracle.checkPromises();
      crowd.release();
      await oracle.checkTheEnd();
    },
    TEST_MS,
  );
});
