/** `CommunityRecords` of @kontor/domain. */
export const COMMUNITY_RECORDS = Symbol('CommunityRecords');
