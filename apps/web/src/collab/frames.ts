import { KONTOR, MESSAGE, REFUSALS, type CollabLimits, type Refusal } from '@kontor/contracts';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** What an outgoing frame carries, as far as counting needs to know. */
export type FrameKind = 'step2' | 'update' | 'other';

export function frameKind(frame: Uint8Array): FrameKind {
  if (frame[0] !== MESSAGE.sync) return 'other';
  return frame[1] === 1 ? 'step2' : frame[1] === 2 ? 'update' : 'other';
}

/** "Who is here?": any server of the protocol answers it, which makes it a question whether one is there at all. */
export const QUERY_FRAME = Uint8Array.of(MESSAGE.queryAwareness);

/** Client -> server: I have now sent n change messages. */
export function markFrame(n: number): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.kontor);
  encoding.writeVarUint(encoder, KONTOR.mark);
  encoding.writeVarUint(encoder, n);
  return encoding.toUint8Array(encoder);
}

/** What the server says in a message of type 102. */
export type KontorMessage =
  | { type: 'durable'; n: number; seq: number }
  | { type: 'refused'; n: number; code: Refusal }
  | { type: 'state'; seq: number }
  | { type: 'hello'; generation: number; schemaVersion: number; limits: CollabLimits | null }
  | { type: 'storing'; isStoring: boolean }
  | { type: 'unknown' };

/** Reads the rest of a message of type 102. Unknown kinds are skipped, so that a newer server may say more. */
export function readKontorMessage(decoder: decoding.Decoder): KontorMessage {
  switch (decoding.readVarUint(decoder)) {
    case KONTOR.durable:
      return { type: 'durable', n: decoding.readVarUint(decoder), seq: decoding.readVarUint(decoder) };
    case KONTOR.refused: {
      const n = decoding.readVarUint(decoder);
      const code = decoding.readVarString(decoder);
      return { type: 'refused', n, code: REFUSALS.find((known) => known === code) ?? 'invalid' };
    }
    case KONTOR.state:
      return { type: 'state', seq: decoding.readVarUint(decoder) };
    case KONTOR.hello:
      return {
        type: 'hello',
        generation: decoding.readVarUint(decoder),
        schemaVersion: decoding.readVarUint(decoder),
        limits: decoding.hasContent(decoder) ? readLimits(decoding.readVarString(decoder)) : null,
      };
    case KONTOR.storing:
      return { type: 'storing', isStoring: decoding.readVarUint(decoder) !== 0 };
    default:
      return { type: 'unknown' };
  }
}

function readLimits(text: string): CollabLimits | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return null;
    const { frame, document, size } = { frame: 0, document: 0, size: undefined, ...parsed };
    if (typeof frame !== 'number' || typeof document !== 'number') return null;
    return { frame, document, ...(typeof size === 'number' ? { size } : {}) };
  } catch {
    return null;
  }
}
