import * as Y from 'yjs';
import { DocumentState } from './document-state.js';

/** A document that was written, corrected and written on by two, and what is stored of it. */
function written() {
  const doc = new Y.Doc();
  doc.clientID = 1;
  const text = doc.getText('t');
  text.insert(0, 'A good practice from Tampere');
  const halfWay = Y.encodeStateVector(doc);
  text.delete(2, 5);
  const other = new Y.Doc();
  other.clientID = 2;
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  other.getText('t').insert(0, 'Draft: ');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  const update = Y.encodeStateAsUpdate(doc);
  const state = new DocumentState({
    documentId: 'd',
    generation: 1,
    snapshot: { generation: 1, seq: 3, at: 0, update },
    tail: [],
    owners: new Map(),
    quarantinedFromSeq: null,
  });
  return { doc, update, state, halfWay };
}

describe('[C-112] a document that comes from its snapshot alone', () => {
  it('is handed on as it was stored, without being built', () => {
    const { doc, update, state } = written();
    expect(state.full()).toBe(update);
    expect(state.vector()).toEqual(Y.encodeStateVector(doc));
    expect(state.hasHole).toBe(false);
    expect(state.isBuilt).toBe(false);
  });

  it('gives who has a part the rest', () => {
    const { doc, state, halfWay } = written();
    expect(state.since(halfWay).length).toBeLessThan(state.full().length);
    const reader = new Y.Doc();
    const early = new Y.Doc();
    early.clientID = 1;
    early.getText('t').insert(0, 'A good practice from Tampere');
    Y.applyUpdate(reader, Y.encodeStateAsUpdate(early));
    Y.applyUpdate(reader, state.since(Y.encodeStateVector(reader)));
    expect(reader.getText('t').toString()).toBe(doc.getText('t').toString());
    expect(state.isBuilt).toBe(false);
  });

  it('is built by the first change, and goes on from there', () => {
    const { doc, state } = written();
    const vector = Y.encodeStateVector(doc);
    doc.getText('t').insert(0, 'Second ');
    const result = state.apply([Y.encodeStateAsUpdate(doc, vector)]);
    expect(result).toMatchObject({ pending: false, update: expect.any(Uint8Array) });
    expect(state.isBuilt).toBe(true);
    expect(state.vector()).toEqual(Y.encodeStateVector(doc));
    const reader = new Y.Doc();
    Y.applyUpdate(reader, state.full());
    expect(reader.getText('t').toString()).toBe(doc.getText('t').toString());
  });
});
