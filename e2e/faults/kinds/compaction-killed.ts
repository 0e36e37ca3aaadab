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
    // Either the log grows until it is compacted, or it is because the room closes.
    if (random() < 0.5) {
      crowd.paste();
      crowd.leave();
    }
    expect(await stage.kontor.gone()).toBe('SIGKILL');
    crowd.stopTyping();
    await stage.restart();
  },
});

export const compactionKilled: readonly Fault[] = COMPACTION_STEPS.map(killedAfter);
