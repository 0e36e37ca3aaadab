import { CLOSE } from '@kontor/contracts';
import { BODY } from '@kontor/documents';
import * as Y from 'yjs';
import { CollabSession } from '../../apps/web/src/collab/collab-session.js';
import { savedState, type SavedState } from '../../apps/web/src/collab/saved-state.js';
import { EngineHouse } from '../support/engine-line.js';

const native = globalThis.WebSocket;
const sessions: CollabSession[] = [];
let house: EngineHouse;

afterEach(async () => {
  for (const session of sessions.splice(0)) session.close();
  globalThis.WebSocket = native;
  await house.close();
});

/** Resolves as soon as the condition holds. */
async function until(condition: () => boolean): Promise<void> {
  for (const from = Date.now(); !condition(); await new Promise((resolve) => setTimeout(resolve, 2))) {
    if (Date.now() - from > 20_000) throw new Error(`never: ${String(condition)}`);
  }
}

/** A page of the web client with this document open. */
function page(): CollabSession {
  const session = new CollabSession({
    serverUrl: 'ws://kontor.test/collab',
    documentId: house.documentId,
    userId: house.userId,
    canEdit: true,
    checkAccess: async () => 'allowed',
    rightsChanged: () => undefined,
  });
  sessions.push(session);
  return session;
}
const stateOf = (session: CollabSession): SavedState =>
  savedState({ ...session.view.facts, now: Date.now() });
const textOf = (doc: Y.Doc): string => doc.getXmlFragment(BODY).toString();
const write = (session: CollabSession, words: string): void =>
  session.view.doc.getXmlFragment(BODY).push([new Y.XmlText(words)]);
async function storedText(): Promise<string> {
  const doc = await house.stored();
  const text = textOf(doc);
  doc.destroy();
  return text;
}

describe('the page and the engine while the database is away', () => {
  it('people keep typing and see each other; when too much has waited the page says so, keeps the words, and all is saved by itself on return', async () => {
    house = await EngineHouse.open({ commit: { backlogMs: 30, retryMaxMs: 20 } });
    house.install();
    const [tampere, kortrijk] = [page(), page()];
    await until(() => stateOf(tampere) === 'saved' && stateOf(kortrijk) === 'saved');
    write(tampere, 'Before. ');
    await until(() => stateOf(tampere) === 'saved' && textOf(kortrijk.view.doc) === 'Before. ');

    house.store.fault = 'refuse';
    write(tampere, 'While it is away. ');
    await until(() => textOf(kortrijk.view.doc).includes('While it is away. '));
    expect(['saving', 'store-away']).toContain(stateOf(tampere));
    await new Promise((resolve) => setTimeout(resolve, 60));
    write(tampere, 'Too late. ');
    await until(() => stateOf(tampere) === 'store-away');
    expect(textOf(kortrijk.view.doc)).not.toContain('Too late.');
    write(tampere, 'And one more key press. ');
    expect(tampere.unsavedText()).toContain('Too late.');

    house.store.heal();
    await until(() => stateOf(tampere) === 'saved' && stateOf(kortrijk) === 'saved');
    const whole = 'Before. While it is away. Too late. And one more key press. ';
    expect(textOf(tampere.view.doc)).toBe(whole);
    await until(() => textOf(kortrijk.view.doc) === whole);
    expect(await storedText()).toBe(whole);
    write(tampere, 'Writing on.');
    await until(() => stateOf(tampere) === 'saved');
    expect(await storedText()).toBe(`${whole}Writing on.`);
  });

  it('who writes nothing, or has only begun, reads it as well and is not let type into nowhere', async () => {
    house = await EngineHouse.open({ commit: { backlogMs: 200, retryMaxMs: 20 }, sweepMs: 20 });
    house.install();
    const [tampere, idle, beginner] = [page(), page(), page()];
    const everybody = [tampere, idle, beginner];
    const all = (state: SavedState) => until(() => everybody.every((one) => stateOf(one) === state));
    await all('saved');
    write(tampere, 'Before. ');
    await all('saved');
    house.store.fault = 'refuse';
    write(tampere, 'Waits. ');
    write(beginner, 'First words. ');
    await all('store-away');
    expect(beginner.unsavedText()).toContain('First words.');
    const newcomer = page();
    await until(() => stateOf(newcomer) === 'store-away');
    house.store.heal();
    await all('saved');
    await until(() => stateOf(newcomer) === 'saved');
    for (const words of ['Before. ', 'Waits. ', 'First words. ']) expect(await storedText()).toContain(words);
  });

  it('a connection that is lost meanwhile takes the banner with it, and the words arrive all the same', async () => {
    house = await EngineHouse.open({ commit: { backlogMs: 30, retryMaxMs: 20 } });
    house.install();
    const session = page();
    await until(() => stateOf(session) === 'saved');
    write(session, 'Zero. ');
    await until(() => stateOf(session) === 'saved');
    house.store.fault = 'refuse';
    write(session, 'One. ');
    await new Promise((resolve) => setTimeout(resolve, 60));
    write(session, 'Two. ');
    await until(() => stateOf(session) === 'store-away');
    house.last.cut();
    expect(stateOf(session)).toBe('unsafe');
    await until(() => stateOf(session) === 'store-away');
    house.store.heal();
    await until(() => stateOf(session) === 'saved');
    expect(await storedText()).toBe('Zero. One. Two. ');
  });
});

