export * from './actor.js';
export * from './cursor.js';
export * from './events.js';
export * from './kontor-error.js';
export * from './ports.js';
