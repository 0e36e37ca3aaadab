import * as Y from 'yjs';

/**
 * Client ids that wrote something in an update. Adapters need it when a document is created: its first
 * author owns the ids of the first update, so that nobody can continue them.
 */
export function clientsOf(update: Uint8Array): number[] {
  return [...Y.parseUpdateMeta(update).to.keys()];
}
