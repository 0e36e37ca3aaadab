import { Doc, applyUpdate, encodeStateAsUpdate, mergeUpdates } from 'yjs';

/**
 * Makes few rows of many: what a stored copy consists of after hours of typing. The largest row, as a rule the whole
 * text, stays as it is until the others outweigh it: to take a long text apart and put it together again stops the page
 * for some tenth of a second, and would happen with every few hundred keys.
 *
 * @param updates in the order in which they were stored, at least one
 * @returns which of them go (by index), and the one that comes in their place; applied with the rest it gives the same
 */
export function foldRows(updates: readonly Uint8Array[]): { gone: number[]; folded: Uint8Array } {
  const sizes = updates.map(({ length }) => length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const largest = sizes.indexOf(Math.max(...sizes));
  const all = [...updates.keys()];
  if (updates.length > 2 && sizes[largest] !== undefined && sizes[largest] > total / 2) {
    const gone = all.filter((index) => index !== largest);
    return { gone, folded: mergeUpdates(gone.flatMap((index) => updates[index] ?? [])) };
  }
  // Through a document, which forgets what was deleted.
  const doc = new Doc();
  for (const update of updates) applyUpdate(doc, update);
  const folded = encodeStateAsUpdate(doc);
  doc.destroy();
  return { gone: all, folded };
}
