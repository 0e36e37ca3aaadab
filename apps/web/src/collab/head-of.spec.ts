import {
  Doc,
  Text,
  XmlElement,
  XmlText,
  applyUpdate,
  decodeStateVector,
  encodeStateAsUpdate,
  encodeStateVector,
} from 'yjs';
import { headOf } from './head-of.js';

const docs: Doc[] = [];
afterEach(() => {
  for (const doc of docs.splice(0)) doc.destroy();
});
function newDoc(clientID: number): Doc {
  const doc = new Doc();
  doc.clientID = clientID;
  docs.push(doc);
  return doc;
}
const PART = 2_000;

/** Brings all of `doc` to an empty one, part by part, and then the rest; returns how many parts there were. */
function bring(doc: Doc, target: Doc): number {
  const known = new Map<number, number>();
  for (let parts = 0; ; parts += 1) {
    const rest = encodeStateAsUpdate(doc, encodeStateVector(known));
    if (rest.length <= PART) {
      applyUpdate(target, rest);
      return parts;
    }
    const part = headOf(rest, PART, known);
    if (part === null) throw new Error('nothing fits');
    expect(part.length).toBeLessThanOrEqual(PART + 100);
    applyUpdate(target, part);
    // Nothing waits: what is taken leans on nothing that was left behind.
    expect(target.store.pendingStructs).toBeNull();
    expect(decodeStateVector(encodeStateVector(target))).toEqual(known);
  }
}

describe('the beginning of an update that is too large', () => {
  it('cuts one long word, and never through a character', () => {
    const doc = newDoc(1);
    const text = 'ab\u{1F332}'.repeat(3_000);
    doc.getText('t').insert(0, text);
    const target = newDoc(2);
    expect(bring(doc, target)).toBeGreaterThan(5);
    expect(target.getText('t').toString()).toBe(text);
  });

  it('takes what leans on others after these, whoever wrote it', () => {
    const [one, other] = [newDoc(9), newDoc(3)];
    for (let round = 0; round < 40; round += 1) {
      for (const [doc, peer] of [
        [one, other],
        [other, one],
      ] as const) {
        const fragment = doc.getXmlFragment('body');
        const paragraph = new XmlElement('paragraph');
        paragraph.setAttribute('round', String(round));
        paragraph.insert(0, [new XmlText(`${doc.clientID} in round ${round}. `.repeat(5))]);
        fragment.insert(Math.floor(fragment.length / 2), [paragraph]);
        const first = fragment.get(0);
        const inner = first instanceof XmlElement ? first.get(0) : null;
        if (inner instanceof Text) inner.insert(3, 'x'.repeat(round));
        if (round % 5 === 4) fragment.delete(0, 1);
        applyUpdate(peer, encodeStateAsUpdate(doc));
      }
    }
    const target = newDoc(2);
    expect(bring(one, target)).toBeGreaterThan(3);
    expect(target.getXmlFragment('body').toString()).toBe(one.getXmlFragment('body').toString());
    expect(encodeStateAsUpdate(target)).toEqual(encodeStateAsUpdate(one));
  });

  it('is nothing where not even one piece is small enough', () => {
    const doc = newDoc(1);
    doc.getMap('m').set('value', 'x'.repeat(10_000));
    expect(headOf(encodeStateAsUpdate(doc), PART, new Map())).toBeNull();
  });
});
