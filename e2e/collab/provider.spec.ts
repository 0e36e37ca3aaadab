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
    expect(stateOf(tampere)).toBe('saving');
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
