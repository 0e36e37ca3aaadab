import { Cursor, pushUint } from './varuint.js';

/** Client ids of typists start here, so that an arrival finds its typist by subtraction. */
export const FIRST_CLIENT = 1_000;

const ORIGIN = 0x80;
const RIGHT_ORIGIN = 0x40;
const PARENT_SUB = 0x20;
const STRING = 4;
const GC = 0;
const DELETED = 1;
const SKIP = 10;
const PARENT_NAME = 't'.charCodeAt(0);
const LETTER = 'x'.charCodeAt(0);

/**
 * What Yjs encodes (update format version 1) when a client appends `length` letters to its own text, which starts at
 * `clock`. Checked against Yjs itself before each run, see `check`.
 */
export function keystroke(client: number, clock: number, length = 1): Uint8Array {
  const bytes: number[] = [1, 1];
  pushUint(bytes, client);
  pushUint(bytes, clock);
  if (clock === 0) bytes.push(STRING, 1, 1, PARENT_NAME);
  else {
    bytes.push(ORIGIN | STRING);
    pushUint(bytes, client);
    pushUint(bytes, clock - 1);
  }
  pushUint(bytes, length);
  const text = new Uint8Array(bytes.length + length + 1).fill(LETTER);
  text.set(bytes);
  text[text.length - 1] = 0;
  return text;
}

/** Calls `seen` for each run of letters that an update brings. Only what the typists write is understood. */
export function arrivals(
  update: Uint8Array,
  start: number,
  seen: (client: number, clock: number, length: number) => void,
): void {
  const cursor = new Cursor(update, start);
  for (let blocks = cursor.uint(); blocks > 0; blocks -= 1) {
    let structs = cursor.uint();
    const client = cursor.uint();
    let clock = cursor.uint();
    for (; structs > 0; structs -= 1) {
      const info = update[cursor.at++] ?? 0;
      const content = info & 31;
      if (content === GC || content === SKIP) {
        clock += cursor.uint();
        continue;
      }
      if (info & ORIGIN) {
        cursor.uint();
        cursor.uint();
      }
      if (info & RIGHT_ORIGIN) {
        cursor.uint();
        cursor.uint();
      }
      if (!(info & (ORIGIN | RIGHT_ORIGIN))) {
        if (cursor.uint() === 1) cursor.skip(cursor.uint());
        else {
          cursor.uint();
          cursor.uint();
        }
        if (info & PARENT_SUB) cursor.skip(cursor.uint());
      }
      if (content !== STRING && content !== DELETED) throw new Error(`content ${content} was not typed here`);
      const length = cursor.uint();
      if (content === STRING) {
        cursor.skip(length);
        seen(client, clock, length);
      }
      clock += length;
    }
  }
}
