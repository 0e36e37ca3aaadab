import { randomUUID } from 'node:crypto';
import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ErrorCode, Problem } from '@kontor/contracts';
import { KontorError } from '@kontor/domain';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { LOG } from '../tokens.js';
import { problemFor, PROBLEM_TYPE } from './problem.js';

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'bad-request',
  401: 'not-signed-in',
  403: 'forbidden',
  404: 'not-found',
  413: 'too-large',
  415: 'unsupported-media-type',
  422: 'invalid-input',
  429: 'too-many-attempts',
  503: 'not-ready',
};

/** Makes a problem document of an error that is meant for the client; null for one that is not. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof KontorError) {
    return { ...problemFor(error.code), detail: error.message, ...error.facts };
  }
  const status = statusOf(error);
  const code = status === undefined ? undefined : CODE_OF_STATUS[status];
  if (status === undefined || code === undefined) return null;
  const detail = error instanceof Error ? error.message : undefined;
  return problemFor(code, { detail });
}

/** Nest's own exceptions and Fastify's (body too large, malformed JSON, unknown media type) carry a status. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') {
    return error.statusCode < 500 ? error.statusCode : undefined;
  }
  return undefined;
}

/** True for what mongoose and the driver throw when the database cannot be reached. */
export function isDatabaseAway(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^Mongo(NetworkError|NetworkTimeoutError|ServerSelectionError|NotConnectedError|TopologyClosedError|ooseServerSelectionError|PoolClearedError|PoolClosedError|ClientClosedError)|MongooseError$/.test(
      error.name,
    ) &&
    (error.name !== 'MongooseError' || /buffering timed out|not connected/i.test(error.message))
  );
}

/** Every 4xx is a problem document that names field and rule; an unknown error is logged and shows only its id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error) ?? this.unexpected(error);
    if (problem.retryAfterSeconds !== undefined)
      void reply.header('retry-after', String(problem.retryAfterSeconds));
    void reply
      .status(problem.status)
      .header('content-type', PROBLEM_TYPE)
      .header('cache-control', 'no-store')
      .send(JSON.stringify(problem));
  }

  private unexpected(error: unknown): Problem {
    const traceId = randomUUID();
    const away = isDatabaseAway(error);
    this.log[away ? 'warn' : 'error']({ err: error, traceId }, away ? 'database away' : 'unexpected error');
    const code = away ? 'not-ready' : 'internal';
    const detail = away
      ? 'The database cannot be reached just now. What you wrote is safe in your browser; try again soon.'
      : 'Something went wrong on the server. Tell the operator the trace id.';
    return problemFor(code, { detail, traceId });
  }
}
