import type {
  CityId,
  ContentLanguage,
  SearchKind,
  SearchStatus,
  Topic,
  WorkspaceId,
} from '@kontor/contracts';
import type { Door } from './doors.js';

/** A thing that can be found. */
export interface ThingRef {
  kind: SearchKind;
  /** 24 hex digits. */
  ofId: string;
}

export const thingKey = ({ kind, ofId }: ThingRef): string => `${kind}:${ofId}`;

/**
 * What is found: a thing, or a passage of it. The same shape for every noun. A thing has one head, whose `part` is empty, and
 * as many passages as its text needs.
 */
export interface SearchRecord extends ThingRef {
  /** Names the passage within its thing; empty: the head. */
  part: string;
  /** Whoever holds one of these finds it; see {@link Door}. */
  doors: Door[];
  title: string;
  /** Names that describe the thing and are not shown as its words: cities, owner, tags. */
  keywords: string;
  text: string;
  /** Where in the thing the text stands: id of a section, number of a post. */
  place: string | null;
  /** Of the text: decides by whose grammar its words are compared. */
  language: ContentLanguage | null;
  workspaceId: WorkspaceId | null;
  cityIds: CityId[];
  countries: string[];
  topics: Topic[];
  status: SearchStatus | null;
  /** Last change of the thing. */
  at: Date | null;
}

/** What a head says about how current the records of its thing are. */
export interface IndexedThing {
  ofId: string;
  version: string;
}

/** Raised when records are made in another way: everything is then written anew at the next start. */
export const RECORDS_VERSION = 2;
