import { z } from 'zod';
import { invalidField } from './kontor-error.js';

/** Where a page ended: the sort key of its last row and, for equal keys, that row's id. */
export interface Cursor {
  key: string;
  id: string;
}

const Encoded = z.tuple([z.string().max(40), z.string().max(300), z.string().max(64)]);

/** @param list names the list and its order, so that a cursor of another one is refused instead of misread */
export const encodeCursor = (list: string, { key, id }: Cursor): string =>
  Buffer.from(JSON.stringify([list, key, id])).toString('base64url');

/** @throws KontorError invalid-input on anything that `encodeCursor` did not make for this very list */
export function decodeCursor(list: string, text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  try {
    const [of, key, id] = Encoded.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (of === list) return { key, id };
  } catch {
    // Falls through: whatever is wrong with it, the answer is the same.
  }
  throw invalidField('cursor', 'unknown-cursor', 'cursor: start this list again without a cursor');
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
