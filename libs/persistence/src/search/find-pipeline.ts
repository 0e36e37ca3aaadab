import type { FindQuery } from '@kontor/domain';
import type { PipelineStage } from 'mongoose';
import { bodyKey, stemEntry, titleKey } from './search-keys.js';

/** A word that is asked for: as typed, and its stems in all languages that the engine knows. */
export interface AskedWord {
  word: string;
  stems: readonly string[];
  /** It carries little meaning in some language: beside other words it need not be found. */
  isStop: boolean;
}

/** Entries that say the word as a whole or in another form. */
const wholeEntries = ({ word, stems }: AskedWord): string[] => [
  ...new Set([word, ...stems, stemEntry(word), ...stems.map(stemEntry)]),
];

/** Words are letters and digits, doors our own: nothing in a pattern needs to be escaped, and each is anchored. */
const looked = (
  keyOf: (door: string, term: string) => string,
  doors: readonly string[],
  asked: AskedWord,
): (string | RegExp)[] =>
  doors.flatMap((door) => [
    new RegExp(`^${keyOf(door, asked.word)}`, 'u'),
    ...wholeEntries(asked)
      .filter((entry) => entry !== asked.word)
      .map((entry) => keyOf(door, entry)),
  ]);

const held = (asked: AskedWord): (string | RegExp)[] => [
  new RegExp(`^${asked.word}`, 'u'),
  ...wholeEntries(asked),
];

/** Bit by bit which of the words a list of entries says as a whole. */
const wholeMask = (field: string, words: readonly AskedWord[]) => ({
  $add: words.map((asked, bit) => ({
    $cond: [{ $eq: [{ $setIntersection: [field, { $literal: wholeEntries(asked) }] }, []] }, 0, 2 ** bit],
  })),
});

function filters(query: FindQuery): Record<string, unknown> {
  const { cityId, country, topic, language, status, from, until } = query;
  return {
    ...(cityId === undefined ? {} : { cityIds: cityId }),
    ...(country === undefined ? {} : { countries: country }),
    ...(topic === undefined ? {} : { topics: topic }),
    ...(language === undefined ? {} : { language }),
    // What is in the archive is found by whoever asks for the archive.
    status: status ?? { $ne: 'archived' },
    ...(from === undefined && until === undefined
      ? {}
      : { at: { ...(from && { $gte: from }), ...(until && { $lt: until }) } }),
  };
}

/** Looks for words in titles or in everything; at most `limit` rows, without their texts. */
export function findPipeline(
  query: FindQuery,
  words: readonly AskedWord[],
  where: 'title' | 'body',
  limit: number,
): PipelineStage[] {
  const meaning = words.filter(({ isStop }) => !isStop);
  const needed = meaning.length > 0 ? meaning : [...words];
  // The longest word has the fewest keys; the others are judged on what it leads to.
  const [leading, ...others] = needed.toSorted((a, b) => b.word.length - a.word.length);
  const keyOf = where === 'title' ? titleKey : bodyKey;
  const field = where === 'title' ? 'titleTerms' : 'terms';
  const isSome = query.demand === 'some';
  const leads = isSome ? needed : leading === undefined ? [] : [leading];
  const $in = leads.flatMap((asked) => looked(keyOf, query.doors, asked));
  const $and = isSome ? [] : others.map((asked) => ({ [field]: { $in: held(asked) } }));
  return [
    { $match: { keys: { $in }, ...($and.length > 0 ? { $and } : {}), ...filters(query) } },
    { $limit: limit },
    { $project: { kind: 1, ofId: 1, title: 1, at: 1, whole: wholeMask(`$${field}`, words) } },
  ];
}
