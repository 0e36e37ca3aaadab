/** Why the embedded database could not be started. Stable: operators and tests match on these. */
export type EmbeddedMongoErrorCode =
  /** Another process has this data directory open. */
  | 'DBPATH_IN_USE'
  /** The C library is too old and a newer one cannot be fetched on this system. */
  | 'LIBRARY_UNOBTAINABLE'
  /** The optional package with the engine is not installed, or has no build for this platform. */
  | 'ENGINE_MISSING'
  /** The engine is there but the system refused to load it. */
  | 'ENGINE_UNLOADABLE'
  | 'OPEN_FAILED'
  | 'SOCKET_IN_USE'
  | 'SOCKET_PATH_TOO_LONG'
  | 'START_TIMEOUT'
  | 'UNEXPECTED';

const CODES: readonly string[] = [
  'DBPATH_IN_USE',
  'LIBRARY_UNOBTAINABLE',
  'ENGINE_MISSING',
  'ENGINE_UNLOADABLE',
  'OPEN_FAILED',
  'SOCKET_IN_USE',
  'SOCKET_PATH_TOO_LONG',
  'START_TIMEOUT',
] satisfies EmbeddedMongoErrorCode[];

export function isEmbeddedMongoErrorCode(value: unknown): value is EmbeddedMongoErrorCode {
  return typeof value === 'string' && (value === 'UNEXPECTED' || CODES.includes(value));
}

/** What a person can always do instead. Part of every message that ends a start. */
export const WAY_OUT = 'set MONGODB_URI or use docker/compose.yml';

export class EmbeddedMongoError extends Error {
  override readonly name = 'EmbeddedMongoError';
  constructor(
    readonly code: EmbeddedMongoErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${message}`, options);
  }
}
