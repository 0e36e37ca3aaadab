import { CLOSE } from '@kontor/contracts';
import type { StopReason } from './saved-state.js';

/** What a closed connection asks for. */
export type Verdict =
  | { act: 'stop'; reason: StopReason }
  | { act: 'again'; after: { min: number; max: number }; rightsChanged: boolean };

const STOPS: Record<number, StopReason> = {
  [CLOSE.sessionEnded]: 'session-ended',
  [CLOSE.accessRemoved]: 'access-removed',
  [CLOSE.gone]: 'gone',
  [CLOSE.generationChanged]: 'generation-changed',
  [CLOSE.reviewEnded]: 'review-ended',
  [CLOSE.documentFull]: 'document-full',
  [CLOSE.invalidUpdate]: 'invalid',
  [CLOSE.clientTooOld]: 'client-too-old',
};

/** 44xx mean stop; everything else means come back: at once, or spread out so that a restarted server is not stormed. */
export function verdictOn(code: number): Verdict {
  if (code >= 4400 && code < 4500) return { act: 'stop', reason: STOPS[code] ?? 'access-removed' };
  if (code === CLOSE.rightsChanged) return { act: 'again', after: { min: 0, max: 100 }, rightsChanged: true };
  if (code === CLOSE.draining || code === CLOSE.goingAway)
    return { act: 'again', after: { min: 300, max: 2500 }, rightsChanged: false };
  if (code === CLOSE.rate || code === CLOSE.slowConsumer)
    return { act: 'again', after: { min: 4000, max: 9000 }, rightsChanged: false };
  if (code === CLOSE.internal) return { act: 'again', after: { min: 1000, max: 4000 }, rightsChanged: false };
  return { act: 'again', after: { min: 150, max: 2500 }, rightsChanged: false };
}

/** Delay before attempt n (1, 2, …): doubling within the verdict's limits, half of it by chance. */
export function delayBefore(
  attempt: number,
  { min, max }: { min: number; max: number },
  chance: () => number = Math.random,
): number {
  const grown = Math.min(max, Math.max(min, 100) * 2 ** Math.min(attempt, 10));
  return Math.round(min + (Math.max(grown, min) - min) * (0.5 + chance() / 2));
}
