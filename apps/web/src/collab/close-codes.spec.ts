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

  /** mulberry32: the same 500 clients on every machine. */
  function chances(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = Math.imul(state ^ (state >>> 15), state | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  /** When a client is back that lost its connection with `code` at 0, if the server answers from `upAt` on. */
  function backAt(code: number, upAt: number, chance: () => number): number {
    let at = 0;
    for (let attempt = 1; ; attempt += 1) {
      const verdict = verdictOn(attempt === 1 ? code : 1006);
      if (verdict.act !== 'again') throw new Error('it does not come back');
      at += delayBefore(attempt, verdict.after, chance);
      if (at >= upAt) return at;
    }
  }

  it.each([
    ['sent away by a server that others stand in for', CLOSE.draining, 0],
    ['sent away by a server that is back after 3 s', CLOSE.draining, 3_000],
    ['cut off by a crash that is over after 3 s', 1006, 3_000],
  ])('500 clients %s are no storm: all are back soon, in no tenth of a second many', (_, code, upAt) => {
    const chance = chances(500);
    const returns = Array.from({ length: 500 }, () => backAt(code, upAt, chance));
    const perTenth = new Map<number, number>();
    for (const at of returns)
      perTenth.set(Math.floor(at / 100), (perTenth.get(Math.floor(at / 100)) ?? 0) + 1);
    expect(Math.max(...returns) - upAt).toBeLessThanOrEqual(2_500);
    // 20 is what a perfectly even spread over the 2.5 s would give.
    expect(Math.max(...perTenth.values())).toBeLessThanOrEqual(60);
  });
});
