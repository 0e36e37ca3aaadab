export { DOORS, doorsOf, type Door } from './doors.js';
export { HitJudge } from './hit-judge.js';
export { type TextPart } from './passages.js';
export { documentRecords, threadRecords } from './projections.js';
export { SearchIndex } from './search-index.js';
export { bestFirst, bitsOf } from './ranking.js';
export {
  thingKey,
  RECORDS_VERSION,
  type IndexedThing,
  type SearchRecord,
  type ThingRef,
} from './search-record.js';
export type {
  Answering,
  DocumentSections,
  FindQuery,
  Found,
  SearchRecords,
  SearchSources,
} from './search.port.js';
export { Search, type HitView, type SearchView } from './search.js';
export { OWN_STOP_WORDS, STEMMERS, stemmerOf, type Stemmer, type WordForms } from './stemmers.js';
export { versionOf } from './versions.js';
export { askedWords, termsOf, wordsIn } from './words.js';
