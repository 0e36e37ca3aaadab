import { CLOSE } from '@kontor/contracts';
import { delayBefore, verdictOn } from './close-codes.js';

describe('close codes', () => {
  it('stops for every 44xx, known or not, and comes back for everything else', () => {
    for (let code = 4400; code < 4500; code++) expect(verdictOn(code).act).toBe('stop');
    for (const code of [1000, 1001, 1006, 1009, 1011, 4503, 4508, 4513, 4529])
      expect(verdictOn(code).act).toBe('again');
  });

  it('names each reason of ours', () => {
    const named = Object.values(CLOSE).flatMap((code) => {
      const verdict = verdictOn(code);
      return verdict.act === 'stop' ? [verdict.reason] : [];
    });
    expect(new Set(named).size).toBe(8);
  });

  it('comes back at once when rights changed, and spread out when the server restarts', () => {
    const changed = verdictOn(CLOSE.rightsChanged);
    const draining = verdictOn(CLOSE.draining);
    if (changed.act !== 'again' || draining.act !== 'again') throw new Error('both come back');
    expect(changed.rightsChanged).toBe(true);
    expect(delayBefore(1, changed.after, () => 1)).toBeLessThanOrEqual(100);
    const delays = [0, 0.25, 0.5, 0.75, 1].map((chance) => delayBefore(3, draining.after, () => chance));
    expect(new Set(delays).size).toBe(5);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(300);
    expect(Math.max(...delays)).toBeLessThanOrEqual(2500);
  });
});
