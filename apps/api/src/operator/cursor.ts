import { invalidField } from '@kontor/domain';

/** Cursors are opaque to clients: the key of the last item, encoded. */
export const writeCursor = (key: string | null): string | null =>
  key === null ? null : Buffer.from(key).toString('base64url');

/** @throws KontorError invalid-input for what is no cursor of ours */
export function readCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (key.length === 0 || writeCursor(key) !== cursor) {
    throw invalidField('cursor', 'cursor', 'is not a cursor that this list gave out');
  }
  return key;
}
