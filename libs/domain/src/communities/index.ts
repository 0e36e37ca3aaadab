export * from './communities.js';
export type { CommunityRecords } from './communities.port.js';
export { growthOf } from './growth.js';
