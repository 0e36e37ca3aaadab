import type { CompactionStep } from '@kontor/persistence';

/**
 * For tests of crashes (e2e/faults): a listener that kills this process when a compaction has passed `failPoint`. By a
 * signal that cannot be caught, because nothing that runs after it may tidy up. Without a fail point it does nothing.
 */
export function dyingAt(failPoint: CompactionStep | undefined): (step: CompactionStep) => void {
  return (step) => {
    if (step === failPoint) process.kill(process.pid, 'SIGKILL');
  };
}
