import { z } from 'zod';
import { THREAD_STATUSES } from './discussions.contract.js';
import { CityId, Instant, WorkspaceId } from './ids.js';
import { ContentLanguage } from './locales.js';
import { csv } from './paging.js';
import { DOCUMENT_STATUSES, Topic } from './practice-documents.contract.js';

/** What can be found. A later noun adds its name here and writes the same search record. */
export const SEARCH_KINDS = [
  'practice-document',
  'thread',
  'commitment',
  'person',
  'organisation',
  'city',
] as const;
export const SearchKind = z.enum(SEARCH_KINDS);
export type SearchKind = z.infer<typeof SearchKind>;

/** Statuses of documents and of threads; a filter by one of them finds only what has it. */
export const SearchStatus = z.enum([...DOCUMENT_STATUSES, ...THREAD_STATUSES]);
export type SearchStatus = z.infer<typeof SearchStatus>;

/** No more things than this are told of one question: whoever needs more asks more exactly. */
export const MAX_HITS = 200;

const Day = z.iso.date();

/** `GET /search`. Anything may be typed as `q`: what holds no letter and no digit finds nothing. */
export const SearchQuery = z.strictObject({
  q: z.string().trim().min(1).max(200),
  kind: csv(SearchKind),
  workspaceId: WorkspaceId.optional(),
  cityId: CityId.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be two capital letters, such as FI')
    .optional(),
  topic: Topic.optional(),
  language: ContentLanguage.optional(),
  status: SearchStatus.optional(),
  /** Last change, both days included. */
  from: Day.optional(),
  until: Day.optional(),
  offset: z.coerce.number().int().min(0).max(MAX_HITS).default(0),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/** A text, and which of its characters answer the question: offsets, so that nothing has to be trusted as HTML. */
export const MarkedText = z
  .object({
    text: z.string(),
    /** Ascending, not overlapping; `to` is not included. */
    marks: z.array(z.object({ from: z.number().int(), to: z.number().int() })),
  })
  .meta({ id: 'MarkedText' });
export type MarkedText = z.infer<typeof MarkedText>;

export const SearchHit = z
  .object({
    kind: SearchKind,
    /** Of the document, thread, person, organisation or city. */
    id: z.string(),
    title: MarkedText,
    /** The words around what was found; null where only the title answers. */
    passage: MarkedText.nullable(),
    /** Where the passage stands: id of a section, number of a post. */
    place: z.string().nullable(),
    workspace: z.object({ id: WorkspaceId, name: z.string() }).nullable(),
    cities: z.array(z.object({ id: CityId, name: z.string(), country: z.string() })),
    language: ContentLanguage.nullable(),
    status: SearchStatus.nullable(),
    changedAt: Instant.nullable(),
  })
  .meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchAnswer = z
  .object({
    items: z.array(SearchHit),
    /** Null on the last page. */
    nextOffset: z.number().int().nullable(),
    /** How many things of each kind the reader would find, without the filter by kind. `isMore`: at least so many. */
    counts: z.array(z.object({ kind: SearchKind, count: z.number().int(), isMore: z.boolean() })),
    /** `some`: nothing holds all words, so these hold some of them. */
    words: z.enum(['all', 'some']),
    /** How the last word could go on, from titles that the reader finds. */
    suggestions: z.array(z.string()),
  })
  .meta({ id: 'SearchAnswer' });
export type SearchAnswer = z.infer<typeof SearchAnswer>;
