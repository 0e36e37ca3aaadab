import { docStoreContract, openTestDatabase } from '@kontor/testing';
import { mongo } from 'mongoose';
import { MongoDocStore } from './mongo-doc-store.js';
import { collectionsOf, ensureDocumentIndexes } from './records.js';

docStoreContract('MongoDB', async () => {
  const database = await openTestDatabase();
  await ensureDocumentIndexes(database.connection);
  const { log, snapshots } = collectionsOf(database.connection);
  return {
    store: new MongoDocStore(database.connection),
    corrupt: async (documentId, what) => {
      const damaged = new mongo.Binary(Buffer.from('not what was stored'));
      if (what === 'snapshot') await snapshots.updateOne({ documentId }, { $set: { data: damaged } });
      else await log.updateOne({ documentId, seq: what.seq }, { $set: { update: damaged } });
    },
    cleanup: () => database.drop(),
  };
});
