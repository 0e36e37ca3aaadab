import * as encoding from 'lib0/encoding';
import { MESSAGE } from '@kontor/contracts';

export type Part = number | Uint8Array | string;

/** Bytes from parts: numbers as varuints, texts with their length before them, bytes as they are. */
export const bytes = (...parts: Part[]): Uint8Array => bytesOf(parts);

/** The same of more parts than a call can have arguments. */
export function bytesOf(parts: readonly Part[]): Uint8Array {
  return encoding.encode((encoder) => {
    for (const part of parts) {
      if (typeof part === 'number') encoding.writeVarUint(encoder, part);
      else if (typeof part === 'string') encoding.writeVarString(encoder, part);
      else encoding.writeUint8Array(encoder, part);
    }
  });
}

/** A sync message: step 0 carries a state vector, 1 and 2 an update. */
export const syncFrame = (step: number, body: Uint8Array): Uint8Array =>
  bytes(MESSAGE.sync, step, body.length, body);

/** An update message, whatever its body. */
export const updateFrame = (body: Uint8Array): Uint8Array => syncFrame(2, body);

/** An awareness message with states as they are given. */
export function awarenessFrame(states: readonly [client: number, clock: number, json: string][]): Uint8Array {
  const body = bytesOf([states.length, ...states.flat()]);
  return bytes(MESSAGE.awareness, body.length, body);
}
