import { CLOSE } from '@kontor/contracts';
import { BODY } from '@kontor/documents';
import { XmlText, applyUpdate, encodeStateAsUpdate } from 'yjs';
import { CollabSession, type SessionOptions } from './collab-session.js';
import { FakeServer } from './fake-server.js';
import { savedState } from './saved-state.js';

const native = globalThis.WebSocket;
let session: CollabSession | null = null;
afterEach(() => {
  session?.close();
  session = null;
  globalThis.WebSocket = native;
});

/** Resolves as soon as the condition holds. */
async function until(condition: () => boolean): Promise<void> {
  for (const from = Date.now(); !condition(); await new Promise((resolve) => setTimeout(resolve, 2))) {
    if (Date.now() - from > 20_000) throw new Error(`never: ${String(condition)}`);
  }
}

function open(server: FakeServer, options: Partial<SessionOptions> = {}): CollabSession {
  server.install();
  session = new CollabSession({
    serverUrl: 'ws://kontor.test/collab',
    documentId: 'a'.repeat(24),
    userId: 'b'.repeat(24),
    canEdit: true,
    checkAccess: async () => 'allowed',
    rightsChanged: () => undefined,
    ...options,
  });
  return session;
}
const state = () => (session === null ? 'none' : savedState({ ...session.view.facts, now: Date.now() }));
const write = (text: string) => session?.view.doc.getXmlFragment(BODY).push([new XmlText(text)]);
const serverText = (server: FakeServer) => server.doc.getXmlFragment(BODY).toString();

