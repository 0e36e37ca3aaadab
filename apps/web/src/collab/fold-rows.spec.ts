import { Doc, applyUpdate, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import { foldRows } from './fold-rows.js';

const typed = (text: string, doc = new Doc()): { doc: Doc; rows: Uint8Array[] } => {
  const rows: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => rows.push(update));
  for (const letter of text) doc.getText('t').insert(doc.getText('t').length, letter);
  return { doc, rows };
};
const long = 'A long text that stands there already. '.repeat(1000);
const whole = (rows: readonly Uint8Array[]): Doc => {
  const doc = new Doc();
  for (const row of rows) applyUpdate(doc, row);
  return doc;
};
const after = (rows: readonly Uint8Array[]): Uint8Array[] => {
  const { gone, folded } = foldRows(rows);
  return [...rows.filter((_row, index) => !gone.includes(index)), folded];
};

describe('the rows of a copy on this device', () => {
  it('become one that holds the same text', () => {
    const { doc, rows } = typed('Written letter by letter.');
    const folded = after(rows);
    expect(folded).toHaveLength(1);
    expect(whole(folded).getText('t').toString()).toBe('Written letter by letter.');
    expect(encodeStateVector(whole(folded))).toEqual(encodeStateVector(doc));
  });

  it('leave a long text alone and fold only what was typed since', () => {
    const base = new Doc();
    base.getText('t').insert(0, long);
    const first = encodeStateAsUpdate(base);
    const { rows } = typed('And on.', base);
    base.getText('t').delete(0, 2);
    const all = [first, ...rows];
    expect(foldRows(all).gone).not.toContain(0);
    const folded = after(all);
    expect(folded).toHaveLength(2);
    expect(encodeStateAsUpdate(whole(folded))).toEqual(encodeStateAsUpdate(base));
  });

  it('are folded with the long text when there is as much beside it', () => {
    const base = new Doc();
    base.getText('t').insert(0, long);
    const first = encodeStateAsUpdate(base);
    const second = new Doc();
    second.getText('t').insert(0, long);
    const folded = after([first, encodeStateAsUpdate(second), ...typed('And on.', base).rows]);
    expect(folded).toHaveLength(1);
    expect(whole(folded).getText('t').length).toBe(2 * long.length + 7);
  });

  it('keep what another tab has not stored the beginning of yet', () => {
    const { doc, rows } = typed('Later letters lean on earlier ones.');
    const [first, ...later] = rows;
    const folded = after(later);
    expect(
      whole([...folded, first ?? new Uint8Array()])
        .getText('t')
        .toString(),
    ).toBe(doc.getText('t').toString());
  });

  it('shrink in number however often they are folded', () => {
    let rows: Uint8Array[] = [];
    const doc = new Doc();
    doc.getText('t').insert(0, long);
    rows.push(encodeStateAsUpdate(doc));
    doc.on('update', (update: Uint8Array) => rows.push(update));
    for (let round = 0; round < 20; round += 1) {
      for (let i = 0; i < 20; i += 1) doc.getText('t').insert(i * 7, 'x');
      rows = after(rows);
      expect(rows.length).toBeLessThanOrEqual(2);
    }
    expect(whole(rows).getText('t').toString()).toBe(doc.getText('t').toString());
  });
});
