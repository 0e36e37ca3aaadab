import type { EngineLimits } from '../limits.js';
import { MalformedError, Reader } from '../protocol/reader.js';
import { LimitError } from './limit-error.js';
import { scanJson } from './scan-value.js';

/** One state of an awareness message; its JSON is not parsed yet. */
export interface IncomingState {
  clientId: number;
  clock: number;
  /** UTF-8, a view on the frame. */
  json: Uint8Array;
}

/** Stock clients repeat the states of others, so that a message holds more than the sender's own. */
export function scanAwareness(bytes: Uint8Array, limits: EngineLimits['awareness']): IncomingState[] {
  const reader = new Reader(bytes);
  const count = reader.count(3);
  if (count > limits.states) throw new LimitError('too many awareness states');
  const states: IncomingState[] = [];
  for (let index = 0; index < count; index += 1) {
    states.push({ clientId: reader.uint(), clock: reader.uint(), json: reader.block() });
  }
  reader.end();
  return states;
}

/**
 * The state as an object with `user` replaced by what the server knows; null when the client took its state away.
 *
 * @throws LimitError when it is too large; MalformedError when it is not an object
 */
export function sanitiseState(
  json: Uint8Array,
  user: object,
  limits: EngineLimits['awareness'],
): string | null {
  if (json.length > limits.stateBytes) throw new LimitError('awareness state too large');
  const text = new Reader(json).restAsText();
  scanJson(text, limits.stateBytes, 32);
  const state: unknown = JSON.parse(text);
  if (state === null) return null;
  if (typeof state !== 'object' || Array.isArray(state))
    throw new MalformedError('awareness state is no object');
  const clean = Object.entries(state).filter(([key]) => key !== '__proto__' && key !== 'user');
  return JSON.stringify({ ...Object.fromEntries(clean), user });
}
