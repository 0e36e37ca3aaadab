import { MESSAGE } from '@kontor/contracts';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import { decodeStateVector, encodeStateAsUpdate, encodeStateVector, parseUpdateMeta, type Doc } from 'yjs';
import { headOf } from './head-of.js';

/** As long as the server has not told its own. */
const FRAME_BYTES = 1024 * 1024;
/** What is too much for one message even in the smallest parts is not sent. */
const LEAST_BYTES = 16 * 1024;

/**
 * Brings what is too large for one frame (a day of writing or a long paste without a network) in parts, each when the
 * one before is durable: more at once the server would take for a flood.
 */
export class Backlog {
  /** What the server will have when it has taken what was sent; null while nothing is under way. */
  #known: Map<number, number> | null = null;
  /** Number of the change message that is waited for. */
  #awaited = 0;
  #frameBytes = FRAME_BYTES;
  /** Shares of a frame that a part may take. */
  #divisor = 2;

  constructor(
    private readonly doc: Doc,
    /** Sends a frame now; returns its number among the change messages of this connection. */
    private readonly send: (frame: Uint8Array<ArrayBuffer>) => number,
  ) {}

  get isUnderWay(): boolean {
    return this.#known !== null;
  }

  /** The server has told the largest frame that it takes. */
  limit(frameBytes: number): void {
    this.#frameBytes = frameBytes;
  }

  /** Something on the way takes less than the server does. Returns false when it makes no sense to try smaller parts. */
  shrink(): boolean {
    this.#divisor *= 2;
    return this.#most >= LEAST_BYTES;
  }

  isTooLarge(frame: Uint8Array): boolean {
    return frame.length > this.#most;
  }

  /** Begins to bring what this frame, a sync step 2 or an update, would have brought, and all that is written meanwhile. */
  begin(frame: Uint8Array): boolean {
    const decoder = decoding.createDecoder(frame);
    decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    const { from } = parseUpdateMeta(decoding.readVarUint8Array(decoder));
    this.#known = decodeStateVector(encodeStateVector(this.doc));
    for (const [client, clock] of from) this.#known.set(client, clock);
    return this.#next();
  }

  /** Everything up to change message n is durable. Returns false when what comes next fits into no part. */
  durable(n: number): boolean {
    return this.#known === null || n < this.#awaited || this.#next();
  }

  stop(): void {
    this.#known = null;
  }

  get #most(): number {
    // Half a frame leaves room for what long polling makes of bytes (base64).
    return Math.floor(this.#frameBytes / this.#divisor);
  }

  #next(): boolean {
    const known = this.#known;
    if (known === null) return true;
    const rest = encodeStateAsUpdate(this.doc, encodeStateVector(known));
    const last = messageOf(messageYjsSyncStep2, rest);
    if (!this.isTooLarge(last)) {
      this.#known = null;
      this.send(last);
      return true;
    }
    const part = headOf(rest, this.#most - 100, known);
    if (part === null) {
      this.#known = null;
      return false;
    }
    this.#awaited = this.send(messageOf(messageYjsUpdate, part));
    return true;
  }
}

function messageOf(kind: number, update: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}
