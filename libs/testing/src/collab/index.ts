export * from './doc-store-contract.js';
export * from './memory-doc-store.js';
