/** The sync engine. See SPEC.md for the rules. */
export * from './clients-of.js';
export { CollabServer, type CollabServerOptions, type CollabStatus } from './collab-server.js';
export * from './doc-store.port.js';
export type { Look } from './document-state.js';
export type { Counters, OnStored } from './engine.js';
export { fingerprint } from './fingerprint.js';
export * from './limits.js';
export { mergeTree } from './merge.js';
export * from './ports.js';
export type { Session, SessionInfo } from './session.js';
