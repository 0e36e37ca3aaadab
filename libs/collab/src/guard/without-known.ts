import * as Y from 'yjs';

/**
 * An update that begins exactly where the document ends. Yjs cuts a struct itself whose first part is known, but reads
 * what does not exist when that part was collected as garbage meanwhile.
 *
 * @param vector state vector of the document, with everything accepted applied
 */
export function withoutKnown(update: Uint8Array, vector: Uint8Array): Uint8Array {
  return Y.diffUpdate(update, vector);
}
