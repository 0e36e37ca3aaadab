import { sortKeyOf } from '@kontor/domain';
import { trusted, type Connection } from 'mongoose';
import { accountModel } from './account.model.js';
import { sessionModel } from './session.model.js';

export async function ensureIdentityIndexes(connection: Connection): Promise<void> {
  await accountModel(connection).createIndexes();
  await addMissingNameKeys(connection);
  await sessionModel(connection).createIndexes();
  // What rate-limiter-flexible would make unasked, and too late for the first requests of a burst.
  const attempts = connection.collection('attempts');
  await attempts.createIndex({ key: 1 }, { unique: true });
  await attempts.createIndex({ expire: -1 }, { expireAfterSeconds: 0 });
}

/** Accounts of before there was a directory have no key of their name yet. */
async function addMissingNameKeys(connection: Connection): Promise<void> {
  const accounts = accountModel(connection);
  const unkeyed = { nameKey: trusted({ $exists: false }), name: trusted({ $type: 'string' as const }) };
  const without = accounts.find(unkeyed, { name: 1 }).lean();
  for await (const { _id, name } of without.cursor()) {
    await accounts.updateOne({ _id, name }, { $set: { nameKey: sortKeyOf(name) } });
  }
}
