import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../../config/config.js';

/** Where the data are, and who keeps them there. */
export interface DatabaseHost {
  readonly uri: string;
  /** Overrides the name in the address. */
  readonly dbName?: string;
  /** False while the database is known to be away. */
  isUp(): boolean;
  stop(): Promise<void>;
}

/** Name of the database inside the embedded engine. */
export const EMBEDDED_NAME = 'kontor';

export const embeddedPath = (dataDir: string): string => join(dataDir, 'db');

/** The server that MONGODB_URI names, else the embedded database, which this process starts and owns. */
export async function hostDatabase(config: Config, log: Logger): Promise<DatabaseHost> {
  if (config.mongodbUri !== undefined) {
    return { uri: config.mongodbUri, isUp: () => true, stop: () => Promise.resolve() };
  }
  // Loaded only here: an installation with its own server needs neither the engine nor its licence.
  const { superviseEmbeddedMongo } = await import('@kontor/embedded-mongodb');
  const engine = await superviseEmbeddedMongo({
    dbPath: embeddedPath(config.dataDir),
    onDown: (reason) => log.error({ reason }, 'the embedded database went away, restarting it'),
    onUp: () => log.warn('the embedded database is back'),
  });
  return { uri: engine.uri, dbName: EMBEDDED_NAME, isUp: () => engine.ready, stop: () => engine.stop() };
}
