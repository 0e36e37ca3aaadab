import { randomBytes } from 'node:crypto';
import { connectDatabase } from '@kontor/persistence';
import type { Connection } from 'mongoose';

export interface TestDatabase {
  /** Address with the database's own name in it: what an app under test gets as MONGODB_URI. */
  readonly uri: string;
  readonly name: string;
  /** Open while the tests run. */
  readonly connection: Connection;
}

/** @throws Error with the reason when there is no database in this run */
function serverUri(): string {
  const uri = process.env['KONTOR_TEST_MONGODB_URI'];
  if (uri) return uri;
  throw new Error(
    process.env['KONTOR_TEST_MONGODB_FAULT'] ?? 'no test database: is globalSetup in the jest config?',
  );
}

/** Address of the run's database server with another database name. */
export function withDatabaseName(uri: string, name: string): string {
  const parts = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(uri);
  if (!parts) throw new Error(`not a MongoDB address: ${uri}`);
  return `${parts[1]}/${name}${parts[2] ?? ''}`;
}

/** A new, empty database. The caller closes and drops it; most tests want {@link testDatabase}. */
export async function openTestDatabase(): Promise<TestDatabase & { drop(): Promise<void> }> {
  const name = `kontor_test_${process.env['JEST_WORKER_ID'] ?? '0'}_${randomBytes(6).toString('hex')}`;
  const uri = withDatabaseName(serverUri(), name);
  const connection = await connectDatabase(uri);
  const drop = async () => {
    await connection.dropDatabase();
    await connection.close();
  };
  return { uri, name, connection, drop };
}

/**
 * Gives the tests of the enclosing `describe` a database of their own, and drops it after them. Read its properties inside
 * tests and hooks only: before the first hook has run there is none.
 */
export function testDatabase(): TestDatabase {
  let open: Awaited<ReturnType<typeof openTestDatabase>> | null = null;
  const current = (): TestDatabase => {
    if (!open) throw new Error('the test database is there only inside tests and hooks');
    return open;
  };
  beforeAll(async () => {
    open = await openTestDatabase();
  });
  afterAll(async () => {
    await open?.drop();
  });
  return {
    get uri() {
      return current().uri;
    },
    get name() {
      return current().name;
    },
    get connection() {
      return current().connection;
    },
  };
}
