import { CLOSE } from '@kontor/contracts';
import { WebSocket } from 'ws';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { createDocument } from '../support/http.js';

const COORDINATOR = 'coordinator@demo.kontor.example';
const EDITOR = 'editor.kortrijk@demo.kontor.example';

/** Within this a right that is gone must be gone on the wire. */
const LIMIT_MS = 1_000;

interface Cut {
  code: number;
  afterMs: number;
  receivedAfter: number;
}

describe('a right that is taken away is gone from live connections within a second', () => {
  let app: TestApp;
  let coordinator: Caller;
  let workspaceId: string;
  let editorId: string;
  let documentId: string;

  beforeEach(async () => {
    app = await bootTestApp();
    coordinator = await app.signIn(COORDINATOR);
    documentId = await createDocument(app.url, coordinator.cookie, 'Revocation');
    workspaceId = (
      (await coordinator.get(`/practice-documents/${documentId}`).expect(200)).body as { workspaceId: string }
    ).workspaceId;
    const members = (await coordinator.get(`/workspaces/${workspaceId}/members?limit=100`).expect(200))
      .body as {
      items: { userId: string; email: string }[];
    };
    editorId = members.items.find((member) => member.email === EDITOR)?.userId ?? '';
    expect(editorId).not.toBe('');
  });
  afterEach(() => app.close());

  const open = async (who: Caller): Promise<WebSocket> => {
    const socket = new WebSocket(`${app.url.replace(/^http/, 'ws')}/collab/${documentId}?ack=1`, {
      headers: { cookie: who.cookie, origin: app.url },
    });
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('message', resolve));
    return socket;
  };

  const cutBy = async (socket: WebSocket, act: () => Promise<unknown>): Promise<Cut> => {
    const started = Date.now();
    let receivedAfter = 0;
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    await act();
    socket.on('message', () => (receivedAfter += 1));
    const code = await closed;
    return { code, afterMs: Date.now() - started, receivedAfter };
  };

  it('role changed to member or decision-maker: 4508, and the next connection may not write', async () => {
    const editor = await app.signIn(EDITOR);
    const socket = await open(editor);
    const cut = await cutBy(socket, () =>
      coordinator
        .patch(`/workspaces/${workspaceId}/members/${editorId}`, { role: 'decision-maker' })
        .expect(200),
    );
    expect(cut.code).toBe(CLOSE.rightsChanged);
    expect(cut.afterMs).toBeLessThan(LIMIT_MS);
    const { body } = await editor.get(`/practice-documents/${documentId}`).expect(200);
    expect((body as { abilities: { edit: boolean } }).abilities.edit).toBe(false);
  });

  it('membership ended: 4403, and the document is not there any more', async () => {
    const editor = await app.signIn(EDITOR);
    const socket = await open(editor);
    const cut = await cutBy(socket, () =>
      coordinator.delete(`/workspaces/${workspaceId}/members/${editorId}`).expect(204),
    );
    expect(cut.code).toBe(CLOSE.accessRemoved);
    expect(cut.afterMs).toBeLessThan(LIMIT_MS);
    await editor.get(`/practice-documents/${documentId}`).expect(404);
  });

  it('signed out: 4401', async () => {
    const editor = await app.signIn(EDITOR);
    const cut = await cutBy(await open(editor), () => editor.delete('/session').expect(204));
    expect(cut.code).toBe(CLOSE.sessionEnded);
    expect(cut.afterMs).toBeLessThan(LIMIT_MS);
  });

  it('signed out everywhere from another device: 4401', async () => {
    const [here, there] = [await app.signIn(EDITOR), await app.signIn(EDITOR)];
    const cut = await cutBy(await open(here), () => there.delete('/sessions').expect(204));
    expect(cut.code).toBe(CLOSE.sessionEnded);
  });

  it('document archived: nobody writes in it any more', async () => {
    const editor = await app.signIn(EDITOR);
    const cut = await cutBy(await open(editor), () =>
      coordinator.post(`/practice-documents/${documentId}/archive`).expect(200),
    );
    expect([CLOSE.rightsChanged, CLOSE.accessRemoved]).toContain(cut.code);
    expect(cut.afterMs).toBeLessThan(LIMIT_MS);
  });

  it('workspace archived: nobody writes in it any more', async () => {
    const editor = await app.signIn(EDITOR);
    const cut = await cutBy(await open(editor), () =>
      coordinator.post(`/workspaces/${workspaceId}/archive`).expect(200),
    );
    expect([CLOSE.rightsChanged, CLOSE.accessRemoved]).toContain(cut.code);
    expect(cut.afterMs).toBeLessThan(LIMIT_MS);
  });
});
