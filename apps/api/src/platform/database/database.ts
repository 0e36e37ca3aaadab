import { join } from 'node:path';
import { connectDatabase, ensureIndexes, pingDatabase } from '@kontor/persistence';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { Config } from '../../config/config.js';
import type { Readiness } from '../health/readiness.js';

/** The open database and how to leave it. */
export interface Database {
  connection: Connection;
  close(): Promise<void>;
}

/** Opens the database that the configuration names: a server by MONGODB_URI, else the embedded one. */
export async function openDatabase(config: Config, log: Logger, readiness: Readiness): Promise<Database> {
  if (config.mongodbUri !== undefined) {
    const connection = await connectDatabase(config.mongodbUri);
    await ensureIndexes(connection);
    readiness.register('database', () => pingDatabase(connection));
    return { connection, close: () => connection.close() };
  }
  // Loaded only here: an installation with its own server needs neither the engine nor its licence.
  const { superviseEmbeddedMongo } = await import('@kontor/embedded-mongodb');
  const engine = await superviseEmbeddedMongo({
    dbPath: join(config.dataDir, 'db'),
    onDown: (reason) => log.error({ reason }, 'the embedded database went away, restarting it'),
    onUp: () => log.warn('the embedded database is back'),
  });
  const connection = await connectDatabase(engine.uri, { dbName: 'kontor' });
  await ensureIndexes(connection);
  readiness.register('database', () => engine.ready && pingDatabase(connection));
  return {
    connection,
    close: async () => {
      await connection.close();
      await engine.stop();
    },
  };
}
