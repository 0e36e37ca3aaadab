import { KONTOR, MESSAGE } from '@kontor/contracts';
import { MalformedError, Reader } from './reader.js';

/** Second number of a sync message. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

/** All that a client can tell the server. The bytes are views on the frame. */
export type ClientMessage =
  | { kind: 'step1'; vector: Uint8Array }
  | { kind: 'change'; step2: boolean; update: Uint8Array }
  | { kind: 'awareness'; states: Uint8Array }
  | { kind: 'query-awareness' }
  | { kind: 'mark'; n: number }
  | { kind: 'unknown'; type: number };

/** @throws MalformedError */
export function decodeMessage(frame: Uint8Array): ClientMessage {
  const reader = new Reader(frame);
  const type = reader.uint();
  const message = decodeBody(type, reader);
  if (message.kind !== 'unknown') reader.end();
  return message;
}

function decodeBody(type: number, reader: Reader): ClientMessage {
  switch (type) {
    case MESSAGE.sync:
      return decodeSync(reader);
    case MESSAGE.awareness:
      return { kind: 'awareness', states: reader.block() };
    case MESSAGE.queryAwareness:
      return { kind: 'query-awareness' };
    case MESSAGE.kontor:
      return reader.uint() === KONTOR.mark ? { kind: 'mark', n: reader.uint() } : { kind: 'unknown', type };
    default:
      return { kind: 'unknown', type };
  }
}

function decodeSync(reader: Reader): ClientMessage {
  const step = reader.uint();
  const body = reader.block();
  switch (step) {
    case SYNC.step1:
      return { kind: 'step1', vector: body };
    case SYNC.step2:
      return { kind: 'change', step2: true, update: body };
    case SYNC.update:
      return { kind: 'change', step2: false, update: body };
    default:
      throw new MalformedError('unknown sync step');
  }
}
