import { createHash } from 'node:crypto';
import { SEARCH_KINDS, type SearchKind } from '@kontor/contracts';
import type { SearchRecord } from '@kontor/domain';

const DAY_MS = 24 * 3_600_000;
/** A card is a day, below it a kind, below it a number of the thing's own: 52 bits in all, so it is an exact number. */
const OF_KIND = 2 ** 33;
const OF_DAY = 8 * OF_KIND;

/** The least card of a thing that last changed on this day or later. */
export const cardsFrom = (day: Date): number => dayOf(day) * OF_DAY;

/**
 * A thing as a number that begins with the day of its last change. It stands behind each key in the index, so that the index
 * alone answers which things hold a word: no record is read for it. The day, not the moment, because a change of it writes
 * all keys of the thing. Two things that share a number (of 1,000 that change in a day, a pair in about 17,000 days) are told
 * apart when their records are read.
 */
export function cardOf({ kind, ofId, at }: Pick<SearchRecord, 'kind' | 'ofId' | 'at'>): number {
  const hash = createHash('sha256').update(`${kind}:${ofId}`).digest();
  const own = hash.readUInt32BE() * 2 + (hash.readUInt8(4) & 1);
  return (at === null ? 0 : dayOf(at)) * OF_DAY + SEARCH_KINDS.indexOf(kind) * OF_KIND + own;
}

export const kindOf = (card: number): SearchKind | undefined =>
  SEARCH_KINDS[Math.floor((card % OF_DAY) / OF_KIND)];

/** From 1; 0 is for what has no day. */
const dayOf = (at: Date): number => Math.min(2 ** 16 - 1, Math.max(0, Math.floor(at.getTime() / DAY_MS)) + 1);
