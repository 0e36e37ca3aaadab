export { MongoDocStore } from './mongo-doc-store.js';
export { ensureDocumentIndexes } from './records.js';
export { COMPACTION_STEPS, type CompactionStep } from './snapshots.js';
