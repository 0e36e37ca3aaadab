import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemFor, PROBLEM_TYPE } from './problem.js';

/** What never reaches a route has no hooks either: its headers are written here. */
export const NO_ROUTE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': PROBLEM_TYPE,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** An address that cannot be decoded. It is not repeated in the answer. */
export function refuseAddress(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemFor('bad-request', { detail: 'This address is not well-formed.' });
  void reply.status(problem.status).headers(NO_ROUTE_HEADERS).send(JSON.stringify(problem));
}

const STATUS_OF_FAULT: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** What is no HTTP, has endless headers or never ends: answered once, then the connection is closed. */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS_OF_FAULT[error.code ?? ''] ?? 400;
  const problem = { ...problemFor('bad-request'), status, detail: 'This is not a well-formed request.' };
  const body = JSON.stringify(problem);
  const head = {
    ...NO_ROUTE_HEADERS,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
}
