import { Doc, Text, applyUpdate, encodeStateAsUpdate } from 'yjs';
import { carriedOver, comesFromTwin } from './twin.js';

const docs: Doc[] = [];
afterEach(() => {
  for (const doc of docs.splice(0)) doc.destroy();
});
function copyOf(doc: Doc | null, clientID?: number): Doc {
  const copy = new Doc();
  docs.push(copy);
  if (doc !== null) applyUpdate(copy, encodeStateAsUpdate(doc));
  if (clientID !== undefined) copy.clientID = clientID;
  return copy;
}
const text = (doc: Doc): Text => doc.getText('t');
const append = (doc: Doc, words: string): void => text(doc).insert(text(doc).length, words);

/** A page with a common past, its twin, and a server that has heard the twin alone. */
function twins() {
  const page = copyOf(null, 7);
  append(page, 'past ');
  const twin = copyOf(page, 7);
  const server = copyOf(page);
  return { page, twin, server };
}

describe('a second live page under the same client id', () => {
  it('is noticed by what it writes: further than we did, or otherwise', () => {
    const { page, twin } = twins();
    const updates: Uint8Array[] = [];
    twin.on('update', (update: Uint8Array) => updates.push(update));
    append(twin, 'twin');
    expect(comesFromTwin(updates[0]!, page)).toBe(true);
    append(page, 'page goes on');
    expect(comesFromTwin(updates[0]!, page)).toBe(true);
  });

  it('is noticed when both write the same word at different places', () => {
    const { page, twin } = twins();
    const updates: Uint8Array[] = [];
    twin.on('update', (update: Uint8Array) => updates.push(update));
    append(twin, 'x');
    text(page).insert(0, 'x');
    expect(comesFromTwin(updates[0]!, page)).toBe(true);
  });

  it('is not seen where there is none: own words come back, in any cut, deleted or not', () => {
    const { page } = twins();
    const all = encodeStateAsUpdate(page);
    text(page).insert(2, 'in between');
    text(page).delete(1, 4);
    expect(comesFromTwin(all, page)).toBe(false);
    expect(comesFromTwin(encodeStateAsUpdate(page), page)).toBe(false);
    const other = copyOf(page, 9);
    append(other, 'somebody else');
    expect(comesFromTwin(encodeStateAsUpdate(other), page)).toBe(false);
  });

  it('loses and doubles no word of either when the page takes a new id', () => {
    const { page, twin, server } = twins();
    append(twin, 'Twin wrote this. ');
    append(page, 'And page that. ');
    applyUpdate(server, encodeStateAsUpdate(twin));
    applyUpdate(server, carriedOver(page, server, server.clientID));
    const whole = text(server).toString();
    for (const words of ['past ', 'Twin wrote this. ', 'And page that. '])
      expect(whole.split(words)).toHaveLength(2);
    expect(whole).toHaveLength('past Twin wrote this. And page that. '.length);
  });

  it('carries deletions, formats and what was put between the words of others', () => {
    const { page, twin, server } = twins();
    append(twin, 'TWIN');
    applyUpdate(server, encodeStateAsUpdate(twin));
    text(page).insert(1, '[page]');
    text(page).format(1, 6, { bold: true });
    text(page).delete(0, 1);
    applyUpdate(server, carriedOver(page, server, server.clientID));
    expect(text(server).toDelta()).toEqual([
      { insert: '[page]', attributes: { bold: true } },
      { insert: 'ast TWIN' },
    ]);
  });

  it('brings what nobody has taken yet once, when both held it before they parted', () => {
    const page = copyOf(null, 7);
    append(page, 'stored ');
    const server = copyOf(page);
    append(page, 'not yet stored ');
    const twin = copyOf(page, 7);
    append(twin, 'twin ');
    append(page, 'page ');
    applyUpdate(server, encodeStateAsUpdate(twin));
    applyUpdate(server, carriedOver(page, server, server.clientID));
    const whole = text(server).toString();
    for (const words of ['stored not yet stored ', 'twin ', 'page '])
      expect(whole.split(words)).toHaveLength(2);
    expect(whole).toHaveLength('stored not yet stored twin page '.length);
  });

  it('may go on writing under the new id, and everybody agrees', () => {
    const { page, twin, server } = twins();
    append(twin, 'twin ');
    append(page, 'page ');
    applyUpdate(server, encodeStateAsUpdate(twin));
    const mine = copyOf(server);
    applyUpdate(mine, carriedOver(page, mine, mine.clientID));
    append(mine, 'goes on');
    applyUpdate(server, encodeStateAsUpdate(mine));
    applyUpdate(twin, encodeStateAsUpdate(server));
    expect(text(server).toString()).toBe(text(mine).toString());
    expect(text(twin).toString()).toBe(text(mine).toString());
    expect(server.store.pendingStructs).toBeNull();
  });
});
