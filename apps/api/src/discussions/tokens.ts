/** `ThreadRecords` of @kontor/domain. */
export const THREAD_RECORDS = Symbol('ThreadRecords');
/** `ReadingRecords` of @kontor/domain. */
export const READING_RECORDS = Symbol('ReadingRecords');
/** `PostTexts` of @kontor/domain. */
export const POST_TEXTS = Symbol('PostTexts');
/** `ModerationRecords` of @kontor/domain. */
export const MODERATION_RECORDS = Symbol('ModerationRecords');
