import type { CityId, ContentLanguage, DocumentId, SearchKind, SearchStatus, Topic } from '@kontor/contracts';
import type { Door } from './doors.js';
import type { TextPart } from './passages.js';
import type { IndexedThing, SearchRecord, ThingRef } from './search-record.js';

/** Which records are looked for. The scope is the doors: without one nothing is found. */
export interface FindQuery {
  doors: readonly Door[];
  /** Folded; see `askedWords`. At least one. */
  words: readonly string[];
  /** `all`: a record must hold each word that carries meaning; `some`: any of them. */
  demand: 'all' | 'some';
  cityId?: CityId | undefined;
  country?: string | undefined;
  topic?: Topic | undefined;
  language?: ContentLanguage | undefined;
  status?: SearchStatus | undefined;
  /** Last change, `until` not included. */
  from?: Date | undefined;
  until?: Date | undefined;
}

/** A record that answers, without its text. */
export interface Found extends ThingRef {
  id: string;
  title: string;
  at: Date | null;
  /** The title answers, all words or some as demanded. */
  isTitle: boolean;
  /** Bit by bit which of the words stand in it as a whole or in another form, and are not just begun. */
  whole: number;
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
  /** Bounded: `isCut` says that there are more than were looked at. */
  find(query: FindQuery): Promise<{ found: Found[]; isCut: boolean }>;
  /** The records of these ids, with their texts. */
  byIds(ids: readonly string[]): Promise<Map<string, SearchRecord>>;
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
