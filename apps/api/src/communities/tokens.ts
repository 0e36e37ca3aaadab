/** `CommunityRecords` of @kontor/domain. */
export const COMMUNITY_RECORDS = Symbol('CommunityRecords');
/** `OfferRecords` of @kontor/domain. */
export const OFFER_RECORDS = Symbol('OfferRecords');
