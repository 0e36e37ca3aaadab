import { once } from 'node:events';
import { connect } from 'node:net';
import { CLOSE, FALLBACK_EVENTS, FALLBACK_NAMESPACE, MESSAGE } from '@kontor/contracts';
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import { CollabAccess } from '../../apps/api/src/collab/collab-access.js';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { castOf, demo, type Cast } from '../support/cast.js';

const SOME_ID = '0123456789abcdef01234567';
const PER_PERSON = 20;

describe('attacks on the sync endpoint', () => {
  let app: TestApp;
  let cast: Cast;
  let documentId: string;
  const sockets: (Socket | WebSocket)[] = [];

  beforeAll(async () => {
    app = await bootTestApp();
    cast = await castOf(app, 'Under attack');
    const path = `/workspaces/${cast.workspaceId}/practice-documents`;
    const created = await cast.coordinator.post(path, { title: 'Wanted', template: 'blank' }).expect(201);
    documentId = String((created.body as { id: string }).id);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    for (const socket of sockets.splice(0)) {
      if (socket instanceof WebSocket) socket.terminate();
      else socket.disconnect();
    }
  });
  afterAll(() => app.close());

  const headersOf = (who: Caller) => ({ cookie: who.cookie, origin: app.url });
  const open = (who: Caller, path = `/collab/${documentId}?ack=1`): WebSocket => {
    const socket = new WebSocket(app.url.replace(/^http/, 'ws') + path, { headers: headersOf(who) });
    socket.on('error', () => undefined);
    sockets.push(socket);
    return socket;
  };
  const fallback = (who: Caller, auth: unknown = { documentId, ack: 1 }): Socket => {
    const socket = io(`${app.url}${FALLBACK_NAMESPACE}`, {
      transports: ['polling'],
      auth: auth as Record<string, unknown>,
      extraHeaders: headersOf(who),
      reconnection: false,
      forceNew: true,
    });
    sockets.push(socket);
    return socket;
  };
  /** The address goes out as it is written: a client would tidy it first. */
  const statusOf = async (path: string): Promise<number> => {
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    const { cookie, origin } = headersOf(cast.coordinator);
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\n` +
        'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    const [first] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    return Number(first.toString('latin1').split(' ')[1]);
  };
  const closed = async (socket: WebSocket): Promise<number> => {
    const [code] = (await once(socket, 'close')) as [number];
    return code;
  };
  const told = (socket: Socket): Promise<{ code: number }> =>
    new Promise((resolve) => socket.once(FALLBACK_EVENTS.closed, resolve));

  /** Somebody loses the right after they were judged and before their connection stands. */
  function takeAwayDuringJudgement(take: () => Promise<unknown>): void {
    const access = app.kontor.app.get(CollabAccess);
    const judge = access.judge.bind(access);
    jest.spyOn(access, 'judge').mockImplementationOnce(async (...args) => {
      const rights = await judge(...args);
      await take();
      return rights;
    });
  }

  it('[A04] a role that changes while the door decides is not the role of the connection', async () => {
    const change = (role: string) => () =>
      cast.coordinator
        .patch(`/workspaces/${cast.workspaceId}/members/${cast.idOf('editor')}`, { role })
        .expect(200);
    takeAwayDuringJudgement(change('decision-maker'));
    expect(await closed(open(cast.editor))).toBe(CLOSE.rightsChanged);
    await change('editor')();
    takeAwayDuringJudgement(change('decision-maker'));
    expect((await told(fallback(cast.editor))).code).toBe(CLOSE.rightsChanged);
    await change('editor')();
  });

  it('[S08] a session that ends while the door decides gets no connection', async () => {
    for (const attempt of [
      async (who: Caller) => closed(open(who)),
      async (who: Caller) => (await told(fallback(who))).code,
    ]) {
      const who = await app.signIn(demo('editor.kortrijk'));
      takeAwayDuringJudgement(() => who.delete('/session').expect(204));
      expect(await attempt(who)).toBe(CLOSE.sessionEnded);
    }
  });

  it('[A03] no other spelling of an id is an id', async () => {
    const id = documentId;
    const spellings = [
      id.toUpperCase(), `${id}/`, `/${id}`, `./${id}`, `x/../${id}`, `%2e/${id}`, `%2E%2E/collab/${id}`, `${id}%00`, `${id}%20`,
      `note_${id}`, `note:${id}`, id.replace(/./, (c) => `%${c.charCodeAt(0).toString(16)}`), `${id};x`, `${id}#x`.replace('#', '%23'),
      `${id}${id}`, '', '%zz', '__proto__', 'constructor', '{"$ne":null}', SOME_ID,
    ]; // prettier-ignore
    for (const spelling of spellings) {
      const status = await statusOf(`/collab/${spelling}`);
      expect([spelling, status]).toEqual([spelling, 404]);
    }
    for (const path of ['/COLLAB/', '//collab/', '/api/v1/collab/', '/']) {
      expect(await statusOf(`${path}${id}`)).toBe(404);
    }
  });

  it('a strange query is read as none; another generation or an older schema is told so', async () => {
    for (const query of [
      'ack=2',
      'ack=1&ack=2',
      'ack[]=1',
      'schema=abc',
      'generation=-1',
      'generation=1e3',
      '%zz',
      'a'.repeat(4_000),
    ]) {
      const socket = open(cast.coordinator, `/collab/${documentId}?${query}`);
      const [frame] = (await once(socket, 'message')) as [Buffer];
      expect([MESSAGE.sync, MESSAGE.kontor]).toContain(frame[0]);
      socket.terminate();
    }
    expect(await closed(open(cast.coordinator, `/collab/${documentId}?generation=7`))).toBe(
      CLOSE.generationChanged,
    );
    expect(await closed(open(cast.coordinator, `/collab/${documentId}?schema=0`))).toBe(CLOSE.clientTooOld);
  });

  it('[I08] text, huge frames and endless fragments end the connection, not the server', async () => {
    const text = open(cast.coordinator);
    await once(text, 'open');
    text.send('{"type":"sync"}');
    expect(await closed(text)).toBe(CLOSE.invalidUpdate);
    const huge = open(cast.coordinator);
    await once(huge, 'open');
    huge.send(Buffer.alloc(2_000_000));
    expect(await closed(huge)).toBe(CLOSE.frameTooBig);
    const pieces = open(cast.coordinator);
    await once(pieces, 'open');
    const over = closed(pieces);
    const timer = setInterval(() => {
      for (let i = 0; i < 20_000; i += 1) pieces.send(Buffer.of(1), { fin: false });
    }, 1);
    expect([CLOSE.frameTooBig, 1006, 1008]).toContain(await over);
    clearInterval(timer);
    await app.anonymous.get('/instance').expect(200);
  });

  it('[R01] a hundred connections at once of one person are twenty', async () => {
    const who = await app.signIn(demo('coordinator'));
    const statuses = await Promise.all(
      Array.from({ length: 60 }, async () => {
        const socket = open(who);
        return Promise.race([
          once(socket, 'message').then(() => 101),
          once(socket, 'unexpected-response').then(
            (args) => (args as [unknown, { statusCode: number }])[1].statusCode,
          ),
          // Who came through the door while the last place was taken is sent away behind it.
          once(socket, 'close').then(([code]) => (code === CLOSE.rate ? 429 : Number(code))),
        ]);
      }),
    );
    expect(statuses.filter((status) => status === 101)).toHaveLength(PER_PERSON);
    expect(statuses.filter((status) => status === 429)).toHaveLength(60 - PER_PERSON);
    const late = fallback(who);
    expect(
      await new Promise((resolve) => late.once('connect_error', ({ message }) => resolve(message))),
    ).toBe('too-many-attempts');
  });

  describe('over long-polling', () => {
    it('[A02] takes no auth but a document id', async () => {
      const refusals: unknown[] = [
        {}, { documentId: null }, { documentId: [documentId] }, { documentId: { $ne: null } }, { documentId: documentId.toUpperCase() },
        { documentId: `${documentId}\0` }, { documentId: `${documentId}\n` }, { documentId, schema: '1' }, { documentId, ack: true },
        { documentId, generation: { $gt: 0 } }, [documentId], { documentId: SOME_ID }, { documentId: Buffer.from(documentId) },
      ]; // prettier-ignore
      for (const auth of refusals) {
        const socket = fallback(cast.coordinator, auth);
        const message = await new Promise((resolve) => {
          socket.once('connect', () => resolve('in'));
          socket.once('connect_error', (error) => resolve(error.message));
          // What is no handshake at all is cut by the parser.
          socket.io.once('close', () => resolve('cut'));
        });
        expect([JSON.stringify(auth), message]).toEqual([
          JSON.stringify(auth),
          expect.stringMatching(/^(not-found|cut)$/),
        ]);
      }
    });

    it('[A02] whatever is no binary frame ends the connection', async () => {
      const events: [string, ...unknown[]][] = [
        [FALLBACK_EVENTS.frame], [FALLBACK_EVENTS.frame, 'text'], [FALLBACK_EVENTS.frame, [Buffer.of(0)]], [FALLBACK_EVENTS.frame, { data: Buffer.of(0) }],
        [FALLBACK_EVENTS.frame, null], ['no:such-event', Buffer.of(0)], ['workspace:watch', { workspaceId: cast.workspaceId }], ['__proto__', 1],
        [FALLBACK_EVENTS.frame, { _placeholder: true, num: 99 }],
      ]; // prettier-ignore
      for (const event of events) {
        const socket = fallback(cast.coordinator);
        await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
        const end = new Promise((resolve) => socket.once('disconnect', resolve));
        socket.emit(...event);
        expect([JSON.stringify(event), await end]).toEqual([JSON.stringify(event), 'io server disconnect']);
      }
    });
  });
});
