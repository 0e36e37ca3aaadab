import type { Connection } from 'mongoose';
import { accountModel } from './account.model.js';
import { sessionModel } from './session.model.js';

export async function ensureIdentityIndexes(connection: Connection): Promise<void> {
  await accountModel(connection).createIndexes();
  await sessionModel(connection).createIndexes();
}
