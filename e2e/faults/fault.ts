import type { Crowd } from './crowd.js';
import type { Stage, StageName } from './stages.js';

/** Where and when a fault strikes. */
export interface Scene {
  readonly stage: Stage;
  /** Five people in the middle of typing. */
  readonly crowd: Crowd;
  readonly random: () => number;
  /** A long run by hand: times as in the promise. In CI they are shorter, but real. */
  readonly isLong: boolean;
  /** A figure for the report, in milliseconds. */
  note(name: string, ms: number): void;
}

/** One thing that goes wrong. */
export interface Fault {
  readonly name: string;
  readonly stage: StageName;
  /** Why it cannot be done on this machine; null when it can. */
  readonly obstacle?: () => string | null;
  /** Only in long runs. */
  readonly longOnly?: boolean;
  /**
   * Goes wrong, checks what is promised meanwhile, and puts it right. Afterwards everything runs; the crowd may still be
   * typing, held or gone.
   */
  strike(scene: Scene): Promise<void>;
}

/** The only waiting in these tests that is not for something: a fault has to last. */
export const lasts = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