describe('a session of the sync provider', () => {
  it('says saved only after the server has called the change durable', async () => {
    const server = new FakeServer();
    open(server);
    await until(() => state() === 'saved');
    server.commits = false;
    write('Hello');
    expect(state()).toBe('saving');
    await until(() => server.marks.length === 1);
    expect(serverText(server)).toBe('Hello');
    expect(state()).toBe('saving');
    server.commit();
    expect(state()).toBe('saved');
    expect(session?.view.lastDurableAt).not.toBeNull();
  });

  it('knows how full the document is, and hears of it while it is open', async () => {
    const server = new FakeServer();
    open(server);
    await until(() => state() === 'saved');
    expect(session?.view.limits).toEqual({ frame: 1048576, document: 20971520 });
    server.hello(15_000_000);
    expect(session?.view.limits?.size).toBe(15_000_000);
    expect(state()).toBe('saved');
  });

  it('asks for acknowledgements, names its schema, and counts like the server', async () => {
    const server = new FakeServer();
    open(server);
    await until(() => state() === 'saved');
    expect(server.urls[0]).toBe(
      `ws://kontor.test/collab/${'a'.repeat(24)}?ack=1&schema=1&user=${'b'.repeat(24)}`,
    );
    server.commits = false;
    for (const letter of 'abc') write(letter);
    await until(() => server.marks.length > 0);
    expect(server.marks).toEqual([server.changes]);
  });

  it('keeps what is typed without a connection, calls it unsafe without a store, and sends it on return', async () => {
    const server = new FakeServer();
    open(server);
    await until(() => state() === 'saved');
    server.socket?.end(1006);
    expect(state()).toBe('offline');
    write('offline words');
    expect(state()).toBe('unsafe');
    await until(() => state() === 'saved');
    expect(serverText(server)).toContain('offline words');
  });

  it('never believes an acknowledgement from before the connection was lost', async () => {
    const server = new FakeServer();
    open(server);
    await until(() => state() === 'saved');
    server.commits = false;
    write('lost on the way');
    await until(() => server.marks.length === 1);
    // The server dies between apply and commit.
    const { doc } = new FakeServer();
    server.doc = doc;
    server.socket?.end(1006);
    await until(() => server.urls.length === 2 && server.marks.length > 0);
    expect(state()).toBe('saving');
    expect(serverText(server)).toContain('lost on the way');
    server.commit();
    expect(state()).toBe('saved');
  });

  it('stops for good when access is removed, keeps own words and offers them', async () => {
    const server = new FakeServer();
    open(server);
    await until(() => state() === 'saved');
    server.commits = false;
    write('my words');
    server.socket?.end(CLOSE.accessRemoved);
    expect(state()).toBe('refused');
    expect(session?.view.facts.stopped).toBe('access-removed');
    expect(session?.unsavedText()).toBe('my words');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(server.urls).toHaveLength(1);
  });

  it('comes back at once when rights changed, and sends nothing once it may only read', async () => {
    const server = new FakeServer();
    let asked = 0;
    open(server, { rightsChanged: () => (asked += 1) });
    await until(() => state() === 'saved');
    server.socket?.end(CLOSE.rightsChanged);
    session?.setCanEdit(false);
    await until(() => server.urls.length >= 2 && state() === 'read-only');
    expect(asked).toBe(1);
    const before = server.changes;
    write('not allowed');
    expect(state()).toBe('refused');
    expect(server.changes).toBe(before);
    session?.setCanEdit(true);
    await until(() => state() === 'saved');
    expect(serverText(server)).toContain('not allowed');
  });

  it('calls nothing saved that was refused, whatever marker is answered afterwards', async () => {
    const server = new FakeServer();
    open(server);
    await until(() => state() === 'saved');
    server.commits = false;
    write('words of a former editor');
    await until(() => server.marks.length === 1);
    server.refuse(2, 'read-only');
    server.commit();
    session?.setCanEdit(false);
    expect(state()).toBe('refused');
    expect(session?.unsavedText()).toBe('words of a former editor');
  });

  it('keeps a refused change for copying and sends nothing that builds on it', async () => {
    const server = new FakeServer();
    open(server);
    await until(() => state() === 'saved');
    server.commits = false;
    write('too much');
    await until(() => server.marks.length === 1);
    server.refuse(2, 'too-large');
    expect(state()).toBe('refused');
    expect(session?.view.facts.refused).toBe('too-large');
    const before = server.changes;
    write('more');
    expect(server.changes).toBe(before);
    expect(session?.unsavedText()).toBe('too much\n\nmore');
  });

  it('never merges another generation: own words are put aside and the text is taken anew', async () => {
    const server = new FakeServer();
    open(server);
    await until(() => state() === 'saved');
    server.commits = false;
    write('of the old generation');
    const first = session?.view.doc;
    server.generation = 2;
    server.doc = new FakeServer().doc;
    server.doc.getXmlFragment(BODY).push([new XmlText('restored')]);
    server.commits = true;
    server.socket?.end(1006);
    await until(() => state() === 'saved' && session?.view.epoch === 1);
    expect(session?.view.doc).not.toBe(first);
    expect(session?.view.doc.getXmlFragment(BODY).toString()).toBe('restored');
    expect(serverText(server)).toBe('restored');
    expect(session?.view.aside?.text).toBe('of the old generation');
  });

  it('offers own saved words that a restored text is too old for, and neither what it has nor what others wrote', async () => {
    const server = new FakeServer();
    open(server);
    await until(() => state() === 'saved');
    write('in the backup');
    await until(() => serverText(server) === 'in the backup' && state() === 'saved');
    const backup = encodeStateAsUpdate(server.doc);
    server.doc.getXmlFragment(BODY).push([new XmlText('a colleague since')]);
    server.socket?.end(1006);
    await until(() => session?.view.doc.getXmlFragment(BODY).length === 2 && state() === 'saved');
    write('mine since');
    await until(() => serverText(server).endsWith('mine since') && state() === 'saved');

    server.generation = 1_800_000_000;
    server.doc = new FakeServer().doc;
    applyUpdate(server.doc, backup);
    server.socket?.end(CLOSE.generationChanged);
    await until(() => state() === 'saved' && session?.view.epoch === 1);
    expect(session?.view.doc.getXmlFragment(BODY).toString()).toBe('in the backup');
    expect(serverText(server)).toBe('in the backup');
    expect(session?.view.aside?.text).toBe('mine since');
  });

  it('offers nothing where the new text has every own word', async () => {
    const server = new FakeServer();
    open(server);
    await until(() => state() === 'saved');
    write('all of it');
    await until(() => serverText(server) === 'all of it' && state() === 'saved');
    server.generation = 2;
    server.socket?.end(CLOSE.generationChanged);
    await until(() => state() === 'saved' && session?.view.epoch === 1);
    expect(session?.view.doc.getXmlFragment(BODY).toString()).toBe('all of it');
    expect(session?.view.aside).toBeNull();
  });

  it.each([
    ['signed-out', 'session-ended'],
    ['gone', 'gone'],
  ] as const)(
    'asks over HTTP why it cannot connect, and stops when the answer is %s',
    async (answer, reason) => {
      const server = new FakeServer();
      server.refuseUpgrades = true;
      open(server, { checkAccess: async () => answer });
      await until(() => session?.view.facts.stopped === reason);
      expect(server.urls).toHaveLength(1);
    },
  );

  it('takes the way over HTTP when sockets are blocked while HTTP works', async () => {
    const server = new FakeServer();
    server.refuseUpgrades = true;
    open(server);
    await until(() => session?.view.way === 'polling');
    expect(state()).toBe('loading');
  });
});
