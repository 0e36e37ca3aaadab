export * from './kernel/index.js';
export * from './identity/people.port.js';
export * from './organisations/organisations.port.js';
export * from './workspaces/memberships.port.js';
