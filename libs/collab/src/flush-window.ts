import type { EngineLimits } from './limits.js';

/** Share of busy time from which the window widens. */
const BUSY_FROM = 0.4;
/** At full load a window is so many times `msPerMember` per member. */
const WIDEST = 10;

/**
 * How long the changes of a room may gather before they leave together, in milliseconds.
 *
 * What a flush costs is a write per member, and what it may save grows with how often members write. So the calm window
 * grows with the square of the members: nothing to speak of for four, 20 ms for a hall of a hundred. When the event loop
 * is busy, writes are what it is busy with, and waiting longer is what makes everybody's edits arrive sooner.
 *
 * @param members sessions in the room
 * @param load share of time in which the event loop was busy lately, 0 to 1
 */
export function flushWindow(members: number, load: number, limits: EngineLimits['flush']): number {
  const { msPerMember, maxMs, busyMaxMs } = limits;
  const calm = Math.min(maxMs, (msPerMember * members * members) / 100);
  const strain = Math.min(1, Math.max(0, (load - BUSY_FROM) / (1 - BUSY_FROM)));
  return Math.max(calm, Math.min(busyMaxMs, msPerMember * members * WIDEST * strain));
}
