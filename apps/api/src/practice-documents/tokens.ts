/** `DocumentRecords` of @kontor/domain. */
export const DOCUMENT_RECORDS = Symbol('DocumentRecords');
/** `VisitRecords` of @kontor/domain. */
export const VISIT_RECORDS = Symbol('VisitRecords');
/** `DocumentTexts` of @kontor/domain: the sync engine's texts, as records know them. */
export const DOCUMENT_TEXTS = Symbol('DocumentTexts');
/** `TextAuthorship` of @kontor/domain: who wrote a text, from the log. */
export const TEXT_AUTHORSHIP = Symbol('TextAuthorship');
