import { once } from 'node:events';
import { FALLBACK_NAMESPACE } from '@kontor/contracts';
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { createDocument } from '../support/http.js';
import { upgradeStatus } from '../support/raw-socket.js';

const COORDINATOR = 'coordinator@demo.kontor.example';
const EDITOR = 'editor.tampere@demo.kontor.example';

describe('the room that there is for connections', () => {
  let app: TestApp;
  let coordinator: Caller;
  let editor: Caller;
  let documents: string[];
  const open: (WebSocket | Socket)[] = [];

  const start = async (env: Record<string, string>): Promise<void> => {
    app = await bootTestApp({ env });
    [coordinator, editor] = [await app.signIn(COORDINATOR), await app.signIn(EDITOR)];
    documents = [];
    for (const title of ['One', 'Two']) documents.push(await createDocument(app.url, editor.cookie, title));
  };
  afterEach(async () => {
    for (const socket of open.splice(0)) {
      if (socket instanceof WebSocket) socket.terminate();
      else socket.disconnect();
    }
    await app.close();
  });

  const headersOf = (who: Caller) => ({ cookie: who.cookie, origin: app.url });
  const addressOf = (document: number) => `${app.url}/collab/${documents[document] ?? ''}`;
  const enter = async (who: Caller, document = 0): Promise<WebSocket> => {
    const socket = new WebSocket(addressOf(document).replace(/^http/, 'ws'), { headers: headersOf(who) });
    open.push(socket);
    await once(socket, 'message');
    return socket;
  };
  /** What the two transports answer to one more. */
  const answers = async (who: Caller, document = 0): Promise<[number, string]> => {
    const status = await upgradeStatus(addressOf(document), headersOf(who));
    const socket = io(`${app.url}${FALLBACK_NAMESPACE}`, {
      transports: ['polling'],
      auth: { documentId: documents[document] },
      extraHeaders: headersOf(who),
      reconnection: false,
      forceNew: true,
    });
    open.push(socket);
    const code = await new Promise<string>((resolve) => {
      socket.once('connect', () => resolve('in'));
      socket.once('connect_error', ({ message }) => resolve(message));
    });
    return [status, code];
  };

  it('a person has no more than theirs, and others still come in', async () => {
    await start({ KONTOR_MAX_CONNECTIONS_PER_PERSON: '2' });
    for (let i = 0; i < 2; i += 1) await enter(editor);
    expect(await answers(editor, 1)).toEqual([429, 'too-many-attempts']);
    expect(await answers(coordinator)).toEqual([101, 'in']);
  });

  it('a document has no more than its own, and other documents still open', async () => {
    await start({ KONTOR_MAX_CONNECTIONS_PER_DOCUMENT: '2' });
    for (let i = 0; i < 2; i += 1) await enter(editor);
    expect(await answers(coordinator)).toEqual([429, 'too-many-attempts']);
    expect(await answers(coordinator, 1)).toEqual([101, 'in']);
  });

  it('a node has no more than its own; who leaves makes room', async () => {
    await start({ KONTOR_MAX_CONNECTIONS: '2' });
    const first = await enter(editor);
    await enter(editor);
    expect(await answers(coordinator, 1)).toEqual([503, 'not-ready']);
    first.terminate();
    // The server notices in its own time.
    let status = 503;
    while (status === 503) status = await upgradeStatus(addressOf(1), headersOf(coordinator));
    expect(status).toBe(101);
  });

  it('a node opens no more documents than it may, and lets people into those that are open', async () => {
    await start({ KONTOR_MAX_OPEN_DOCUMENTS: '1' });
    await enter(editor);
    expect(await answers(coordinator, 1)).toEqual([503, 'not-ready']);
    expect(await answers(coordinator)).toEqual([101, 'in']);
  });
});
