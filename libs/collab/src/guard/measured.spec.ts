import { MEASURED_INPUTS, type Measured, inOwnProcess } from '@kontor/testing';

const STALL_MS = 50;
const MEMORY_MB = 20;

describe('what was measured to harm servers on the current libraries', () => {
  let measured: Measured;
  beforeAll(async () => {
    measured = (await inOwnProcess('libs/testing/src/collab/measured-child.ts')) as Measured;
  });

  it.each(MEASURED_INPUTS.map((input) => [input.name, input] as const))(
    '[C-30] %s: refused by code, nothing changed, no stall, no memory',
    (name, input) => {
      const measurement = measured.measurements.find((one) => one.name === name);
      expect(measurement).toMatchObject({ unchanged: true, othersUnharmed: true });
      expect(measurement?.told.length).toBeGreaterThan(0);
      for (const told of measurement?.told ?? []) expect(told).toEqual(input.told);
      // All that was sent counts as one stall: one read from a socket may bring it at once.
      expect(measurement?.stallMs).toBeLessThan(STALL_MS);
      expect(measurement?.memoryMb).toBeLessThan(MEMORY_MB);
    },
  );

  it('would be seen by these measures: seven bytes cost an unguarded document over 100 MB', () => {
    expect(measured.control.memoryMb).toBeGreaterThan(100);
  });
});
