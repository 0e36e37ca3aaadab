import { createHash } from 'node:crypto';

/** Nouns whose shipped records carry an id derived from their slug. */
export type SlugKind =
  | 'city'
  | 'organisation'
  | 'person'
  | 'workspace'
  | 'document'
  | 'thread'
  | 'post'
  | 'charter'
  | 'commitment'
  | 'from-post';

/**
 * The id of a shipped record: the first 24 hex digits of SHA-256 over `kind:slug`. The same slug gives the same id on
 * every machine and every start, so loading twice inserts nothing twice. Not a secret: slugs are public.
 *
 * @example slugId('city', 'tampere') // always the same 24 hex digits
 */
export const slugId = (kind: SlugKind, slug: string): string =>
  createHash('sha256').update(`${kind}:${slug}`).digest('hex').slice(0, 24);