describe('a second live page under the same client id', () => {
  /** A page and its twin, as a copied virtual machine makes one: the same text, the same id, two connections. */
  async function twins(): Promise<[CollabSession, CollabSession]> {
    house = await EngineHouse.open();
    house.install();
    const here = page();
    await until(() => stateOf(here) === 'saved');
    write(here, 'Past. ');
    await until(() => stateOf(here) === 'saved');
    const there = page();
    await until(() => stateOf(there) === 'saved' && textOf(there.view.doc) === 'Past. ');
    there.view.awareness.setLocalState(null);
    there.view.awareness.clientID = there.view.doc.clientID = here.view.doc.clientID;
    there.view.awareness.setLocalState({});
    return [here, there];
  }
  const timesIn = (text: string, words: string): number => text.split(words).length - 1;

  /** Everybody has each of these words exactly once, and the store too. */
  async function expectOnce(pages: CollabSession[], words: string[]): Promise<void> {
    const isWhole = (text: string): boolean =>
      words.every((word) => timesIn(text, word) === 1) && text.length === words.join('').length;
    await until(() => pages.every((one) => stateOf(one) === 'saved' && isWhole(textOf(one.view.doc))));
    expect(new Set(pages.map((one) => textOf(one.view.doc))).size).toBe(1);
    expect(await storedText()).toBe(textOf(pages[0]!.view.doc));
    expect(new Set(pages.map((one) => one.view.doc.clientID)).size).toBe(pages.length);
  }

  it('one writes: the other takes another id at once, and then both write on', async () => {
    const [here, there] = await twins();
    write(here, 'One. ');
    await until(() => there.view.doc.clientID !== here.view.doc.clientID && stateOf(there) === 'saved');
    write(there, 'Two. ');
    write(here, 'Three. ');
    await expectOnce([here, there], ['Past. ', 'One. ', 'Two. ', 'Three. ']);
  });

  it('both write in the same moment: no word of either is lost or doubled', async () => {
    const [here, there] = await twins();
    write(here, 'Alpha. ');
    write(there, 'Omega! ');
    await expectOnce([here, there], ['Past. ', 'Alpha. ', 'Omega! ']);
  });

  it('a longer word in the same moment is not torn in two', async () => {
    const [here, there] = await twins();
    write(here, 'One. ');
    write(there, 'Twenty-two. ');
    await expectOnce([here, there], ['Past. ', 'One. ', 'Twenty-two. ']);
  });

  it('nor is one that is typed letter by letter', async () => {
    const [left, right] = await twins();
    const type = (session: CollabSession, letters: string): void => {
      const texts = session.view.doc.getXmlFragment(BODY);
      const text = new Y.XmlText();
      texts.push([text]);
      for (const letter of letters) text.insert(text.length, letter);
    };
    type(left, 'Ab. ');
    type(right, 'Uvwxyz! ');
    await expectOnce([left, right], ['Past. ', 'Ab. ', 'Uvwxyz! ']);
  });

  it('a page that has written nothing yet takes another name in presence too', async () => {
    house = await EngineHouse.open();
    house.install();
    const [here, there] = [page(), page()];
    await until(() => stateOf(here) === 'saved' && stateOf(there) === 'saved');
    there.view.awareness.setLocalState(null);
    there.view.awareness.clientID = there.view.doc.clientID = here.view.doc.clientID;
    there.view.awareness.setLocalState({});
    write(here, 'One. ');
    await expectOnce([here, there], ['One. ']);
    for (const { view } of [here, there]) expect(view.awareness.clientID).toBe(view.doc.clientID);
  });

  it('one was left offline and wrote more than the other, who has gone: what both wrote is kept', async () => {
    const [here, there] = await twins();
    house.isReachable = false;
    house.last.cut();
    write(there, 'Much written on the train, ');
    write(there, 'and more. ');
    write(here, 'Little. ');
    await until(() => stateOf(here) === 'saved');
    here.close();
    house.isReachable = true;
    await expectOnce([there], ['Past. ', 'Much written on the train, ', 'and more. ', 'Little. ']);
  });

  it('is not suspected when a line breaks before the answer: the same page goes on under the same id', async () => {
    house = await EngineHouse.open();
    house.install();
    const session = page();
    await until(() => stateOf(session) === 'saved');
    write(session, 'Stored. ');
    await until(() => stateOf(session) === 'saved');
    const { clientID } = session.view.doc;
    house.store.fault = 'hang';
    write(session, 'Taken and not stored. ');
    // The engine has it, and has not called it durable.
    const other = page();
    await until(() => textOf(other.view.doc).includes('Taken and not stored. '));
    house.sockets[0]!.cut();
    write(session, 'Written meanwhile. ');
    house.store.heal();
    await expectOnce([session, other], ['Stored. ', 'Taken and not stored. ', 'Written meanwhile. ']);
    expect(session.view.doc.clientID).toBe(clientID);
    expect(session.view.epoch).toBe(0);
  });

  it('every opening of a text takes a fresh id, so a copied profile alone is no twin', async () => {
    house = await EngineHouse.open();
    house.install();
    const pages = Array.from({ length: 5 }, () => page());
    expect(new Set(pages.map((one) => one.view.doc.clientID)).size).toBe(5);
  });
});

