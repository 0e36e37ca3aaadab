import type { IncomingHttpHeaders } from 'node:http';

/**
 * True when a browser's request comes from a page of this very origin. Exact string match, no pattern: an unanchored
 * one has let foreign pages in elsewhere.
 * @param publicUrl the configured origin; without it the Host header's own
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean {
  const { origin, host } = headers;
  if (origin === undefined || host === undefined) return false;
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  return origin === `http://${host}` || origin === `https://${host}`;
}
