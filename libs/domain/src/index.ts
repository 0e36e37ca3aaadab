export * from './kernel/index.js';
export * from './identity/index.js';
export * from './organisations/index.js';
export * from './access/index.js';
export * from './discussions/index.js';
export * from './files/index.js';
export * from './practice-documents/index.js';
export * from './workspaces/index.js';
