import { flushWindow } from './flush-window.js';
import { DEFAULT_LIMITS } from './limits.js';

const { flush } = DEFAULT_LIMITS;

describe('[C-88] how long changes gather', () => {
  it('hardly at all among a few, and 20 ms at most in a hall, while the server has time', () => {
    expect(flushWindow(4, 0, flush)).toBeLessThan(0.1);
    expect(flushWindow(20, 0.4, flush)).toBeLessThan(1);
    expect(flushWindow(100, 0, flush)).toBe(20);
    expect(flushWindow(1_000, 0, flush)).toBe(20);
  });

  it('longer the busier the server is, up to 50 ms', () => {
    expect(flushWindow(20, 0.7, flush)).toBeCloseTo(20);
    expect(flushWindow(20, 1, flush)).toBe(40);
    expect(flushWindow(100, 1, flush)).toBe(50);
    expect(flushWindow(100, 7, flush)).toBe(50);
  });
});
