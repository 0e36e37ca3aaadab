export * from './files.port.js';
export * from './images.js';
export * from './stored-file.js';
