/** Name of the Y.XmlFragment that holds the text. Written into every stored update: it never changes. */
export const BODY = 'body';

/**
 * Yjs client id under which a new document is seeded. Fixed, so that seeding the same JSON twice gives the same
 * bytes and merging both gives the text once. No real client has it: Yjs draws 32-bit random ids.
 */
export const SEED_CLIENT_ID = 1;

/** As above, for words that a new document takes from a post: so that they are told apart from its template. */
export const POST_CLIENT_ID = 2;

/** Deepest nesting that is read; the sync engine's guard refuses deeper trees before they are stored. */
export const MAX_DEPTH = 64;

/** Most nodes that are read of one document; what follows is dropped rather than stalling the process. */
export const MAX_NODES = 200_000;
