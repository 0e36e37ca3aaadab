/** `ActivityRecords` of @kontor/domain. */
export const ACTIVITY_RECORDS = Symbol('ActivityRecords');
