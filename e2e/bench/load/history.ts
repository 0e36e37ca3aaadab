import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as Y from 'yjs';

/** The history of one long document, as one author's browser would have sent it. */
export interface History {
  /** Ten keystrokes each. */
  updates: Uint8Array[];
  /** The whole document in one update. */
  full: Uint8Array;
  text: string;
  keystrokes: number;
}

type Patch = readonly [at: number, deleted: number, inserted: string];

const KEYSTROKES = 259_778;
const PER_UPDATE = 10;
const AUTHOR = 7;
const SEED = 20_261_122;

/** mulberry32: small, seeded, good enough for a cursor that wanders. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Of all keystrokes 29 % take something back, as in the trace that the figures of others are about. */
const TAKEN_BACK = 0.29;
const WORD = 6;
const BEGINS_TO_TAKE_BACK = TAKEN_BACK / (1 - TAKEN_BACK) / WORD;

/** Somebody who writes forward, takes back a word they just wrote, and now and then goes elsewhere. */
function* generated(): IterableIterator<Patch> {
  const next = random(SEED);
  let length = 0;
  let at = 0;
  let takesBack = 0;
  for (let key = 0; key < KEYSTROKES; key += 1) {
    if (next() < 0.005) at = Math.floor(next() * (length + 1));
    if (takesBack === 0 && next() < BEGINS_TO_TAKE_BACK) takesBack = WORD;
    if (at > 0 && takesBack > 0) {
      takesBack -= 1;
      at -= 1;
      length -= 1;
      yield [at, 1, ''];
    } else {
      yield [at, 0, next() < 0.18 ? ' ' : String.fromCharCode(97 + Math.floor(next() * 26))];
      at += 1;
      length += 1;
    }
  }
}

function* recorded(file: string): IterableIterator<Patch> {
  const { txns } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { txns: { patches: Patch[] }[] };
  for (const { patches } of txns) yield* patches;
}

let made: History | null = null;

/** `KONTOR_BENCH_TRACE` names a recorded editing trace (gzip, JSON of editing-traces); without it one is generated. */
export function history(): History {
  if (made) return made;
  const file = process.env['KONTOR_BENCH_TRACE'];
  const doc = new Y.Doc();
  doc.clientID = AUTHOR;
  const text = doc.getText('t');
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  let keystrokes = 0;
  let waiting: Patch[] = [];
  const flush = (): void => {
    doc.transact(() => {
      for (const [at, deleted, inserted] of waiting) {
        if (deleted > 0) text.delete(at, deleted);
        if (inserted !== '') text.insert(at, inserted);
      }
    });
    waiting = [];
  };
  for (const patch of file === undefined ? generated() : recorded(file)) {
    keystrokes += 1;
    if (waiting.push(patch) === PER_UPDATE) flush();
  }
  flush();
  made = { updates, full: Y.encodeStateAsUpdate(doc), text: text.toString(), keystrokes };
  return made;
}
