import mongoose, { type Connection } from 'mongoose';
import { endWaitsOnClosedConnections } from './closing-connections.js';

export interface ConnectOptions {
  /** Shown in the server's own logs and lists of connections. */
  appName?: string;
  /** Overrides the database's name in the address. */
  dbName?: string;
  /** How long an operation may look for a server before it fails. */
  serverSelectionTimeoutMs?: number;
  maxPoolSize?: number;
}

/**
 * A connection of its own, with the rules every adapter relies on:
 *
 * - **writes are durable when they resolve**: journalled, and on a majority where there are members. Where there are none it
 *   must be `w: 1`: asked for "majority", the embedded engine answers before the journal is written and lost acknowledged
 *   writes in 8 of 24 kills (none in 62 with `w: 1`).
 * - **filters are data**: an object with `$` keys that comes from outside is compared, never executed. Own code that builds an
 *   operator says so with `mongoose.trusted()`. An unknown field in a filter is an error instead of "match everything".
 * - **down means an error, soon**: nothing is queued in memory while the database is away. {@link isDatabaseUp} is known at
 *   once, so the app can answer 503 without waiting.
 * - indexes are made by `ensureIndexes` at start, never behind the back of a running request.
 *
 * @throws when the database does not answer in time
 */
export async function connectDatabase(uri: string, options: ConnectOptions = {}): Promise<Connection> {
  endWaitsOnClosedConnections();
  const serverSelectionTimeoutMS = options.serverSelectionTimeoutMs ?? 5000;
  const w = (await hasMembers(uri, serverSelectionTimeoutMS)) ? 'majority' : 1;
  const connection = mongoose.createConnection();
  connection.set('sanitizeFilter', true);
  mongoose.set('strictQuery', 'throw'); // the one rule that mongoose does not take per connection
  connection.on('error', () => {}); // told by every operation, too; without a listener it would end the process
  await connection.openUri(uri, {
    appName: options.appName ?? 'kontor',
    ...(options.dbName ? { dbName: options.dbName } : {}),
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    serverSelectionTimeoutMS,
    connectTimeoutMS: 5000,
    // A restarted engine is back in 0.3 s; the default of 10 s between looks would hide it, and its going, for long.
    heartbeatFrequencyMS: 1000,
    minHeartbeatFrequencyMS: 100,
    maxPoolSize: options.maxPoolSize ?? 20,
    writeConcern: { w, journal: true, wtimeoutMS: 10_000 },
    readPreference: 'primary',
  });
  return connection;
}

/** Whether the server is one of a replica set, or stands for several. */
async function hasMembers(uri: string, serverSelectionTimeoutMS: number): Promise<boolean> {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS });
  try {
    const hello = await client.db('admin').command({ hello: 1 });
    return typeof hello['setName'] === 'string' || hello['msg'] === 'isdbgrid';
  } finally {
    await client.close();
  }
}

/** What the driver knows now, without asking: false from the moment it has seen the server go. Has no effects. */
export function isDatabaseUp(connection: Connection): boolean {
  return connection.readyState === mongoose.STATES.connected;
}

/** Asks the database for a sign of life. For the readiness page. */
export async function pingDatabase(connection: Connection, timeoutMs = 2000): Promise<boolean> {
  if (!isDatabaseUp(connection) || !connection.db) return false;
  try {
    await connection.db.command({ ping: 1, maxTimeMS: timeoutMs });
    return true;
  } catch {
    return false;
  }
}

/** Mongoose's own words for a server that is away. */
const DOWN = new Set(['MongooseServerSelectionError', 'DisconnectedError']);
/** Of node's network streams; the driver lets them through as they are when a server dies while it writes. */
const STREAM_FAULT = /^(E[A-Z]+|ERR_(STREAM|SOCKET)_[A-Z_]+)$/;

/**
 * Whether an error says that the database, or the way to it, failed (503: try again), rather than something of ours. It is
 * unknown then whether a write was stored.
 */
export function isDatabaseFault(error: unknown): boolean {
  if (error instanceof mongoose.mongo.MongoError) return true;
  if (error instanceof mongoose.MongooseError) return DOWN.has(error.name);
  // Told by its shape: errors of node itself are of another realm's Error class under jest.
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return typeof error.code === 'string' && STREAM_FAULT.test(error.code);
}
