import type { IncomingHttpHeaders } from 'node:http';
import { SESSION_COOKIE } from '@kontor/contracts';
import { SESSION_ABSOLUTE_MS } from '@kontor/domain';
import type { FastifyReply } from 'fastify';
import type { Config } from '../config/config.js';

const TOKEN = /^[A-Za-z0-9_-]{20,200}$/;

/**
 * The session token of a request, on every transport. Two cookies of the name (one tossed in by a neighbouring
 * host, say) count as none: we would not know which is ours.
 */
export function sessionTokenOf(headers: IncomingHttpHeaders): string | undefined {
  const prefix = `${SESSION_COOKIE}=`;
  const found = (headers.cookie ?? '').split(/; */).filter((pair) => pair.startsWith(prefix));
  const token = found.length === 1 ? found[0]?.slice(prefix.length) : undefined;
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}

const flags = (config: Config): string =>
  `Path=/; HttpOnly; SameSite=Lax${config.publicUrl?.startsWith('https:') ? '; Secure' : ''}`;

/** Hands a new session to the browser. */
export function setSessionCookie(reply: FastifyReply, token: string, config: Config): void {
  const maxAge = Math.floor(SESSION_ABSOLUTE_MS / 1000);
  void reply.header('set-cookie', `${SESSION_COOKIE}=${token}; Max-Age=${maxAge}; ${flags(config)}`);
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  void reply.header('set-cookie', `${SESSION_COOKIE}=; Max-Age=0; ${flags(config)}`);
}
