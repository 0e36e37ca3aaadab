import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { createDocument } from '../support/http.js';
import { upgradeStatus, webSocketWith } from '../support/raw-socket.js';

const EDITOR = 'editor.tampere@demo.kontor.example';
const OUTSIDER = 'reviewer@demo.kontor.example';

describe('stock y-websocket clients', () => {
  let app: TestApp;
  let editor: Caller;
  let documentId: string;
  const providers: WebsocketProvider[] = [];

  beforeAll(async () => {
    app = await bootTestApp();
    editor = await app.signIn(EDITOR);
    documentId = await createDocument(app.url, editor.cookie, 'Stock clients');
  });
  afterAll(() => app.close());
  afterEach(() => {
    for (const provider of providers.splice(0)) {
      provider.destroy();
      provider.doc.destroy();
    }
  });

  const join = (cookie: string): WebsocketProvider => {
    const provider = new WebsocketProvider(
      `${app.url.replace(/^http/, 'ws')}/collab`,
      documentId,
      new Y.Doc(),
      {
        WebSocketPolyfill: webSocketWith({ cookie, origin: app.url }),
        disableBc: true,
      },
    );
    providers.push(provider);
    return provider;
  };
  const synced = (provider: WebsocketProvider): Promise<void> =>
    new Promise((resolve) => (provider.synced ? resolve() : provider.once('sync', () => resolve())));
  const until = (doc: Y.Doc, holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        doc.off('update', look);
        resolve();
      };
      doc.on('update', look);
      look();
    });

  it('two of them converge through our server, typing at once', async () => {
    const [a, b] = [join(editor.cookie), join(editor.cookie)];
    await Promise.all([synced(a), synced(b)]);
    const [textA, textB] = [a.doc.getText('t'), b.doc.getText('t')];
    for (let i = 0; i < 30; i += 1) {
      textA.insert(0, 'a');
      textB.insert(textB.length, 'b');
    }
    await Promise.all([until(a.doc, () => textA.length === 60), until(b.doc, () => textB.length === 60)]);
    expect(textA.toString()).toBe(textB.toString());
    expect(Y.equalSnapshots(Y.snapshot(a.doc), Y.snapshot(b.doc))).toBe(true);
  });

  it('one that comes later is given everything', async () => {
    const a = join(editor.cookie);
    await synced(a);
    a.doc.getText('later').insert(0, 'Ωμέγα 🏛️ 字');
    const b = join(editor.cookie);
    await synced(b);
    await until(b.doc, () => b.doc.getText('later').length > 0);
    expect(b.doc.getText('later').toString()).toBe('Ωμέγα 🏛️ 字');
  });

  it('carries presence with the name that the server knows, whatever the client claims', async () => {
    const [a, b] = [join(editor.cookie), join(editor.cookie)];
    await Promise.all([synced(a), synced(b)]);
    a.awareness.setLocalState({ user: { name: 'Somebody Else' }, cursor: null });
    const seen = await new Promise<unknown>((resolve) => {
      b.awareness.on('change', () => {
        const state = b.awareness.getStates().get(a.doc.clientID);
        if (state !== undefined) resolve(state['user']);
      });
    });
    expect(seen).toMatchObject({ name: expect.stringMatching(/Tampere/) as string, city: 'Tampere' });
  });

  it('refuses one without a session with 401, of another workspace with 404, of another origin with 403', async () => {
    const target = `${app.url}/collab/${documentId}`;
    const outsider = await app.signIn(OUTSIDER);
    expect(await upgradeStatus(target, {})).toBe(401);
    expect(await upgradeStatus(target, { cookie: outsider.cookie, origin: app.url })).toBe(404);
    expect(
      await upgradeStatus(target, { cookie: editor.cookie, origin: 'https://kontor.example.evil' }),
    ).toBe(403);
    expect(await upgradeStatus(target, { cookie: editor.cookie, origin: 'null' })).toBe(403);
    expect(await upgradeStatus(target, { cookie: editor.cookie })).toBe(403);
    expect(await upgradeStatus(target, { cookie: editor.cookie, origin: app.url })).toBe(101);
  });

  it.each(['/', '%2e', '?x=/../', '%00', ' ', '０'])('knows no other spelling of an id: %j', async (tail) => {
    const status = await upgradeStatus(
      `${app.url}/collab/${encodeURI(documentId.slice(0, 23))}${encodeURI(tail)}`,
      {
        cookie: editor.cookie,
        origin: app.url,
      },
    );
    expect(status).toBe(404);
  });
});
