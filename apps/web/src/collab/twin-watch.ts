import { MESSAGE } from '@kontor/contracts';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { messageYjsSyncStep1, messageYjsSyncStep2 } from 'y-protocols/sync';
import { decodeStateVector, encodeStateVector, getState, type Doc } from 'yjs';
import { comesFromTwin } from './twin.js';

export type TwinVerdict =
  /** Nothing strange; `held` is an earlier question of the server that may be answered now. */
  | { act: 'read'; held: decoding.Decoder | null }
  /** Look at what the server has under our id before telling it anything: `frame` asks for that. */
  | { act: 'ask'; frame: Uint8Array }
  | { act: 'part' };

/**
 * Reads along with every sync message before it is taken, and speaks up when somebody else writes under our client id.
 *
 * A server that has words under our id which it never called durable may have ours, or a twin's: what we sent a moment
 * before the connection broke looks the same by number. So these are looked at first, and our own state waits for it.
 */
export class TwinWatch {
  #isFirst = true;
  #held: Uint8Array | null = null;
  /** Answers that are still to come: to the question of every opening, and to ours. */
  #answers = 0;

  constructor(
    private readonly doc: Doc,
    private readonly firstOpenClock: () => number,
  ) {}

  opened(): void {
    this.#isFirst = true;
    this.#held = null;
  }

  /** Looks at a sync message and leaves the decoder where it was. */
  judge(decoder: decoding.Decoder): TwinVerdict {
    const start = decoder.pos;
    const kind = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    const whole = decoder.arr.slice(start, decoder.pos);
    decoder.pos = start;
    if (kind === messageYjsSyncStep1) return this.#asked(body, whole);
    if (comesFromTwin(body, this.doc)) return { act: 'part' };
    if (kind !== messageYjsSyncStep2 || this.#held === null) return { act: 'read', held: null };
    this.#answers -= 1;
    if (this.#answers > 0) return { act: 'read', held: null };
    const held = decoding.createDecoder(this.#held);
    this.#held = null;
    return { act: 'read', held };
  }

  #asked(vector: Uint8Array, whole: Uint8Array): TwinVerdict {
    const { clientID, store } = this.doc;
    const known = decodeStateVector(vector).get(clientID) ?? 0;
    if (known > getState(store, clientID)) return { act: 'part' };
    const open = this.firstOpenClock();
    if (!this.#isFirst || known <= open) {
      this.#isFirst = false;
      return { act: 'read', held: null };
    }
    this.#isFirst = false;
    this.#held = whole;
    this.#answers = 2;
    return { act: 'ask', frame: this.#question(open) };
  }

  /** A sync step 1 that has everything but own words from `open` on. */
  #question(open: number): Uint8Array {
    const vector = decodeStateVector(encodeStateVector(this.doc));
    vector.set(this.doc.clientID, open);
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, messageYjsSyncStep1);
    encoding.writeVarUint8Array(encoder, encodeStateVector(vector));
    return encoding.toUint8Array(encoder);
  }
}
