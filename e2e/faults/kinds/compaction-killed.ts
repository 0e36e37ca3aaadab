import { COMPACTION_STEPS, type CompactionStep } from '@kontor/persistence';
import type { Fault } from '../fault.js';

/** The program dies right after one step of a compaction, while people type or because the last of them has left. */
const killedAfter = (step: CompactionStep): Fault => ({
  name: `compaction-killed:${step}`,
  stage: 'embedded',
  async strike({ stage, crowd, random }) {
    await stage.restart({ KONTOR_FAIL_POINT: step });
    await crowd.gathered();
    crowd.hold();
    const gone = stage.kontor.gone();
    // Either the log grows until it is compacted, or it is because the room closes.
    if (random() < 0.5) {
      crowd.stopTyping();
      crowd.paste();
      // Only what is stored makes a room leave a snapshot; the program may die of the growing log before that.
      await Promise.race([gone, crowd.settled()]);
      crowd.leave();
    }
    expect(await gone).toBe('SIGKILL');
    crowd.stopTyping();
    await stage.restart();
  },
});

export const compactionKilled: readonly Fault[] = COMPACTION_STEPS.map(killedAfter);
