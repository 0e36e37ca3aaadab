export * from './activity.js';
export * from './activity.port.js';
export * from './activity-keeper.js';
export * from './activity-stream.js';
