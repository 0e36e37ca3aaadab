import type { ErrorCode, FieldFault } from '@kontor/contracts';

/** What an error may tell the client besides its code. Nothing else ever leaves the server. */
export interface ErrorFacts {
  /** The policy rule that refuses, e.g. `P-12`. */
  rule?: string;
  errors?: FieldFault[];
  /** The current state, so that a stale write can be redone on it. */
  current?: unknown;
  retryAfterSeconds?: number;
  /** Where the operator finds in the log what happened. */
  traceId?: string;
}

/** The one error that use cases throw. Its code decides the HTTP status, the ack and the close code at the edges. */
export class KontorError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string = code,
    readonly facts: ErrorFacts = {},
  ) {
    super(message);
    this.name = 'KontorError';
  }
}

/** A read that is refused and a thing that is not there look the same: no oracle. */
export const notFound = (): KontorError =>
  new KontorError('not-found', 'There is nothing here that you can open.');

/** Names one field and the rule that it breaks. */
export const invalidField = (field: string, rule: string, message: string): KontorError =>
  new KontorError('invalid-input', message, { errors: [{ field, rule, message }] });