describe('more than one frame can carry', () => {
  const MB = 1024 * 1024;
  const KEY = 'Words \u{1F332} of a long day. ';
  const DAY = KEY.repeat(Math.ceil((1.3 * MB) / KEY.length));

  /** Opens a page that has saved something, and takes the network away. */
  async function wentOffline(limits: Parameters<typeof EngineHouse.open>[0] = {}): Promise<CollabSession> {
    house = await EngineHouse.open(limits);
    house.install();
    const session = page();
    write(session, 'Before. ');
    await until(() => stateOf(session) === 'saved');
    house.isReachable = false;
    house.last.cut();
    return session;
  }
  const comeBack = (): void => {
    house.isReachable = true;
    house.codes.length = 0;
  };

  it('written offline: it all arrives by itself, and so does what is typed meanwhile', async () => {
    const session = await wentOffline();
    for (let piece = 0; piece < 3; piece += 1) write(session, `${DAY}${piece}. `);
    comeBack();
    await until(() => session.view.facts.connected);
    expect(['saving', 'saving-slow']).toContain(stateOf(session));
    write(session, 'Typed meanwhile. ');
    await until(() => stateOf(session) === 'saved');
    const whole = `Before. ${DAY}0. ${DAY}1. ${DAY}2. Typed meanwhile. `;
    expect((await storedText()) === whole).toBe(true);
    expect(house.codes).toEqual([]);
    write(session, 'And on.');
    await until(() => stateOf(session) === 'saved');
    expect((await storedText()) === `${whole}And on.`).toBe(true);
    const other = page();
    await until(() => textOf(other.view.doc) === `${whole}And on.`);
  });

  it('pasted while connected: the connection stays, and the others have it', async () => {
    house = await EngineHouse.open();
    house.install();
    const [session, other] = [page(), page()];
    await until(() => stateOf(session) === 'saved' && stateOf(other) === 'saved');
    write(session, DAY);
    write(session, 'And on.');
    await until(() => stateOf(session) === 'saved');
    expect((await storedText()) === `${DAY}And on.`).toBe(true);
    await until(() => textOf(other.view.doc) === `${DAY}And on.`);
    expect(house.codes).toEqual([]);
  });

  it('the line breaks in the middle: nothing is lost or doubled', async () => {
    const session = await wentOffline();
    write(session, DAY);
    comeBack();
    const entries = async () => (await house.store.load(house.documentId))?.tail.length ?? 0;
    const before = await entries();
    while ((await entries()) === before) await new Promise((resolve) => setTimeout(resolve, 1));
    house.last.cut();
    await until(() => stateOf(session) === 'saved');
    expect((await storedText()) === `Before. ${DAY}`).toBe(true);
  });

  it('a proxy on the way takes less than the server: smaller parts get through', async () => {
    const session = await wentOffline();
    house.passes = 100_000;
    write(session, DAY);
    const count = house.sockets.length;
    comeBack();
    await until(() => stateOf(session) === 'saved');
    expect((await storedText()) === `Before. ${DAY}`).toBe(true);
    expect(house.sockets.length - count).toBeLessThan(8);
  });

  it('and more than the document can hold: the page says so, keeps the words for copying and does not try for ever', async () => {
    const session = await wentOffline({ documentBytes: 2 * MB });
    for (let piece = 0; piece < 3; piece += 1) write(session, DAY);
    comeBack();
    await until(() => stateOf(session) === 'refused');
    expect(session.view.facts.refused).toBe('too-large');
    expect(session.unsavedText().length).toBeGreaterThan(3.9 * MB);
    await until(() => session.view.facts.stopped === 'document-full');
    expect(house.codes).toEqual([CLOSE.documentFull]);
    expect((await storedText()).startsWith('Before. ')).toBe(true);
  });
});

describe('a server that cannot be reached', () => {
  it('is tried again by itself, and never without a pause', async () => {
    house = await EngineHouse.open();
    house.install();
    const session = page();
    await until(() => stateOf(session) === 'saved');
    const attempts: number[] = [Date.now()];
    house.isReachable = false;
    house.last.cut();
    for (let count = house.sockets.length; attempts.length < 4; count += 1) {
      await until(() => house.sockets.length > count);
      attempts.push(Date.now());
    }
    // The rest of each wait is by chance (close-codes.spec); a busy machine can only lengthen it.
    const waits = attempts.slice(1).map((at, index) => at - attempts[index]!);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(140);
    house.isReachable = true;
    await until(() => stateOf(session) === 'saved');
  });
});
