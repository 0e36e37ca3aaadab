import { CLOSE } from '@kontor/contracts';
import type { StopReason } from './saved-state.js';

/** How long to wait before coming back, in milliseconds. */
export interface Wait {
  min: number;
  max: number;
  /** Everybody was sent away in one moment: the whole span is used from the first attempt on. */
  isCrowd?: boolean;
}

/** What a closed connection asks for. */
export type Verdict =
  { act: 'stop'; reason: StopReason } | { act: 'again'; after: Wait; rightsChanged: boolean };

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
    return { act: 'again', after: { min: 300, max: 2500, isCrowd: true }, rightsChanged: false };
  if (code === CLOSE.rate || code === CLOSE.slowConsumer)
    return { act: 'again', after: { min: 4000, max: 9000 }, rightsChanged: false };
  if (code === CLOSE.internal) return { act: 'again', after: { min: 1000, max: 4000 }, rightsChanged: false };
  return { act: 'again', after: { min: 150, max: 2500 }, rightsChanged: false };
}

/**
 * Delay before attempt n (1, 2, …): anywhere between the least and a bound that doubles. Chance decides over the whole
 * span, because when a server dies all its clients begin to count in the same moment.
 */
export function delayBefore(
  attempt: number,
  { min, max, isCrowd = false }: Wait,
  chance: () => number = Math.random,
): number {
  const grown = Math.min(max, Math.max(min, 100) * 2 ** Math.min(attempt, 10));
  const most = isCrowd ? max : Math.max(grown, min);
  return Math.round(min + (most - min) * chance());
}
