import type { Door, FindQuery } from '@kontor/domain';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import { cardsFrom } from './card.js';
import { inArchive, keyOf, stemEntry, titleEntry } from './search-keys.js';
import { BY_KEY, searchCollection } from './search.model.js';

/** A word that is asked for: as typed, and its stems in all languages that the engine knows. */
export interface AskedWord {
  word: string;
  stems: readonly string[];
  /** It carries little meaning in some language: beside other words it need not be found. */
  isStop: boolean;
}

/** Entries that say the word as a whole or in another form. */
export const wholeEntries = ({ word, stems }: AskedWord): string[] => [
  ...new Set([word, ...stems, ...stems.map(stemEntry)]),
];

/** Things as cards. */
interface CardList {
  cards: readonly number[];
  /** There are more. */
  isCut: boolean;
}

/** The things that hold a word. */
export interface Holding {
  whole: ReadonlySet<number>;
  title: ReadonlySet<number>;
  /** Whole or begun, title or text. */
  all: ReadonlySet<number>;
  /** More things hold it than were read. */
  isCut: boolean;
  /** There may be more, which were not looked for. */
  isMore: boolean;
}

/** Of a word: in how many things more it stands says little. */
const MOST = 5_000;
/** When more hold a word, so many of the most recent behind each sort of door. */
const MOST_RECENT = 500;
/** Of a filter: what passes it must be known whole. */
const MOST_PASSING = 50_000;
/** With so few letters typed, nearly everything holds a word that begins so. */
const FEW_LETTERS = 3;
/** The engine merges so many stretches of an index in their order; of more it reads all before it sorts. */
const MERGED_AT_ONCE = 200;
const Row = z.array(z.object({ cards: z.array(z.number()) }));
const NONE: CardList = { cards: [], isCut: false };

/** What the index of keys says, without any record being read: which things of a scope hold an entry. */
export class CardLists {
  readonly #stored: ReturnType<typeof searchCollection>;
  readonly #doors: readonly string[];
  readonly #bounds: { $gte: number; $lt: number };

  constructor(
    connection: Connection,
    { doors, status, from, until }: Pick<FindQuery, 'status' | 'from' | 'until'> & { doors: readonly Door[] },
  ) {
    this.#stored = searchCollection(connection);
    this.#doors = status === 'archived' ? doors.map(inArchive) : doors;
    const isDated = from !== undefined || until !== undefined;
    this.#bounds = {
      $gte: isDated ? cardsFrom(from ?? new Date(0)) : 0,
      $lt: until === undefined ? Number.MAX_SAFE_INTEGER : cardsFrom(until),
    };
  }

  async holding(asked: AskedWord): Promise<Holding> {
    const entries = wholeEntries(asked);
    const titleEntries = entries.map(titleEntry);
    const isShort = asked.word.length <= FEW_LETTERS;
    const [text, title, early] = await Promise.all([
      this.saying(entries),
      this.read([...this.keys(titleEntries), ...this.beginnings(titleEntry(asked.word))], MOST),
      isShort ? NONE : this.read(this.beginnings(asked.word), MOST),
    ]);
    const isNothing = text.cards.length + title.cards.length === 0;
    // What begins with so little is looked for in texts when nothing else answers.
    const begun = isShort && isNothing ? await this.read(this.beginnings(asked.word), MOST_RECENT) : early;
    // Of texts only the most recent are known then; titles are few.
    const wholeTitles = text.isCut ? await this.saying(titleEntries) : NONE;
    const isCut = text.isCut || title.isCut || begun.isCut;
    return {
      whole: new Set([...text.cards, ...wholeTitles.cards]),
      title: new Set(title.cards),
      all: new Set([...text.cards, ...title.cards, ...begun.cards]),
      isCut,
      isMore: isCut || (isShort && !isNothing),
    };
  }

  passing(filter: string): Promise<CardList> {
    return this.read(this.keys([filter]), MOST_PASSING);
  }

  /** Things that hold one of these entries; when there are too many, the most recent of them. */
  private async saying(entries: readonly string[]): Promise<CardList> {
    const list = await this.read(this.keys(entries), MOST);
    if (!list.isCut) return list;
    const parts = this.sortsOfDoors(Math.max(1, Math.floor(MERGED_AT_ONCE / entries.length)));
    const lists = await Promise.all(
      parts.map((doors) => this.read(this.keys(entries, doors), MOST_RECENT, true)),
    );
    return { cards: lists.flatMap(({ cards }) => cards), isCut: true };
  }

  /** Each kind by itself, so that many posts about something do not crowd out the documents. */
  private sortsOfDoors(atMost: number): string[][] {
    const parts: string[][] = [];
    for (const sort of new Set(this.#doors.map(sortOf))) {
      const doors = this.#doors.filter((door) => sortOf(door) === sort);
      for (let at = 0; at < doors.length; at += atMost) parts.push(doors.slice(at, at + atMost));
    }
    return parts;
  }

  private keys(entries: readonly string[], doors = this.#doors): string[] {
    return doors.flatMap((door) => entries.map((entry) => keyOf(door, entry)));
  }

  /** Words are letters and digits, doors our own: nothing in a pattern needs to be escaped, and each is anchored. */
  private beginnings(entry: string): RegExp[] {
    return this.#doors.map((door) => new RegExp(`^${keyOf(door, entry)}`));
  }

  /** One row of numbers and not a row for each: reading five thousand rows takes longer than finding them. */
  private async read(keys: (string | RegExp)[], most: number, isSorted = false): Promise<CardList> {
    const rows: unknown = await this.#stored
      .aggregate(
        [
          { $match: { keys: { $in: keys }, card: this.#bounds } },
          ...(isSorted ? [{ $sort: { card: -1 } }] : []),
          { $limit: most },
          { $group: { _id: null, cards: { $push: '$card' } } },
        ],
        { hint: BY_KEY },
      )
      .toArray();
    const [cards = []] = Row.parse(rows).map((row) => row.cards);
    return { cards, isCut: cards.length === most };
  }
}

/** `thread` of `thread:64f…`. */
const sortOf = (door: string): string => door.split(/[:~]/, 1)[0] ?? '';
