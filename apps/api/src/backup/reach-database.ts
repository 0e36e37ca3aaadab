import { existsSync } from 'node:fs';
import { BackupError, connectDatabase } from '@kontor/persistence';
import type { Connection } from 'mongoose';
import type { DatabaseConfig } from '../config/config.js';
import { EMBEDDED_NAME, embeddedPath } from '../platform/database/database-host.js';

/** The database that a backup or a restore works on, and how to leave it. */
export interface ReachedDatabase {
  connection: Connection;
  /** We run the database ourselves, so no Kontor serves from it. */
  isAlone: boolean;
  /** For people. */
  name: string;
  close(): Promise<void>;
}

/**
 * Finds the database as Kontor itself would: the server of MONGODB_URI, else the embedded one in the data directory; that of a
 * running Kontor, or, when none runs, one that is started for this.
 *
 * @param mayCreate whether a data directory without a database gets an empty one
 * @throws BackupError NO_DATABASE
 */
export async function reachDatabase(config: DatabaseConfig, mayCreate: boolean): Promise<ReachedDatabase> {
  if (config.mongodbUri !== undefined) {
    const connection = await connect(config.mongodbUri, 'MONGODB_URI');
    return { connection, isAlone: false, name: 'the MongoDB server', close: () => connection.close() };
  }
  const { findEmbeddedMongo, startEmbeddedMongo } = await import('@kontor/embedded-mongodb');
  const dbPath = embeddedPath(config.dataDir);
  const running = await findEmbeddedMongo(dbPath);
  if (running !== null) {
    const connection = await connect(running.uri, dbPath, EMBEDDED_NAME);
    return { connection, isAlone: false, name: config.dataDir, close: () => connection.close() };
  }
  if (!mayCreate && !existsSync(dbPath)) {
    throw new BackupError(
      'NO_DATABASE',
      `There is no database in ${config.dataDir}. Set KONTOR_DATA_DIR to the data directory of Kontor, or MONGODB_URI to its server.`,
    );
  }
  const engine = await startEmbeddedMongo({ dbPath }).catch(away(dbPath));
  const connection = await connect(engine.uri, dbPath, EMBEDDED_NAME);
  return {
    connection,
    isAlone: true,
    name: config.dataDir,
    close: async () => {
      await connection.close();
      await engine.stop();
    },
  };
}

const connect = (uri: string, where: string, dbName?: string): Promise<Connection> =>
  connectDatabase(uri, { appName: 'kontor-backup', ...(dbName === undefined ? {} : { dbName }) }).catch(
    away(where),
  );

const away =
  (where: string) =>
  (error: unknown): never => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BackupError('NO_DATABASE', `The database (${where}) cannot be reached: ${reason}`, {
      cause: error,
    });
  };
