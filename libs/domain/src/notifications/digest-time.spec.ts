import { nextDigestAt } from './digest-time.js';

const next = (now: string, rhythm: 'daily' | 'weekly', zone: string) =>
  nextDigestAt(new Date(now), rhythm, zone).toISOString();

describe('the next digest', () => {
  it.each([
    ['2026-03-01T04:59:59Z', 'daily', 'Europe/Tallinn', '2026-03-01T05:00:00.000Z'],
    ['2026-03-01T05:00:00Z', 'daily', 'Europe/Tallinn', '2026-03-02T05:00:00.000Z'],
    ['2026-03-01T05:00:00Z', 'daily', 'Europe/London', '2026-03-01T07:00:00.000Z'],
    // 1 March 2026 is a Sunday.
    ['2026-03-01T05:00:00Z', 'weekly', 'Europe/Tallinn', '2026-03-02T05:00:00.000Z'],
    ['2026-03-02T05:00:00Z', 'weekly', 'Europe/Tallinn', '2026-03-09T05:00:00.000Z'],
    // Over the night in which clocks go forward, and back.
    ['2026-03-28T06:00:00Z', 'daily', 'Europe/Brussels', '2026-03-29T05:00:00.000Z'],
    ['2026-10-24T05:00:00Z', 'daily', 'Europe/Brussels', '2026-10-25T06:00:00.000Z'],
    // The day there is not the day here.
    ['2026-03-01T23:30:00Z', 'weekly', 'Pacific/Auckland', '2026-03-08T18:00:00.000Z'],
    ['2026-12-31T22:00:00Z', 'daily', 'Europe/Helsinki', '2027-01-01T05:00:00.000Z'],
  ] as const)('after %s, %s, in %s: %s', (now, rhythm, zone, at) => {
    expect(next(now, rhythm, zone)).toBe(at);
  });

  it('comes at seven on the clock there, whenever one asks', () => {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Riga', timeStyle: 'short' });
    for (let hour = 0; hour < 24 * 366; hour += 7) {
      const now = new Date(Date.UTC(2026, 0, 1, hour));
      const at = nextDigestAt(now, 'daily', 'Europe/Riga');
      expect(clock.format(at)).toBe('07:00');
      expect(at.getTime() - now.getTime()).toBeGreaterThan(0);
      expect(at.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
    }
  });
});
