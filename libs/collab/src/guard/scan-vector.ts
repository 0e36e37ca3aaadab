import type { GuardLimits } from '../limits.js';
import { Reader } from '../protocol/reader.js';
import { LimitError } from './limit-error.js';

/** Checks a state vector before Yjs builds a map of it: 300 000 entries stall the process for a second. */
export function scanVector(bytes: Uint8Array, limits: GuardLimits): void {
  if (bytes.length > limits.vectorBytes) throw new LimitError('state vector too large');
  const reader = new Reader(bytes);
  const entries = reader.count(2);
  if (entries > limits.vectorEntries) throw new LimitError('state vector too large');
  for (let index = 0; index < entries; index += 1) {
    reader.uint();
    reader.uint();
  }
  reader.end();
}
