import * as encoding from 'lib0/encoding';
import { type CollabLimits, KONTOR, MESSAGE, type Refusal } from '@kontor/contracts';
import { SYNC } from './decode.js';

function syncFrame(step: number, body: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, body);
  });
}

export const encodeStep1 = (vector: Uint8Array): Uint8Array => syncFrame(SYNC.step1, vector);
export const encodeStep2 = (update: Uint8Array): Uint8Array => syncFrame(SYNC.step2, update);
export const encodeUpdate = (update: Uint8Array): Uint8Array => syncFrame(SYNC.update, update);

/** A client's awareness state as it goes to the others; `null` takes it away. */
export interface OutgoingState {
  clientId: number;
  clock: number;
  json: string;
}

export function encodeAwareness(states: readonly OutgoingState[]): Uint8Array {
  const body = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, states.length);
    for (const state of states) {
      encoding.writeVarUint(encoder, state.clientId);
      encoding.writeVarUint(encoder, state.clock);
      encoding.writeVarString(encoder, state.json);
    }
  });
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint8Array(encoder, body);
  });
}

/** Says nothing, but a stock client that hears nothing for 30 s drops its connection. */
export const KEEP_ALIVE = encodeAwareness([]);

/** For stock clients, which know no type 102: they print the reason. */
export function encodePermissionDenied(reason: string): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.auth);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, reason);
  });
}

function kontorFrame(kind: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.kontor);
    encoding.writeVarUint(encoder, kind);
    write(encoder);
  });
}

export const encodeDurable = (n: number, seq: number): Uint8Array =>
  kontorFrame(KONTOR.durable, (encoder) => {
    encoding.writeVarUint(encoder, n);
    encoding.writeVarUint(encoder, seq);
  });

export const encodeRefused = (n: number, code: Refusal): Uint8Array =>
  kontorFrame(KONTOR.refused, (encoder) => {
    encoding.writeVarUint(encoder, n);
    encoding.writeVarString(encoder, code);
  });

export const encodeStoring = (isStoring: boolean): Uint8Array =>
  kontorFrame(KONTOR.storing, (encoder) => encoding.writeVarUint(encoder, isStoring ? 1 : 0));

export const encodeState = (seq: number, vector: Uint8Array, hash: Uint8Array): Uint8Array =>
  kontorFrame(KONTOR.state, (encoder) => {
    encoding.writeVarUint(encoder, seq);
    encoding.writeVarUint8Array(encoder, vector);
    encoding.writeVarUint8Array(encoder, hash);
  });

export const encodeHello = (generation: number, schemaVersion: number, limits: CollabLimits): Uint8Array =>
  kontorFrame(KONTOR.hello, (encoder) => {
    encoding.writeVarUint(encoder, generation);
    encoding.writeVarUint(encoder, schemaVersion);
    encoding.writeVarString(encoder, JSON.stringify(limits));
  });
