import { PageQuery } from '@kontor/contracts';
import { sortKeyOf } from '../workspaces/sort-key.js';
import { decodeCursor, decodeTimeCursor, encodeCursor, pageOf } from './cursor.js';
import { KontorError } from './kontor-error.js';

const faultOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error instanceof KontorError ? [error.code, error.facts.errors?.[0]?.field] : error;
  }
};

describe('cursors of lists', () => {
  it('come back as they went, with any letter of the partnership', () => {
    for (const key of ['', 'Πάτρα', 'łódź "quoted"', '😀', '2026-03-01T10:00:00.000Z']) {
      const cursor = { key, id: '0123456789abcdef01234567' };
      expect(decodeCursor('list', encodeCursor('list', cursor))).toEqual(cursor);
    }
    expect(decodeCursor('list', undefined)).toBeNull();
  });

  it('name the field when they are of another list, forged or broken, and never become a query', () => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = ['', 'x', '%', encode(null), encode(['list', { $gt: '' }, 'id']), encode(['list', 'key']), encode(['list', 'k'.repeat(500), 'id']), encodeCursor('other', { key: 'a', id: 'b' })]; // prettier-ignore
    for (const text of forged) {
      expect(faultOf(() => decodeCursor('list', text))).toEqual(['invalid-input', 'cursor']);
    }
    const noTime = encodeCursor('list', { key: 'soon', id: 'x' });
    expect(faultOf(() => decodeTimeCursor('list', noTime))).toEqual(['invalid-input', 'cursor']);
  });

  it('fit into the address whatever script a name is in', () => {
    for (const letter of ['a', 'æ', 'Π', '한', '字', '😀', '"']) {
      const cursor = { key: sortKeyOf(letter.repeat(100)), id: '0123456789abcdef01234567' };
      const text = encodeCursor('practice-documents:title', cursor);
      expect(PageQuery.parse({ cursor: text }).cursor).toBe(text);
      expect(decodeCursor('practice-documents:title', text)).toEqual(cursor);
    }
  });

  it('are given only when there is a next page', () => {
    const cursorOf = (n: number) => ({ key: String(n), id: String(n) });
    expect(pageOf('list', [1, 2], 2, cursorOf)).toEqual({ items: [1, 2], nextCursor: null });
    expect(pageOf('list', [], 2, cursorOf)).toEqual({ items: [], nextCursor: null });
    const { items, nextCursor } = pageOf('list', [1, 2, 3], 2, cursorOf);
    expect(items).toEqual([1, 2]);
    expect(decodeCursor('list', nextCursor ?? '')).toEqual({ key: '2', id: '2' });
  });
});
