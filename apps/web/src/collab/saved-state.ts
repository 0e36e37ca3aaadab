import type { Refusal } from '@kontor/contracts';

/** Why the connection was ended for good. */
export type StopReason =
  | 'session-ended'
  | 'access-removed'
  | 'gone'
  | 'review-ended'
  | 'document-full'
  | 'invalid'
  | 'client-too-old'
  | 'generation-changed';

/** Everything that is known about one open document. The indicator is computed from this and from nothing else. */
export interface SavedFacts {
  /** May this person write here at all, as the server last said. */
  canEdit: boolean;
  /** The text is on screen: it came from the server or from this device. */
  loaded: boolean;
  /** A connection is open and in step: greeted, and our own state sent. */
  connected: boolean;
  /** Own changes so far, and how many of them the server has called durable. */
  changes: number;
  durable: number;
  /** How many of the own changes this browser's store has taken. */
  onDevice: number;
  /** When the oldest change that is not durable was made, epoch ms. */
  pendingSince: number | null;
  /** A change was refused and never will be accepted. */
  refused: Refusal | null;
  /** The server cannot store at the moment and takes nothing more; it will ask for what we have when it can. */
  storeAway: boolean;
  stopped: StopReason | null;
  now: number;
}

export const SAVED_STATES = [
  'loading',
  'saved',
  'saving',
  'saving-slow',
  'offline',
  'only-on-this-device',
  'unsafe',
  'store-away',
  'signed-out',
  'refused',
  'read-only',
  'stopped',
] as const;
export type SavedState = (typeof SAVED_STATES)[number];

/** From when on waiting is called by its name. */
export const SLOW_AFTER_MS = 5000;

/**
 * What is true about the text, in one word. "saved" is said only when the server has called every own change durable
 * on a living connection; nothing here depends on a timer, on hope or on what was sent.
 */
export function savedState(facts: SavedFacts): SavedState {
  const pending = hasPending(facts);
  if (pending && isHopeless(facts)) return 'refused';
  if (facts.stopped !== null) return pending ? 'signed-out' : 'stopped';
  if (!facts.loaded && !pending) return 'loading';
  if (!facts.canEdit) return 'read-only';
  if (facts.storeAway) return 'store-away';
  if (!facts.connected) {
    if (!pending) return 'offline';
    return isOnDevice(facts) ? 'only-on-this-device' : 'unsafe';
  }
  if (!pending) return 'saved';
  return facts.pendingSince !== null && facts.now - facts.pendingSince >= SLOW_AFTER_MS
    ? 'saving-slow'
    : 'saving';
}

/** Own words that no server will take any more. Signing in again is a way on: they wait for it. */
const isHopeless = ({ refused, stopped, canEdit }: SavedFacts): boolean =>
  refused !== null || (stopped !== null && stopped !== 'session-ended') || !canEdit;

/** Own changes that the server has not called durable. */
export const hasPending = (facts: Pick<SavedFacts, 'changes' | 'durable'>): boolean =>
  facts.changes > facts.durable;

/** Every own change is in this browser's store. */
export const isOnDevice = (facts: Pick<SavedFacts, 'changes' | 'onDevice'>): boolean =>
  facts.onDevice >= facts.changes;

/** Whether closing the tab now could lose words: neither the server nor this device surely has them, or none ever will. */
export function isUnsafeToLeave(facts: SavedFacts): boolean {
  if (!hasPending(facts)) return false;
  return !isOnDevice(facts) || savedState(facts) === 'refused';
}
