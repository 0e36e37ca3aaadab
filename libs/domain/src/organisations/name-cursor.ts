import { invalidField } from '../kernel/kontor-error.js';
import { byName } from './names.js';

interface Named {
  readonly name: string;
  readonly id: string;
}

/** Where a list by name goes on: behind this entry, also when it has been renamed or removed meanwhile. */
export const cursorOf = ({ name, id }: Named): string =>
  Buffer.from(JSON.stringify([name, id])).toString('base64url');

/**
 * What follows the cursor in a list sorted by {@link byName}.
 * @throws KontorError invalid-input when the cursor is none of ours
 */
export function afterCursor<T>(
  sorted: readonly T[],
  cursor: string | undefined,
  namedOf: (item: T) => Named,
): T[] {
  if (cursor === undefined) return [...sorted];
  const position = read(cursor);
  return sorted.filter((item) => byName(namedOf(item), position) > 0);
}

function read(cursor: string): Named {
  const position = parseJson(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (Array.isArray(position) && position.length === 2) {
    const [name, id]: unknown[] = position;
    if (typeof name === 'string' && typeof id === 'string') return { name, id };
  }
  throw invalidField('cursor', 'unknown-cursor', 'is not a cursor of this list');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
