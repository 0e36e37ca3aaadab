export * from './discussion-house.js';
export * from './memory-drafts.js';
export * from './memory-moderation.js';
export * from './memory-readings.js';
export * from './memory-threads.js';
