export * from './communities.js';
export type { CommunityRecord, CommunityRecords, OfferRecord, OfferRecords } from './communities.port.js';
export { growthOf } from './growth.js';
export * from './offers.js';
export { pairsOf, type Offerer, type Pair } from './pairs.js';
