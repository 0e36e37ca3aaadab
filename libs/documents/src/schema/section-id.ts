const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 12;

/** A new random section id (60 bits): stable for the section's life, cited by notes, diffs and reviews. */
export function newSectionId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** Ids derived from a seed: the demo loader uses the document's id, so that loading twice gives the same bytes. */
export function seededSectionIds(seed: string): () => string {
  let counter = 0;
  return () => {
    let h1 = 0xdeadbeef ^ ++counter;
    let h2 = 0x41c6ce57 ^ counter;
    for (let i = 0; i < seed.length; i++) {
      const code = seed.charCodeAt(i);
      h1 = Math.imul(h1 ^ code, 2654435761);
      h2 = Math.imul(h2 ^ code, 1597334677);
    }
    h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
    h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
    let value = ((BigInt(h2 >>> 0) << 32n) | BigInt(h1 >>> 0)) & ((1n << 60n) - 1n);
    let id = '';
    for (let i = 0; i < LENGTH; i++) {
      id += ALPHABET[Number(value & 31n)];
      value >>= 5n;
    }
    return id;
  };
}
