import type { CityId, LearningDirection, SpokenLanguage, Topic, UserId } from '@kontor/contracts';

/** Somebody who can be asked about a topic, or wants to learn it, with what decides whom they fit. */
export interface Offerer {
  userId: UserId;
  topic: Topic;
  direction: LearningDirection;
  maturity: number;
  cityId: CityId | null;
  /** Codes of what they speak. */
  languages: readonly SpokenLanguage[];
  isAway: boolean;
}

export interface Pair<O extends Offerer = Offerer> {
  mentor: O;
  learner: O;
  /** What both speak, in the mentor's order. */
  languages: SpokenLanguage[];
}

/**
 * Who fits whom, best first, by the rules LE-1 to LE-5 of SPEC.md. The same offers in any order give the same pairs.
 *
 * @param most so many pairs at most
 * @param of only pairs in which this person stands
 */
export function pairsOf<O extends Offerer>(offers: readonly O[], most: number, of?: UserId): Pair<O>[] {
  const left = candidatesOf(offers).filter(
    ({ mentor, learner }) => of === undefined || mentor.userId === of || learner.userId === of,
  );
  const pairs: Pair<O>[] = [];
  const taken = new Map<UserId, number>();
  const pairings = ({ mentor, learner }: Pair): number =>
    (taken.get(mentor.userId) ?? 0) + (taken.get(learner.userId) ?? 0);
  while (left.length > 0 && pairs.length < most) {
    let best = 0;
    for (let at = 1; at < left.length; at += 1) {
      const [one, other] = [left[at], left[best]];
      if (one && other && isBefore(one, other, pairings)) best = at;
    }
    const [pair] = left.splice(best, 1);
    if (pair === undefined) break;
    pairs.push(pair);
    for (const { userId } of [pair.mentor, pair.learner]) taken.set(userId, (taken.get(userId) ?? 0) + 1);
  }
  return pairs;
}

/** In an order that does not depend on how they came; what comes first among equals goes first. */
function candidatesOf<O extends Offerer>(offers: readonly O[]): Pair<O>[] {
  const present = offers.filter(({ isAway }) => !isAway);
  const learners = present.filter(({ direction }) => direction === 'learner');
  return present
    .filter(({ direction }) => direction === 'mentor')
    .flatMap((mentor) =>
      learners
        .filter((learner) => isFit(mentor, learner))
        .map((learner) => ({ mentor, learner, languages: sharedBy(mentor, learner) })),
    )
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const isFit = (mentor: Offerer, learner: Offerer): boolean =>
  mentor.topic === learner.topic &&
  mentor.userId !== learner.userId &&
  mentor.cityId !== learner.cityId &&
  mentor.maturity > learner.maturity;

const sharedBy = (mentor: Offerer, learner: Offerer): SpokenLanguage[] =>
  mentor.languages.filter((language) => learner.languages.includes(language));

const keyOf = ({ mentor, learner }: Pair): string => [mentor.topic, mentor.userId, learner.userId].join(' ');

function isBefore(one: Pair, other: Pair, pairings: (pair: Pair) => number): boolean {
  const speaks = Number(other.languages.length > 0) - Number(one.languages.length > 0);
  if (speaks !== 0) return speaks < 0;
  const fewer = pairings(one) - pairings(other);
  if (fewer !== 0) return fewer < 0;
  return distanceOf(one) > distanceOf(other);
}

const distanceOf = ({ mentor, learner }: Pair): number => mentor.maturity - learner.maturity;
