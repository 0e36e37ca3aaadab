import { UserId } from '@kontor/contracts';
import { ensureIndexes } from '@kontor/persistence';
import { testDatabase } from '@kontor/testing';
import { PostingLimiter } from './posting-limiter.js';

const aino = UserId.parse('a'.repeat(24));
const bert = UserId.parse('b'.repeat(24));

describe('the pace of posting', () => {
  const database = testDatabase();
  // One count per person, also when several nodes begin it at once.
  beforeAll(() => ensureIndexes(database.connection));

  const LIMITS = { perMinute: 4, perHour: 100 };
  it.each([
    ['in memory', () => new PostingLimiter(LIMITS)],
    ['in MongoDB', () => new PostingLimiter(LIMITS, database.connection)],
  ])(
    'lets as many through as may be, also at once, and counts each person alone (%s)',
    async (_where, open) => {
      const pace = open();
      const waits = await Promise.all(Array.from({ length: 10 }, () => pace.take(aino)));
      expect(waits.filter((wait) => wait === 0)).toHaveLength(4);
      expect(Math.max(...waits)).toBeLessThanOrEqual(60);
      expect(await pace.take(bert)).toBe(0);
    },
  );

  it('holds for the hour too', async () => {
    const pace = new PostingLimiter({ perMinute: 100, perHour: 3 });
    const waits = [];
    for (let no = 1; no <= 4; no += 1) waits.push(await pace.take(aino));
    expect(waits.slice(0, 3)).toEqual([0, 0, 0]);
    expect(waits[3]).toBeGreaterThan(60);
  });
});
