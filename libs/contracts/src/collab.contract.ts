/**
 * What the sync endpoint speaks: the stock y-websocket messages plus Kontor's type 102 (see
 * libs/collab/SPEC.md). Shared by the server, the web's provider and the black-box tests.
 */
export const MESSAGE = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, kontor: 102 } as const;

/** Second number of a type-102 message. */
export const KONTOR = {
  /** client -> server: n */
  mark: 0,
  /** server -> client: n, c */
  durable: 1,
  /** server -> client: n, code (string) */
  refused: 2,
  /** server -> client: c, stateVector (bytes), snapshotHash (bytes) */
  state: 3,
  /** server -> client: generation, schemaVersion, limits (JSON string) */
  hello: 4,
  /** server -> client: 0 when it takes no more edits because it cannot store, 1 when it does again */
  storing: 5,
} as const;

export const REFUSALS = [
  'read-only',
  'foreign-client-id',
  'invalid',
  'too-large',
  'quota',
  'old-generation',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Close codes: 44xx mean stop, 45xx mean come back. */
export const CLOSE = {
  normal: 1000,
  goingAway: 1001,
  frameTooBig: 1009,
  internal: 1011,
  sessionEnded: 4401,
  accessRemoved: 4403,
  gone: 4404,
  generationChanged: 4409,
  reviewEnded: 4410,
  documentFull: 4413,
  invalidUpdate: 4422,
  clientTooOld: 4426,
  draining: 4503,
  rightsChanged: 4508,
  slowConsumer: 4513,
  rate: 4529,
} as const;
export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

/** Version of the editor's schema; a client with an older one is told 4426. Raise it with any node or mark. */
export const SCHEMA_VERSION = 1;

/** What the server tells a client about its limits in `hello`. */
export interface CollabLimits {
  /** Largest frame in bytes. */
  frame: number;
  /** Largest document in bytes. */
  document: number;
  /** Size of this document when `hello` was sent; it is sent again when 70 % of `document` is reached. */
  size?: number;
}

/** The person behind a caret, as the server writes it into awareness; clients cannot set it. */
export interface AwarenessUser {
  id: string;
  name: string;
  city: string | null;
  /** Index into the ten caret colours. */
  colour: number;
}

/** Names on the Socket.IO fallback (`/collab` namespace, auth `{documentId, user, ack, schema}`): frames as binary. */
export const FALLBACK_NAMESPACE = '/collab';
export const FALLBACK_EVENTS = { frame: 'frame', closed: 'closed' } as const;
