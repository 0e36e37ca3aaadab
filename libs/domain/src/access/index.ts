export * from './access.js';
export { documentFacts, workspaceFacts } from './facts.js';
export * from './grants.js';
export * from './reach.js';
