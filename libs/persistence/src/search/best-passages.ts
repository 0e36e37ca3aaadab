import type { Door, ThingRef } from '@kontor/domain';
import type { PipelineStage } from 'mongoose';
import { wholeEntries, type AskedWord } from './card-lists.js';

/** How many of the words stand in a passage as a whole or in another form. */
const wholeWords = (words: readonly AskedWord[]) => ({
  $add: words.map((asked) => ({
    $cond: [{ $eq: [{ $setIntersection: ['$terms', { $literal: wholeEntries(asked) }] }, []] }, 0, 1],
  })),
});

/** Of each thing the passage that says most of the words; things of which no passage says one are not there. */
export const bestPassages = (
  things: readonly ThingRef[],
  doors: readonly Door[],
  words: readonly AskedWord[],
): PipelineStage[] => [
  {
    $match: {
      kind: { $in: [...new Set(things.map(({ kind }) => kind))] },
      ofId: { $in: things.map(({ ofId }) => ofId) },
      part: { $gt: '' },
      doors: { $in: doors },
      terms: { $in: words.flatMap((asked) => [new RegExp(`^${asked.word}`), ...wholeEntries(asked)]) },
    },
  },
  { $project: { kind: 1, ofId: 1, part: 1, words: wholeWords(words) } },
  { $sort: { words: -1, part: 1 } },
  { $group: { _id: { kind: '$kind', ofId: '$ofId' }, best: { $first: '$_id' } } },
];
