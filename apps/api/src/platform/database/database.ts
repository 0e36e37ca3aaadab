import { connectDatabase, ensureIndexes, pingDatabase } from '@kontor/persistence';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { Config } from '../../config/config.js';
import type { Readiness } from '../health/readiness.js';
import { type DatabaseHost, hostDatabase } from './database-host.js';

/** The open database and how to leave it. */
export interface Database {
  connection: Connection;
  close(): Promise<void>;
}

/** Connects to the database of the host, by default the one that the configuration names. */
export async function openDatabase(
  config: Config,
  log: Logger,
  readiness: Readiness,
  given?: DatabaseHost,
): Promise<Database> {
  const host = given ?? (await hostDatabase(config, log));
  const connection = await connectDatabase(
    host.uri,
    host.dbName === undefined ? {} : { dbName: host.dbName },
  );
  await ensureIndexes(connection);
  readiness.register('database', () => host.isUp() && pingDatabase(connection));
  return {
    connection,
    close: async () => {
      await connection.close();
      await host.stop();
    },
  };
}
