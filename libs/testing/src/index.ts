export * from './attachments/packages.js';
/** What specs and e2e share: in-memory adapters, contract suites, clocks, links. Never imported by shipped code. */
export * from './collab/index.js';
export * from './database/index.js';
export * from './discussions/index.js';
export * from './own-process.js';
export * from './search/index.js';
