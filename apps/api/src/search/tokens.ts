/** `SearchRecords` of @kontor/domain. */
export const SEARCH_RECORDS = Symbol('SearchRecords');
/** `SearchSources` of @kontor/domain. */
export const SEARCH_SOURCES = Symbol('SearchSources');
/** `DocumentSections` of @kontor/domain. */
export const DOCUMENT_SECTIONS = Symbol('DocumentSections');
