import { invalidField } from './kontor-error.js';

/** Where a page ended: the sort key of its last row and, for equal keys, that row's id. */
export interface Cursor {
  key: string;
  id: string;
}

/** Longer than any cursor of ours; what comes from outside is measured before it is read. */
const MAX_LENGTH = 400;

/** @param list names the list and its order, so that a cursor of another one is refused instead of misread */
export const encodeCursor = (list: string, { key, id }: Cursor): string =>
  Buffer.from(JSON.stringify([list, key, id])).toString('base64url');

/** @throws KontorError invalid-input on anything that `encodeCursor` did not make for this very list */
export function decodeCursor(list: string, text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  const parts = text.length > MAX_LENGTH ? null : parsed(Buffer.from(text, 'base64url').toString('utf8'));
  if (Array.isArray(parts) && parts.length === 3) {
    const [of, key, id]: unknown[] = parts;
    if (of === list && typeof key === 'string' && typeof id === 'string') return { key, id };
  }
  throw invalidField('cursor', 'unknown-cursor', 'cursor: start this list again without a cursor');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** As `decodeCursor`, for lists in order of time. */
export function decodeTimeCursor(list: string, text: string | undefined): { at: Date; id: string } | null {
  const cursor = decodeCursor(list, text);
  if (cursor === null) return null;
  const at = new Date(cursor.key);
  if (Number.isNaN(at.getTime())) throw invalidField('cursor', 'unknown-cursor', 'cursor: start again');
  return { at, id: cursor.id };
}

/**
 * Cuts rows to a page.
 * @param rows up to `limit + 1` rows: one more than shown tells that there is a next page
 */
export function pageOf<T>(
  list: string,
  rows: readonly T[],
  limit: number,
  cursorOf: (row: T) => Cursor,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return { items, nextCursor: isMore ? encodeCursor(list, cursorOf(last)) : null };
}
