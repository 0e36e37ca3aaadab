import type { Connection } from 'mongoose';
import { accountModel } from './account.model.js';
import { sessionModel } from './session.model.js';

export async function ensureIdentityIndexes(connection: Connection): Promise<void> {
  await accountModel(connection).createIndexes();
  await sessionModel(connection).createIndexes();
  // What rate-limiter-flexible would make unasked, and too late for the first requests of a burst.
  const attempts = connection.collection('attempts');
  await attempts.createIndex({ key: 1 }, { unique: true });
  await attempts.createIndex({ expire: -1 }, { expireAfterSeconds: 0 });
}
