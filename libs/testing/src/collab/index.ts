export * from './doc-store-contract.js';
export * from './engine-harness.js';
export * from './faulty-store.js';
export * from './manual-clock.js';
export * from './memory-doc-store.js';
export * from './memory-link.js';
export * from './sync-peer.js';
