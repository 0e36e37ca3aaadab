import * as encoding from 'lib0/encoding';
import { LimitError } from './limit-error.js';
import type { DocumentKnowledge } from './knowledge.js';
import type { DeletedRange, ScannedRun, ScannedStruct, ScannedUpdate } from './scan-update.js';

/** What is left of an update without structs that only somebody else may bring. */
export interface Remainder {
  update: Uint8Array;
  /** Something of the sender's own had to go with it, because it leans on what is not here. */
  isPartial: boolean;
  /** Clocks to wait for, by client id: when their owners have brought them, the sender can be asked again. */
  awaited: Map<number, number>;
}

/**
 * A client that outlived a crash of the server may hold edits of others that were shown to it and then lost. It cannot
 * bring them: we could not tell them from forged ones. Their authors bring them again. What the client itself wrote is
 * taken as far as it stands without them.
 */
export function withoutForeign(
  bytes: Uint8Array,
  scanned: ScannedUpdate,
  userId: string,
  known: DocumentKnowledge,
): Remainder {
  const awaited = new Map<number, number>();
  const kept: Keep[] = [];
  for (const run of scanned.runs) {
    if (run.to <= known.clockOf(run.client)) continue;
    const owner = known.ownerOf(run.client);
    if (owner === undefined || owner === userId) kept.push({ run, count: run.structs.length });
    else awaited.set(run.client, run.to);
  }
  shrink(kept, known);
  const end = endOf(kept, known);
  const deletes = scanned.deletes.filter((range) => range.clock + range.length <= end(range.client));
  const isPartial =
    deletes.length < scanned.deletes.length || kept.some(({ run, count }) => count < run.structs.length);
  return { update: encode(bytes, kept, deletes), isPartial, awaited };
}

/** The first `count` structs of a run. */
interface Keep {
  run: ScannedRun;
  count: number;
}

function endOf(kept: readonly Keep[], known: DocumentKnowledge): (client: number) => number {
  const ends = new Map<number, number>();
  for (const { run, count } of kept) {
    const last = run.structs[count - 1];
    const knownEnd = known.clockOf(run.client);
    const reached = run.from > knownEnd || !last ? knownEnd : last.clock + last.length;
    ends.set(run.client, Math.max(knownEnd, reached));
  }
  return (client) => ends.get(client) ?? known.clockOf(client);
}

/** Rounds of shortening; honest leftovers of a crash need two or three, a crafted ladder thousands. */
const MAX_ROUNDS = 50;

/** Shortens the runs until no struct that is kept leans on one that is not. */
function shrink(kept: readonly Keep[], known: DocumentKnowledge): void {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    let changed = false;
    const end = endOf(kept, known);
    for (const keep of kept) {
      const index = keep.run.structs.findIndex((struct) => leansBeyond(struct, end));
      if (index === -1 || index >= keep.count) continue;
      keep.count = index;
      changed = true;
    }
    if (!changed) return;
  }
  throw new LimitError('edits lean on foreign ones in too many ways');
}

function leansBeyond(struct: ScannedStruct, end: (client: number) => number): boolean {
  return (
    (struct.originClient !== -1 && struct.originClock >= end(struct.originClient)) ||
    (struct.rightClient !== -1 && struct.rightClock >= end(struct.rightClient)) ||
    (struct.parentClient !== -1 && struct.parentClock >= end(struct.parentClient))
  );
}

/** A version 1 update of the kept structs, byte for byte, and of the kept deletions. */
function encode(bytes: Uint8Array, kept: readonly Keep[], deletes: readonly DeletedRange[]): Uint8Array {
  return encoding.encode((encoder) => {
    const runs = kept.filter(({ count }) => count > 0);
    encoding.writeVarUint(encoder, runs.length);
    for (const { run, count } of runs) {
      const first = run.structs[0];
      const last = run.structs[count - 1];
      if (!first || !last) continue;
      encoding.writeVarUint(encoder, count);
      encoding.writeVarUint(encoder, run.client);
      encoding.writeVarUint(encoder, run.from);
      encoding.writeUint8Array(encoder, bytes.subarray(first.start, last.end));
    }
    const byClient = new Map<number, DeletedRange[]>();
    for (const range of deletes) {
      const ranges = byClient.get(range.client);
      if (ranges) ranges.push(range);
      else byClient.set(range.client, [range]);
    }
    encoding.writeVarUint(encoder, byClient.size);
    for (const [client, ranges] of byClient) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, ranges.length);
      for (const range of ranges) {
        encoding.writeVarUint(encoder, range.clock);
        encoding.writeVarUint(encoder, range.length);
      }
    }
  });
}
