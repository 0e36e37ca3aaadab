import { ensureIndexes } from '@kontor/persistence';
import { testDatabase } from '@kontor/testing';
import { AttemptCounter } from './attempt-counter.js';
import { HashQueue } from './hash-queue.js';

const database = testDatabase();
const digest = (key: string): string => `digest of ${key}`;

beforeAll(async () => {
  await ensureIndexes(database.connection);
});

describe.each([
  ['in memory', () => new AttemptCounter(digest)],
  ['in MongoDB', () => new AttemptCounter(digest, database.connection)],
])('attempts %s', (_where, open) => {
  it('are refused beyond the limit, each kind on its own, also when they come at once', async () => {
    const attempts = open();
    const waits = await Promise.all(
      Array.from({ length: 25 }, () => attempts.take('sign-in-account', 'a@city.example')),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
    expect(Math.max(...waits)).toBeLessThanOrEqual(900);
    expect(await attempts.take('sign-in-account', 'b@city.example')).toBe(0);
    expect(await attempts.take('reset-account', 'a@city.example')).toBe(0);
    await attempts.forget('sign-in-account', 'a@city.example');
    expect(await attempts.take('sign-in-account', 'a@city.example')).toBe(0);
  });

  it('that are given back do not count', async () => {
    const attempts = open();
    for (let i = 0; i < 30; i += 1) {
      expect(await attempts.take('sign-in-account', 'c@city.example')).toBe(0);
      await attempts.giveBack('sign-in-account', 'c@city.example');
    }
  });
});

describe('the queue of hashes', () => {
  it('runs two at once and refuses more than may wait', async () => {
    const queue = new HashQueue(2, 3);
    const ends: (() => void)[] = [];
    let running = 0;
    let most = 0;
    const task = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => ends.push(resolve));
      running -= 1;
    };
    const all = Array.from({ length: 6 }, () => queue.run(task).catch((error: unknown) => error));
    expect(await all[5]).toMatchObject({ code: 'not-ready' });
    for (let done = 0; done < 5; done += 1) {
      ends.shift()?.();
      await new Promise(setImmediate);
    }
    expect(await Promise.all(all.slice(0, 5))).toEqual(Array(5).fill(undefined));
    expect(most).toBe(2);
  });
});
