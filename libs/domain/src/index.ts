export * from './kernel/index.js';
export * from './identity/people.port.js';
export * from './organisations/index.js';
export * from './workspaces/memberships.port.js';
