/** What is counted, each on its own: somebody who guesses passwords must not shut the owner out of the reset mail. */
export type AttemptKind =
  | 'sign-in-account'
  | 'sign-in-address'
  | 'password-change'
  | 'reset-account'
  | 'reset-address'
  | 'reset-complete-address';

/** Counts attempts in a sliding window. */
export interface Attempts {
  /**
   * Counts one attempt before it is made, so that parallel ones cannot slip past together.
   * @returns seconds to wait, or 0 when the attempt may be made
   */
  take(kind: AttemptKind, key: string): Promise<number>;
  /** Takes a counted attempt back: it was not a failure. */
  giveBack(kind: AttemptKind, key: string): Promise<void>;
  forget(kind: AttemptKind, key: string): Promise<void>;
}

/** Attempts per quarter of an hour. */
export const ATTEMPT_LIMITS: Readonly<Record<AttemptKind, number>> = {
  'sign-in-account': 10,
  'sign-in-address': 100,
  'password-change': 10,
  'reset-account': 5,
  'reset-address': 100,
  'reset-complete-address': 100,
};
export const ATTEMPT_WINDOW_SECONDS = 15 * 60;
