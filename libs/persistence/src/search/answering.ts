import { bitsOf, type Answering, type FindQuery } from '@kontor/domain';
import type { Holding } from './card-lists.js';

/** A thing that answers, by its card; see `Found`. */
export interface AnsweringCard {
  card: number;
  isTitle: boolean;
  whole: number;
}

/**
 * Compares what each word is found in. A word that stands in more things than were read is not demanded beside others: it
 * would lose what also holds it.
 *
 * @returns best first, as `bestFirst` has it, but for the time within a day
 */
export function answeringCards(
  demand: FindQuery['demand'],
  words: readonly Holding[],
  filters: readonly ReadonlySet<number>[],
): { cards: AnsweringCard[]; words: Answering['words'] } {
  const passes = (card: number): boolean => filters.every((passing) => passing.has(card));
  const known = words.filter(({ isCut }) => !isCut);
  const demanded = known.length > 0 ? known : words;
  const [fewest] = demanded.map(({ all }) => all).toSorted((a, b) => a.size - b.size);
  const holdAll = [...(fewest ?? [])].filter(
    (card) => demanded.every(({ all }) => all.has(card)) && passes(card),
  );
  if (holdAll.length > 0 || demand === 'all' || words.length === 1) {
    return { cards: inOrder(holdAll, words, (has) => words.every(has)), words: 'all' };
  }
  const holdSome = [...new Set(words.flatMap(({ all }) => [...all]))].filter(passes);
  return { cards: inOrder(holdSome, words, (has) => words.some(has)), words: 'some' };
}

function inOrder(
  cards: readonly number[],
  words: readonly Holding[],
  isEnough: (has: (word: Holding) => boolean) => boolean,
): AnsweringCard[] {
  const rows = cards.map((card) => {
    const whole = words.reduce((mask, word, bit) => mask + (word.whole.has(card) ? 2 ** bit : 0), 0);
    return { card, isTitle: isEnough(({ title }) => title.has(card)), whole, bits: bitsOf(whole) };
  });
  return rows.sort((a, b) => Number(b.isTitle) - Number(a.isTitle) || b.bits - a.bits || b.card - a.card);
}
