import { lasts, type Fault } from '../fault.js';

const EXITS_WITHIN_MS = 20_000;

/** The last people leave in the very moment in which the program is told to stop. */
export const leavingDuringSigterm: Fault = {
  name: 'leaving-during-sigterm',
  stage: 'embedded',
  async strike({ stage, crowd, random, note }) {
    const { kontor } = stage;
    crowd.hold();
    // From 20 ms before the signal to 20 ms after it.
    const departures = crowd.writers.map((writer) => lasts(random() * 40).then(() => writer.leave()));
    await lasts(20);
    const told = Date.now();
    kontor.child.kill('SIGTERM');
    await Promise.all(departures);
    crowd.stopTyping();
    expect(await kontor.gone()).toBe(0);
    note('stopped', Date.now() - told);
    expect(Date.now() - told).toBeLessThan(EXITS_WITHIN_MS);
    await stage.restart();
  },
};

/** A document is opened again while its room is being stored and closed. */
export const reopeningDuringUnload: Fault = {
  name: 'reopening-during-unload',
  stage: 'embedded',
  async strike({ crowd, random, isLong }) {
    for (let race = 0; race < (isLong ? 40 : 20); race += 1) {
      crowd.leave();
      await lasts(random() * 40);
      crowd.release();
      await crowd.gathered();
      crowd.writers.forEach((writer) => crowd.keystroke(writer));
    }
  },
};
