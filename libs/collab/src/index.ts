/** The sync engine. See SPEC.md for the rules. */
export * from './clients-of.js';
export * from './doc-store.port.js';
export * from './ports.js';
