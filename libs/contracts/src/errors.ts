import { z } from 'zod';

/**
 * Every error a client can meet, with the HTTP status that carries it (RFC 9457). The table is total:
 * a code without a status does not compile. Codes are stable; texts come from the message catalogues.
 */
export const ERROR_STATUS = {
  'bad-request': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'cross-site-request': 403,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'stale-revision': 409,
  'last-coordinator': 409,
  'already-member': 409,
  'already-set-up': 409,
  'address-in-use': 409,
  'workspace-archived': 409,
  'document-archived': 409,
  'thread-closed': 409,
  'thread-full': 409,
  'poll-closed': 409,
  'moved-elsewhere': 409,
  'token-used-or-expired': 410,
  'too-large': 413,
  'unsupported-media-type': 415,
  'invalid-input': 422,
  'weak-password': 422,
  'wrong-current-password': 422,
  'image-refused': 422,
  'too-many-attempts': 429,
  internal: 500,
  'text-damaged': 500,
  'not-ready': 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;
export const ERROR_CODES = Object.keys(ERROR_STATUS) as ErrorCode[];

/** One fault in the input: where it is (dotted path) and which rule it breaks. */
export const FieldFault = z.object({ field: z.string(), rule: z.string(), message: z.string() });
export type FieldFault = z.infer<typeof FieldFault>;

/** Problem details (RFC 9457) with Kontor's members: `code`, the policy `rule`, faults per field. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(ERROR_CODES as [ErrorCode, ...ErrorCode[]]),
    detail: z.string().optional(),
    rule: z.string().optional(),
    errors: z.array(FieldFault).optional(),
    current: z.unknown().optional(),
    retryAfterSeconds: z.number().optional(),
    traceId: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** What a Socket.IO acknowledgement carries. */
export type Ack<T> =
  { ok: true; data: T } | { ok: false; error: { code: ErrorCode; message: string; details?: unknown } };
