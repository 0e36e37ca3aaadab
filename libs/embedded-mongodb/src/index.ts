/** The embedded database: a child process that owns one data directory. See README.md. */
export { type EngineAddress, findEmbeddedMongo } from './address.js';
export { EmbeddedMongoError, type EmbeddedMongoErrorCode } from './errors.js';
export { cacheDirectory } from './project-root.js';
export { type EmbeddedMongo, type EngineExit, type StartOptions, startEmbeddedMongo } from './start.js';
export { socketPathFor } from './socket-path.js';
export { type SupervisedMongo, type SuperviseOptions, superviseEmbeddedMongo } from './supervise.js';
