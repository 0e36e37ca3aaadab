/** The sync engine. See SPEC.md for the rules. */
export * from './doc-store.port.js';
