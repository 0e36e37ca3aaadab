import type { CityId, ContentLanguage, DocumentId, SearchKind, SearchStatus, Topic } from '@kontor/contracts';
import type { Door } from './doors.js';
import type { TextPart } from './passages.js';
import type { IndexedThing, SearchRecord, ThingRef } from './search-record.js';

/** Which records are looked for. The scope is the doors: without one nothing is found. */
export interface FindQuery {
  doors: readonly Door[];
  /** Folded; see `askedWords`. At least one. */
  words: readonly string[];
  /** A thing must hold each word that carries meaning, wherever in it; `else-some`: any, when nothing holds all of them. */
  demand: 'all' | 'else-some';
  /** Undefined: of every kind. */
  kinds?: readonly SearchKind[] | undefined;
  cityId?: CityId | undefined;
  country?: string | undefined;
  topic?: Topic | undefined;
  /** Spoken somewhere in the thing. */
  language?: ContentLanguage | undefined;
  /** Without one nothing is found that is in the archive. */
  status?: SearchStatus | undefined;
  /** Days of the last change as they begin in UTC, `until` not included. */
  from?: Date | undefined;
  until?: Date | undefined;
}

/** A thing that answers. */
export interface Found extends ThingRef {
  at: Date | null;
  /** The title holds the words, all or some as the answer does. */
  isTitle: boolean;
  /** Bit by bit which of the words stand in it as a whole or in another form, and are not just begun. */
  whole: number;
}

/** What answers. */
export interface Answering {
  /** The best of the kinds that are asked for, at most `MAX_HITS`; see `bestFirst`. */
  found: Found[];
  /** Of every kind, how many there are; with `isCut` at least so many. */
  counts: ReadonlyMap<SearchKind, number>;
  isCut: boolean;
  /** Which words they hold. */
  words: 'all' | 'some';
}

/** The passages and heads that everything is found in. */
export interface SearchRecords {
  /**
   * Makes these the records of a thing: those that are there and not given go, those that did not change are not written.
   * The head comes last and carries the version, so that a process that dies in between is noticed. Repeatable.
   *
   * @param records none: the thing cannot be found any more
   */
  put(thing: ThingRef, version: string, records: readonly SearchRecord[]): Promise<void>;
  /** All records of a thing, head first. */
  of(thing: ThingRef): Promise<SearchRecord[]>;
  find(query: FindQuery): Promise<Answering>;
  /**
   * Of each of these things the record to show: the passage that says most of the words, else the head.
   *
   * @returns by {@link thingKey} the thing; what is not behind one of the doors is not there
   */
  toShow(
    things: readonly ThingRef[],
    query: Pick<FindQuery, 'doors' | 'words'>,
  ): Promise<Map<string, SearchRecord>>;
  /** Things of a kind in the order of their ids. */
  indexed(kind: SearchKind, after: string, limit: number): Promise<IndexedThing[]>;
}

/** What there is to be found, as the nouns have it: ids with a word that changes whenever their records must. */
export interface SearchSources {
  existing(kind: SearchKind, after: string, limit: number): Promise<IndexedThing[]>;
  version(thing: ThingRef): Promise<string | null>;
}

/** The text of a document by sections, as it is stored. Null where it cannot be read now. */
export interface DocumentSections {
  read(documentId: DocumentId): Promise<TextPart[] | null>;
}
