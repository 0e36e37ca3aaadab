export * from './attachment.js';
export * from './attachment-sweep.js';
export * from './attachments.port.js';
export * from './attachments.js';
export * from './post-files.js';
