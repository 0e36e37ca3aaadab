import { MemoryDocStore, docStoreContract } from '@kontor/testing';

docStoreContract('memory', async () => {
  const store = new MemoryDocStore();
  return {
    store,
    corrupt: async (documentId, what) => store.corrupt(documentId, what),
    cleanup: async () => {},
  };
});
