import type { Refusal } from '@kontor/contracts';

/** What became of a change. `counts` when it is the sender's own doing and three of these end the session. */
export type Outcome =
  | { kind: 'accepted' }
  /** What leans on lost edits of others was left out; the sender is asked again when they are back. */
  | { kind: 'partial' }
  /** Waits until it is stored that the sender owns its client id. */
  | { kind: 'claiming' }
  | { kind: 'gap' }
  | { kind: 'refused'; code: Refusal; counts: boolean };

export const accepted: Outcome = { kind: 'accepted' };

/** @param counts whether it is the sender's own doing */
export const refused = (code: Refusal, counts = true): Outcome => ({ kind: 'refused', code, counts });
