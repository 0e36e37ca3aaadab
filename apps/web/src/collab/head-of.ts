import * as encoding from 'lib0/encoding';
import { ContentString, GC, ID, Item, UpdateEncoderV1, decodeUpdate } from 'yjs';
import { cut, type Struct } from './struct-cut.js';

/** UTF-8 needs at most so many bytes for a character of a string. */
const BYTES_PER_LETTER = 3;
/** More than what stands around the letters of a piece: ids of its neighbours and parent. */
const AROUND = 100;
/** Few enough for the server to judge in one go. */
const MAX_STRUCTS = 20_000;

interface Line {
  client: number;
  structs: Struct[];
  at: number;
  taken: number;
  encoder: UpdateEncoderV1;
}

/**
 * The beginning of an update, which can be applied without the rest, in about `bytes`. Without deletions: these follow
 * with the rest.
 *
 * @param known the clock up to which each client's structs are known where it goes; is moved on by what is taken
 * @returns null when not even one piece is small enough
 */
export function headOf(update: Uint8Array, bytes: number, known: Map<number, number>): Uint8Array | null {
  const lines = new Map<number, Line>();
  for (const struct of decodeUpdate(update).structs) {
    const { client } = struct.id;
    const line = lines.get(client) ?? {
      client,
      structs: [],
      at: 0,
      taken: 0,
      encoder: new UpdateEncoderV1(),
    };
    line.structs.push(struct);
    lines.set(client, line);
  }
  const has = (id: unknown): boolean => !(id instanceof ID) || (known.get(id.client) ?? 0) > id.clock;
  let room = bytes;
  let count = 0;
  for (let isFull = false, isMoving = true; isMoving && !isFull;) {
    isMoving = false;
    for (const line of lines.values()) {
      for (let next = line.structs[line.at]; next !== undefined; next = line.structs[line.at]) {
        if (!stands(next, has)) break;
        const rest = fitted(next, room);
        const written = rest === 'none' ? 0 : write(line, next);
        isFull = rest !== null || written > room || (count += 1) >= MAX_STRUCTS;
        if (rest === 'none') break;
        known.set(line.client, next.id.clock + next.length);
        room -= written;
        isMoving = true;
        line.at += 1;
        if (isFull) break;
      }
      if (isFull) break;
    }
  }
  const begun = [...lines.values()].filter(({ taken }) => taken > 0);
  return begun.length === 0 ? null : joined(begun);
}

/** All that a struct leans on is there. */
const stands = (struct: Struct, has: (id: unknown) => boolean): boolean =>
  struct instanceof GC ||
  (struct instanceof Item && has(struct.origin) && has(struct.rightOrigin) && has(struct.parent));

/** Makes a struct fit. Null: it does; 'none': it cannot; else what was cut off. */
function fitted(struct: Struct, room: number): Struct | null | 'none' {
  if (!(struct instanceof Item)) return null;
  const { content } = struct;
  if (!(content instanceof ContentString)) return sizeOf(struct) <= room ? null : 'none';
  let letters = Math.floor((room - AROUND) / BYTES_PER_LETTER);
  if (struct.length <= letters || sizeOf(struct) <= room) return null;
  // Not through the middle of a character of two halves, which Yjs would make unreadable.
  if (/[\uD800-\uDBFF]/.test(content.str.charAt(letters - 1))) letters -= 1;
  return letters < 1 ? 'none' : cut(struct, letters);
}

function sizeOf(struct: Struct): number {
  const encoder = new UpdateEncoderV1();
  struct.write(encoder, 0);
  return encoding.length(encoder.restEncoder);
}

function write(line: Line, struct: Struct): number {
  const before = encoding.length(line.encoder.restEncoder);
  struct.write(line.encoder, 0);
  line.taken += 1;
  return encoding.length(line.encoder.restEncoder) - before;
}

function joined(lines: readonly Line[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, lines.length);
    for (const { client, structs, taken, encoder: body } of lines) {
      encoding.writeVarUint(encoder, taken);
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, structs[0]?.id.clock ?? 0);
      encoding.writeUint8Array(encoder, body.toUint8Array());
    }
    encoding.writeVarUint(encoder, 0);
  });
}
