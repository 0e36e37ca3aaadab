import type { GuardLimits } from '../limits.js';
import type { DocumentKnowledge } from './knowledge.js';
import { LimitError } from './limit-error.js';
import { neighboursAgree } from './neighbours.js';
import { deepestType } from './nesting.js';
import type { ScannedRun, ScannedStruct, ScannedUpdate } from './scan-update.js';

export type Verdict =
  /** Everything in it is known already. */
  | { kind: 'known' }
  /** Something before it is missing: ask for it, keep nothing. */
  | { kind: 'gap' }
  | { kind: 'foreign'; clientId: number }
  /** `writers` get new clocks by it; `claims` of these belong to nobody yet; `overlaps`: a part of a struct is known. */
  | { kind: 'new'; writers: number[]; claims: number[]; deletesOnly: boolean; overlaps: boolean };

/**
 * What an update would do to the document, decided without touching it.
 *
 * New clocks are taken only under client ids that the user owns. An edit under somebody else's id would make that
 * person's client and the server differ for good, both holding other content for the same clock. Known clocks of
 * anybody may be repeated: a merge after an offline spell does so.
 *
 * @throws LimitError when it would burn clocks, nest too deep or stand in two lists
 */
export function judge(
  scanned: ScannedUpdate,
  userId: string,
  known: DocumentKnowledge,
  limits: GuardLimits,
): Verdict {
  const fresh = scanned.runs.filter((run) => run.to > known.clockOf(run.client));
  for (const run of fresh) {
    const owner = known.ownerOf(run.client);
    // Clocks without an owner come from before ownership was kept: nobody may continue them.
    const orphan = !known.isClaimed(run.client) && known.clockOf(run.client) > 0;
    const foreign = orphan || (owner !== undefined && owner !== userId);
    if (foreign) return { kind: 'foreign', clientId: run.client };
  }
  if (scanned.hasSkip || hasGap(scanned, fresh, known)) return { kind: 'gap' };
  let span = 0;
  for (const run of fresh) span += run.to - known.clockOf(run.client);
  if (span > limits.clockSpan) throw new LimitError('too many new clocks');
  if (scanned.types > 0 && deepestType(fresh, known, limits.typeDepth) > limits.typeDepth) {
    throw new LimitError('nodes nested too deep');
  }
  if (!neighboursAgree(fresh, known)) throw new LimitError('neighbours of different lists');
  if (fresh.length === 0 && scanned.deletes.every((range) => known.isDeleted(range)))
    return { kind: 'known' };
  return {
    kind: 'new',
    writers: fresh.map((run) => run.client),
    claims: fresh.filter((run) => !known.isClaimed(run.client)).map((run) => run.client),
    deletesOnly: fresh.length === 0,
    overlaps: fresh.some((run) => overlaps(run, known.clockOf(run.client))),
  };
}

/** Most updates begin where we end, and are not looked through. */
const overlaps = (run: ScannedRun, end: number): boolean =>
  run.from < end && run.structs.some(({ clock, length }) => clock < end && end < clock + length);

function hasGap(scanned: ScannedUpdate, fresh: ScannedRun[], known: DocumentKnowledge): boolean {
  const reach = new Map<number, number>();
  for (const run of fresh) {
    if (run.from > known.clockOf(run.client)) return true;
    reach.set(run.client, run.to);
  }
  const end = (client: number): number => reach.get(client) ?? known.clockOf(client);
  for (const run of fresh) {
    const knownClock = known.clockOf(run.client);
    for (const struct of run.structs) {
      if (struct.clock + struct.length <= knownClock) continue;
      if (refersBeyond(struct, run.client, end)) return true;
    }
  }
  return scanned.deletes.some((range) => range.clock + range.length > end(range.client));
}

/** A struct may lean on any other of the update, but on its own client only backwards: Yjs throws there. */
function refersBeyond(struct: ScannedStruct, self: number, end: (client: number) => number): boolean {
  const beyond = (client: number, clock: number): boolean =>
    client !== -1 && clock >= (client === self ? struct.clock : end(client));
  return (
    beyond(struct.originClient, struct.originClock) ||
    beyond(struct.rightClient, struct.rightClock) ||
    beyond(struct.parentClient, struct.parentClock)
  );
}
