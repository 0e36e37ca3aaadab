import type { GuardLimits } from '../limits.js';
import { MalformedError, Reader } from '../protocol/reader.js';
import { LimitError } from './limit-error.js';
import { scanAny, scanJson, scanKey } from './scan-value.js';

/** One struct of an update, as far as judging needs it. `-1` means: has none. */
export interface ScannedStruct {
  clock: number;
  length: number;
  /** Where its bytes are. */
  start: number;
  end: number;
  originClient: number;
  originClock: number;
  rightClient: number;
  rightClock: number;
  parentClient: number;
  parentClock: number;
  /** Name of the root type it sits in, when it says so itself. */
  root: string | null;
  /** Its key in a map, when it says so itself. */
  key: string | null;
  /** Is a type itself: an element, a text, a map. */
  isType: boolean;
}

/** All structs of one client in an update, without a hole: clocks `from` up to but excluding `to`. */
export interface ScannedRun {
  client: number;
  from: number;
  to: number;
  structs: ScannedStruct[];
}

export interface DeletedRange {
  client: number;
  clock: number;
  length: number;
}

export interface ScannedUpdate {
  runs: ScannedRun[];
  deletes: DeletedRange[];
  types: number;
  /** Holds a `Skip`: the sender misses something itself. */
  hasSkip: boolean;
}

/**
 * Reads a version 1 update within bounds and builds nothing of Yjs. `Y.parseUpdateMeta` was not enough: it creates
 * every item, recurses into values, and says nothing on parents, delete sets and nesting.
 *
 * @throws MalformedError when it is no update; LimitError when it is one that we don't take
 */
export function scanUpdate(bytes: Uint8Array, limits: GuardLimits): ScannedUpdate {
  const reader = new Reader(bytes);
  const scanned: ScannedUpdate = { runs: [], deletes: [], types: 0, hasSkip: false };
  scanStructs(reader, limits, scanned);
  scanDeletes(reader, limits, scanned);
  reader.end();
  return scanned;
}

function scanStructs(reader: Reader, limits: GuardLimits, scanned: ScannedUpdate): void {
  const clients = reader.count(3);
  if (clients > limits.clients) throw new LimitError('too many clients');
  const seen = new Set<number>();
  let total = 0;
  for (let index = 0; index < clients; index += 1) {
    const announced = reader.count(2);
    total += announced;
    if (total > limits.structs) throw new LimitError('too many structs');
    const client = reader.uint();
    // Yjs would silently keep only the last of two blocks.
    if (seen.has(client)) throw new MalformedError('client listed twice');
    seen.add(client);
    const from = reader.uint();
    const run: ScannedRun = { client, from, to: from, structs: [] };
    for (let number = 0; number < announced; number += 1) {
      const struct = scanStruct(reader, run.to, limits, scanned);
      struct.end = reader.offset;
      if (struct.length === 0) throw new MalformedError('empty struct');
      run.to += struct.length;
      if (run.to > limits.clock) throw new LimitError('clock too high');
      run.structs.push(struct);
    }
    scanned.runs.push(run);
  }
}

function scanStruct(
  reader: Reader,
  clock: number,
  limits: GuardLimits,
  scanned: ScannedUpdate,
): ScannedStruct {
  const start = reader.offset;
  const info = reader.byte();
  const kind = info & 31;
  const struct: ScannedStruct = {
    clock,
    length: 0,
    start,
    end: 0,
    originClient: -1,
    originClock: -1,
    rightClient: -1,
    rightClock: -1,
    parentClient: -1,
    parentClock: -1,
    root: null,
    key: null,
    isType: kind === 7,
  };
  if (kind === 0 || kind === 10) {
    if (kind === 10) scanned.hasSkip = true;
    struct.length = reader.uint();
    return struct;
  }
  if (info & 128) {
    struct.originClient = reader.uint();
    struct.originClock = reader.uint();
  }
  if (info & 64) {
    struct.rightClient = reader.uint();
    struct.rightClock = reader.uint();
  }
  if ((info & 192) === 0) {
    if (reader.uint() === 1) {
      struct.root = scanKey(reader, limits);
    } else {
      struct.parentClient = reader.uint();
      struct.parentClock = reader.uint();
    }
    if (info & 32) struct.key = scanKey(reader, limits);
  }
  struct.length = scanContent(reader, kind, limits, scanned);
  return struct;
}

/** @returns how many clocks the content takes */
function scanContent(reader: Reader, kind: number, limits: GuardLimits, scanned: ScannedUpdate): number {
  switch (kind) {
    case 1: // deleted
      return reader.uint();
    case 2: {
      const values = reader.count();
      for (let index = 0; index < values; index += 1) {
        const json = reader.text();
        if (json !== 'undefined') scanJson(json, limits.valueBytes, limits.valueDepth);
      }
      return values;
    }
    case 3: // binary
      if (reader.block().length > limits.valueBytes) throw new LimitError('value too large');
      return 1;
    case 4:
      return reader.text().length;
    case 5: // embed
      scanJson(reader.text(), limits.valueBytes, limits.valueDepth);
      return 1;
    case 6: // format
      scanKey(reader, limits);
      scanJson(reader.text(), limits.valueBytes, limits.valueDepth);
      return 1;
    case 7: {
      const typeRef = reader.uint();
      if (typeRef > 6) throw new MalformedError('unknown type');
      if (typeRef === 3 || typeRef === 5) scanKey(reader, limits);
      scanned.types += 1;
      if (scanned.types > limits.types) throw new LimitError('too many nodes');
      return 1;
    }
    case 8: {
      const values = reader.count();
      for (let index = 0; index < values; index += 1) scanAny(reader, limits);
      return values;
    }
    case 9:
      throw new LimitError('documents inside documents');
    default:
      throw new MalformedError('unknown content');
  }
}

/**
 * Yjs writes delete sets sorted and merged. Others are refused: ranges that overlap a thousand times over cost a walk
 * through all they cover, each.
 */
function scanDeletes(reader: Reader, limits: GuardLimits, scanned: ScannedUpdate): void {
  const clients = reader.count(2);
  if (clients > limits.clients) throw new LimitError('too many clients');
  const seen = new Set<number>();
  for (let index = 0; index < clients; index += 1) {
    const client = reader.uint();
    if (seen.has(client)) throw new MalformedError('client listed twice');
    seen.add(client);
    const ranges = reader.count(2);
    let previousEnd = 0;
    for (let number = 0; number < ranges; number += 1) {
      const clock = reader.uint();
      const length = reader.uint();
      // Yjs writes none, and throws on one that names what it does not have.
      if (length === 0) throw new MalformedError('empty deletion');
      if (clock < previousEnd) throw new LimitError('deletions not sorted');
      previousEnd = clock + length;
      if (previousEnd > limits.clock) throw new LimitError('clock too high');
      scanned.deletes.push({ client, clock, length });
    }
  }
  if (scanned.deletes.length > limits.structs) throw new LimitError('too many deletions');
}
