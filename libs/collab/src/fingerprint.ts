import * as encoding from 'lib0/encoding';
import * as sha256 from 'lib0/hash/sha256';
import * as Y from 'yjs';

/**
 * SHA-256 over a document's state vector and delete set in canonical order. Equal on every replica with the same
 * content, unlike a hash of `encodeStateAsUpdate`, which depends on how a replica happens to split its structs.
 */
export function fingerprint(doc: Y.Doc): Uint8Array {
  const vector = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
  const deleted = [...Y.createDeleteSetFromStructStore(doc.store).clients].sort(([a], [b]) => a - b);
  return sha256.digest(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, vector.length);
      for (const [client, clock] of vector) {
        encoding.writeVarUint(encoder, client);
        encoding.writeVarUint(encoder, clock);
      }
      for (const [client, ranges] of deleted) {
        encoding.writeVarUint(encoder, client);
        for (const range of ranges) {
          encoding.writeVarUint(encoder, range.clock);
          encoding.writeVarUint(encoder, range.len);
        }
      }
    }),
  );
}
