import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { bytes, bytesOf, type Part } from './frames.js';
import type { Random } from './random.js';

/** Numbers at which readers break. */
const EDGES = [0, 1, 127, 128, 16_383, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 40, 2 ** 53 - 1];
const NO_NUMBER = new Uint8Array(11).fill(255);

const MUTATIONS: ((of: Uint8Array, random: Random, other: Uint8Array) => Uint8Array)[] = [
  // A bit flips, a byte changes.
  (of, random) => changed(of, random, (byte) => byte ^ (1 << random.below(8))),
  (of, random) => changed(of, random, () => random.below(256)),
  (of, random) => changed(of, random, (byte) => byte + (random.chance(0.5) ? 1 : -1)),
  // Truncated.
  (of, random) => of.slice(0, random.below(of.length + 1)),
  // Spliced with another message.
  (of, random, other) =>
    joined(of.subarray(0, random.below(of.length + 1)), other.subarray(random.below(other.length + 1))),
  // A piece twice, a piece gone, two pieces swapped.
  (of, random) => {
    const [a, b] = range(of, random);
    return joined(of.subarray(0, b), of.subarray(a));
  },
  (of, random) => {
    const [a, b] = range(of, random);
    return joined(of.subarray(0, a), of.subarray(b));
  },
  (of, random) => {
    const [a, b] = range(of, random);
    const middle = a + random.below(b - a + 1);
    return joined(of.subarray(0, a), of.subarray(middle, b), of.subarray(a, middle), of.subarray(b));
  },
  // A number blown up.
  (of, random) => {
    const at = random.below(of.length + 1);
    const number = random.chance(0.1) ? NO_NUMBER : bytes(random.pick(EDGES));
    return joined(of.subarray(0, at), number, of.subarray(at + 1));
  },
];

/** A valid message or body, broken in one to three places. */
export function mutated(of: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  let result = of;
  for (let left = 1 + random.below(3); left > 0; left -= 1)
    result = random.pick(MUTATIONS)(result, random, other);
  return result.slice();
}

function changed(of: Uint8Array, random: Random, change: (byte: number) => number): Uint8Array {
  if (of.length === 0) return of;
  const result = of.slice();
  const at = random.below(of.length);
  result[at] = change(result[at] ?? 0);
  return result;
}

function range(of: Uint8Array, random: Random): [number, number] {
  const [a, b] = [random.below(of.length + 1), random.below(of.length + 1)];
  return a < b ? [a, b] : [b, a];
}

const joined = (...parts: Uint8Array[]): Uint8Array => bytesOf(parts);

/** An update whose client ids are exchanged for others, at every place that names one. */
export function underOtherIds(update: Uint8Array, exchange: (client: number) => number): Uint8Array {
  const { structs, ds } = Y.decodeUpdate(update);
  const encoder = new Y.UpdateEncoderV1();
  const rest = encoder.restEncoder;
  encoding.writeVarUint(rest, structs.length);
  for (const struct of structs) {
    encoding.writeVarUint(rest, 1);
    encoder.writeClient(exchange(struct.id.client));
    encoding.writeVarUint(rest, struct.id.clock);
    struct.write(encoder, 0);
  }
  const ranges = [...ds.clients];
  encoding.writeVarUint(rest, ranges.length);
  for (const [client, deletions] of ranges) {
    encoding.writeVarUint(rest, exchange(client));
    encoding.writeVarUint(rest, deletions.length);
    for (const { clock, len } of deletions) {
      encoding.writeVarUint(rest, clock);
      encoding.writeVarUint(rest, len);
    }
  }
  return encoder.toUint8Array();
}

/** What odd updates may refer to. */
export interface Surroundings {
  /** The sender's client id and its next clock. */
  client: number;
  clock: number;
  /** Some place in the document. */
  place(): { client: number; clock: number };
}

const ROOTS = ['t', 'x', 'm', 'a', 'new', ''];
const KEYS = ['k0', 'level', '', 'constructor'];

/**
 * An update that is well formed and makes no sense: no editor puts a format into a map or an element into a letter. The
 * guard takes what breaks none of its bounds; then server and readers must go on and agree.
 */
export function oddUpdate(random: Random, around: Surroundings): Uint8Array {
  const count = 1 + random.below(4);
  const parts: Part[] = [1, count, around.client, around.clock];
  for (let index = 0; index < count; index += 1) parts.push(...oddStruct(random, around));
  const deletions = random.chance(0.4) ? 1 : 0;
  parts.push(deletions);
  for (let index = 0; index < deletions; index += 1) {
    const { client, clock } = around.place();
    parts.push(client, 1, clock, 1 + random.below(3));
  }
  return bytesOf(parts);
}

function oddStruct(random: Random, around: Surroundings): Part[] {
  const kind = random.below(11);
  if (kind === 0 || kind === 10) return [Uint8Array.of(kind), 1 + random.below(3)];
  const hasOrigin = random.chance(0.5);
  const hasRight = random.chance(0.4);
  const isKeyed = random.chance(0.3);
  const parts: Part[] = [
    Uint8Array.of(kind | (hasOrigin ? 128 : 0) | (hasRight ? 64 : 0) | (isKeyed ? 32 : 0)),
  ];
  const place = (): Part[] => {
    const { client, clock } = random.chance(0.2)
      ? { client: around.client, clock: around.clock }
      : around.place();
    return [client, clock];
  };
  if (hasOrigin) parts.push(...place());
  if (hasRight) parts.push(...place());
  if (!hasOrigin && !hasRight) {
    if (random.chance(0.5)) parts.push(1, random.pick(ROOTS));
    else parts.push(0, ...place());
    if (isKeyed) parts.push(random.pick(KEYS));
  }
  return [...parts, ...oddContent(random, kind)];
}

function oddContent(random: Random, kind: number): Part[] {
  const json = () => random.pick(['null', 'true', '{"a":[1]}', '"x"', '{"toString":1}', '1e400']);
  switch (kind) {
    case 1:
      return [1 + random.below(3)];
    case 2:
      return [2, json(), 'undefined'];
    case 3:
      return [2, Uint8Array.of(1, 2)];
    case 4:
      return [random.pick(['odd', 'ö', '\ud83d', ''])];
    case 5:
      return [json()];
    case 6:
      return [random.pick(['bold', 'link', '', 'constructor']), json()];
    case 7: {
      const type = random.below(8);
      return type === 3 || type === 5 ? [type, random.pick(['p', '', 'constructor'])] : [type];
    }
    case 8:
      return [2, Uint8Array.of(random.pick([120, 121, 126, 127])), Uint8Array.of(117), 0];
    default:
      return ['inner', Uint8Array.of(126)];
  }
}
