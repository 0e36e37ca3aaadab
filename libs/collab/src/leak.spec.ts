import { inOwnProcess } from '@kontor/testing';

interface Leak {
  held: number[];
  roomsOpen: number;
  roomsLeft: number;
}

const ROUNDS = 5;
const DOCUMENTS = 1_000;

describe('documents that nobody has open any more', () => {
  it('[C-8] leave memory: 5,000 are opened and closed, and what is held stays the same', async () => {
    const file = 'libs/testing/src/collab/leak-child.ts';
    const leak = (await inOwnProcess(file, [String(ROUNDS), String(DOCUMENTS)])) as Leak;
    expect(leak.roomsOpen).toBe(DOCUMENTS);
    expect(leak.roomsLeft).toBe(0);
    // The first round warms up; then less than a kilobyte may stay behind per document.
    const [, second = 0] = leak.held;
    const last = leak.held.at(-1) ?? 0;
    expect(last - second).toBeLessThan((ROUNDS - 2) * DOCUMENTS * 1_000);
  }, 120_000);
});
