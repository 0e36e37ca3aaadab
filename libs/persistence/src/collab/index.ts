export { MongoDocStore } from './mongo-doc-store.js';
export { ensureDocumentIndexes } from './records.js';
