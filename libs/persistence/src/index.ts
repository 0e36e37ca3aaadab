import type { Connection } from 'mongoose';
import { ensureOrganisationsIndexes } from './organisations/places.model.js';

/** Mongoose models and the adapters that implement the ports. */
export * from './organisations/places.adapter.js';

/** Makes every index that the adapters rely on; safe to run at each start. */
export async function ensureIndexes(connection: Connection): Promise<void> {
  await ensureOrganisationsIndexes(connection);
}
