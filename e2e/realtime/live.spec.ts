import { randomBytes } from 'node:crypto';
import type { Ack, ClientEvents, ServerEvents, WorkspaceId } from '@kontor/contracts';
import { io, type Socket } from 'socket.io-client';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';

type Client = Socket<ServerEvents, ClientEvents>;
type Heard = { event: string; payload: unknown };

const at = (role: string): string => `${role}@demo.kontor.example`;
/** Within this a right that is gone must be gone on the wire. */
const LIMIT_MS = 1_000;
const SOME_ID = '0123456789abcdef01234567';

interface MemberItem {
  userId: string;
  email: string | null;
}
interface DocumentItem {
  id: string;
  workspaceId: string;
  revision: number;
}

describe('live events over Socket.IO', () => {
  let app: TestApp;
  const clients: Client[] = [];

  beforeAll(async () => {
    app = await bootTestApp();
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.disconnect();
  });
  afterAll(() => app.close());

  /** A client as a page of `origin` would open it; resolves when it is in or turned away. */
  async function open(
    who: Caller | null,
    options: { origin?: string | null; transport?: 'websocket' | 'polling' } = {},
  ): Promise<{ client: Client; heard: Heard[]; refusal: Error | null }> {
    const { origin = app.url, transport = 'websocket' } = options;
    const client: Client = io(app.url, {
      transports: [transport],
      reconnection: false,
      forceNew: true,
      extraHeaders: {
        ...(who === null ? {} : { cookie: who.cookie }),
        ...(origin === null ? {} : { origin }),
      },
    });
    clients.push(client);
    const heard: Heard[] = [];
    client.onAny((event: string, payload: unknown) => heard.push({ event, payload }));
    const refusal = await new Promise<Error | null>((resolve) => {
      client.once('connect', () => resolve(null));
      client.once('connect_error', resolve);
    });
    return { client, heard, refusal };
  }

  const watch = (client: Client, workspaceId: string): Promise<Ack<{ workspaceId: WorkspaceId }>> =>
    client.timeout(5_000).emitWithAck('workspace:watch', { workspaceId });

  const gone = (client: Client): Promise<number> => {
    const started = Date.now();
    return new Promise((resolve) => client.once('disconnect', () => resolve(Date.now() - started)));
  };

  /** Resolves with the next such event; rejects after the limit. */
  const next = (client: Client, event: keyof ServerEvents): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no ${event} within ${LIMIT_MS} ms`)), LIMIT_MS);
      client.once(event, (payload: unknown) => {
        clearTimeout(timer);
        resolve(payload);
      });
    });

  /** A document in a workspace with coordinator, editor and member, and who is who. */
  async function scene() {
    const coordinator = await app.signIn(at('coordinator'));
    const editor = await app.signIn(at('editor.kortrijk'));
    const member = await app.signIn(at('member'));
    const { items } = (await member.get('/workspaces').expect(200)).body as { items: { id: string }[] };
    const workspaceId = items[0]?.id ?? '';
    const path = `/workspaces/${workspaceId}`;
    const members = (await coordinator.get(`${path}/members?limit=100`).expect(200)).body as {
      items: MemberItem[];
    };
    const idOf = (role: string): string =>
      members.items.find(({ email }) => email === at(role))?.userId ?? '';
    const created = await coordinator
      .post(`${path}/practice-documents`, { title: 'A draft nobody has shared', template: 'blank' })
      .expect(201);
    const document = created.body as DocumentItem;
    return { coordinator, editor, member, workspaceId, path, document, idOf };
  }

  describe('the door', () => {
    it('asks for a session, on both transports', async () => {
      for (const transport of ['websocket', 'polling'] as const) {
        const { refusal } = await open(null, { transport });
        // Turned away before there is a connection, so in the transport's words.
        expect(refusal?.message).toMatch(/^(websocket|xhr poll) error$/);
      }
    });

    it('refuses pages of other origins, with the cookie and on both transports', async () => {
      const who = await app.signIn(at('coordinator'));
      const foreign = ['https://evil.example', 'null', `${app.url}.evil.example`, `${app.url}0`];
      for (const transport of ['websocket', 'polling'] as const) {
        for (const origin of foreign) expect((await open(who, { origin, transport })).refusal).not.toBeNull();
        expect((await open(who, { origin: app.url, transport })).refusal).toBeNull();
      }
    });

    it('refuses a cookie without an Origin', async () => {
      const who = await app.signIn(at('coordinator'));
      expect((await open(who, { origin: null })).refusal).not.toBeNull();
    });

    it('lets one person hold twenty connections, not twenty-one', async () => {
      const who = await app.signIn(at('decision-maker.kortrijk'));
      for (let i = 0; i < 20; i += 1) await open(who);
      const { client } = await open(who);
      if (client.connected) await gone(client);
      expect(clients.filter(({ connected }) => connected)).toHaveLength(20);
    });
  });

  describe('watching', () => {
    it('is for those who may read the workspace; for others there is none', async () => {
      const { coordinator, workspaceId } = await scene();
      const reviewer = await open(await app.signIn(at('reviewer')));
      const operator = await open(await app.signIn(at('operator')));
      const inside = await open(coordinator);
      expect(await watch(inside.client, workspaceId)).toEqual({ ok: true, data: { workspaceId } });
      for (const { client } of [reviewer, operator]) {
        expect(await watch(client, workspaceId)).toMatchObject({ ok: false, error: { code: 'not-found' } });
        expect(await watch(client, SOME_ID)).toMatchObject({ ok: false, error: { code: 'not-found' } });
      }
    });

    it('answers anything malformed with an error and lives on', async () => {
      const { coordinator, workspaceId } = await scene();
      const { client } = await open(coordinator);
      const anything = client as unknown as {
        timeout(ms: number): { emitWithAck(...args: unknown[]): Promise<unknown> };
      };
      const ask = (...args: unknown[]) => anything.timeout(5_000).emitWithAck(...args);
      const payloads: unknown[] = [
        null, 1, 'x', [], [{ workspaceId }], {}, { workspaceId: null }, { workspaceId: { $ne: null } },
        { workspaceId: [workspaceId] }, { workspaceId: workspaceId.toUpperCase() }, { workspaceId: `${workspaceId}\0` },
        { workspaceId, role: 'coordinator' }, Buffer.from(workspaceId),
      ]; // prettier-ignore
      for (const payload of payloads) {
        expect(await ask('workspace:watch', payload)).toMatchObject({
          ok: false,
          error: { code: 'invalid-input' },
        });
      }
      expect(await ask('workspace:watch', { workspaceId }, { workspaceId })).toMatchObject({ ok: false });
      expect(await ask('workspace:watch')).toMatchObject({ ok: false });
      expect(await ask('no:such-event', {})).toMatchObject({ ok: false, error: { code: 'bad-request' } });
      expect(await watch(client, workspaceId)).toMatchObject({ ok: true });
    });

    it('cuts whoever asks without end', async () => {
      const { client } = await open(await app.signIn(at('coordinator')));
      const cut = gone(client);
      for (let i = 0; i < 80; i += 1)
        client.emit('workspace:unwatch', { workspaceId: SOME_ID }, () => undefined);
      await cut;
    });
  });

  describe('hearing', () => {
    it('tells editors of a changed draft, and a member only once it is shared', async () => {
      const { coordinator, editor, member, workspaceId, document } = await scene();
      const official = await open(editor);
      const community = await open(member);
      for (const { client } of [official, community])
        expect((await watch(client, workspaceId)).ok).toBe(true);
      const path = `/practice-documents/${document.id}`;
      const change = async (fields: object): Promise<void> => {
        const { revision } = (await coordinator.get(path).expect(200)).body as DocumentItem;
        await coordinator.patch(path, { revision, ...fields }).expect(200);
      };
      const told = next(official.client, 'practice-document:changed');
      await change({ title: 'Still a draft' });
      expect(await told).toEqual({ workspaceId, documentId: document.id });
      // The editor heard it in the same round of judgements that left the member out: ask something, to be sure it is over.
      await watch(community.client, workspaceId);
      expect(community.heard.filter(({ event }) => event === 'practice-document:changed')).toEqual([]);
      const toldNow = next(community.client, 'practice-document:changed');
      await coordinator.put(`${path}/sharing`, { reason: 'Ready for the community' }).expect(200);
      expect(await toldNow).toEqual({ workspaceId, documentId: document.id });
    });

    it('tells who may read a thread how far it has come, and nobody else that there is one', async () => {
      const { coordinator, editor, member, workspaceId } = await scene();
      const body = {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'one' }] }],
      };
      const begin = async (audience: string): Promise<string> => {
        const threadId = randomBytes(12).toString('hex');
        const thread = { postId: threadId, kind: 'idea', title: 'An idea', audience, body };
        await coordinator.put(`/workspaces/${workspaceId}/threads/${threadId}`, thread).expect(200);
        return threadId;
      };
      const [hearing, outside] = [await open(editor), await open(member, { transport: 'polling' })];
      await watch(hearing.client, workspaceId);
      await watch(outside.client, workspaceId);
      let told = next(hearing.client, 'thread:changed');
      const hidden = await begin('workspace');
      expect(await told).toEqual({ workspaceId, threadId: hidden, seq: 1 });
      told = next(outside.client, 'thread:changed');
      const shown = await begin('community');
      expect(await told).toEqual({ workspaceId, threadId: shown, seq: 1 });
      expect(JSON.stringify(outside.heard)).not.toContain(hidden);
      // However many changes there are, the last word says how far it has come.
      const reached = new Promise<void>((resolve) => {
        outside.client.on('thread:changed', ({ seq }) => seq === 4 && resolve());
      });
      for (const title of ['A', 'B', 'C'])
        await coordinator.patch(`/threads/${shown}`, { title }).expect(200);
      await reached;
    });

    it('[A05] tells who has a thread open only those who may read it, and drops whoever no longer may', async () => {
      const { coordinator, editor, member, workspaceId, idOf } = await scene();
      const threadId = randomBytes(12).toString('hex');
      const body = {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'one' }] }],
      };
      const thread = { postId: threadId, kind: 'idea', title: 'An idea', audience: 'workspace', body };
      await coordinator.put(`/workspaces/${workspaceId}/threads/${threadId}`, thread).expect(200);
      const [leading, official, community] = [
        await open(coordinator),
        await open(editor),
        await open(member),
      ];
      const say = (client: Client, event: 'thread:enter' | 'thread:type', id: string): Promise<Ack<null>> =>
        client.timeout(5_000).emitWithAck(event, { threadId: id });
      const until = (client: Client, wanted: object[]): Promise<void> =>
        new Promise((resolve) =>
          client.on('thread:present', ({ people }) => {
            if (isSame(people, wanted)) resolve();
          }),
        );
      const isSame = (people: readonly object[], wanted: readonly object[]): boolean =>
        JSON.stringify(people) === JSON.stringify(wanted);
      const [me, you] = [
        { userId: idOf('coordinator'), name: 'Demo Coordinator, Tampere', writing: false },
        { userId: idOf('editor.kortrijk'), name: 'Demo Editor, Kortrijk', writing: false },
      ];
      const refused = { ok: false, error: { code: 'not-found' } };
      expect(await say(community.client, 'thread:enter', threadId)).toMatchObject(refused);
      expect(await say(community.client, 'thread:type', threadId)).toMatchObject(refused);
      expect(await say(community.client, 'thread:enter', '7')).toMatchObject({ ok: false });
      const both = until(leading.client, [me, you]);
      expect((await say(leading.client, 'thread:enter', threadId)).ok).toBe(true);
      expect((await say(official.client, 'thread:enter', threadId)).ok).toBe(true);
      await both;
      const written = until(leading.client, [me, { ...you, writing: true }]);
      expect((await say(official.client, 'thread:type', threadId)).ok).toBe(true);
      await written;
      const alone = until(leading.client, [me]);
      await coordinator
        .patch(`/workspaces/${workspaceId}/members/${you.userId}`, { role: 'member' })
        .expect(200);
      await alone;
      expect(community.heard.filter(({ event }) => event === 'thread:present')).toEqual([]);
      await coordinator
        .patch(`/workspaces/${workspaceId}/members/${you.userId}`, { role: 'editor' })
        .expect(200);
    });

    it('[A05] stops for a removed member within a second, and never says anything to them again', async () => {
      const { coordinator, editor, workspaceId, path, document, idOf } = await scene();
      const removed = await open(editor);
      const stays = await open(coordinator);
      for (const { client } of [removed, stays]) expect((await watch(client, workspaceId)).ok).toBe(true);
      const toldOfAccess = next(removed.client, 'access:changed');
      await coordinator.delete(`${path}/members/${idOf('editor.kortrijk')}`).expect(204);
      expect(await toldOfAccess).toEqual({ workspaceId });
      const before = removed.heard.length;
      const toldOfDocument = next(stays.client, 'practice-document:changed');
      const { revision } = (await coordinator.get(`/practice-documents/${document.id}`)).body as DocumentItem;
      await coordinator
        .patch(`/practice-documents/${document.id}`, { revision, title: 'After the removal' })
        .expect(200);
      await toldOfDocument;
      expect(await watch(removed.client, workspaceId)).toMatchObject({
        ok: false,
        error: { code: 'not-found' },
      });
      const own = removed.heard.slice(before).filter(({ event }) => event !== 'access:changed');
      expect(own).toEqual([]);
    });

    it('[S08] ends with the session, within a second, and only that session', async () => {
      const here = await app.signIn(at('editor.tampere'));
      const there = await app.signIn(at('editor.tampere'));
      const ends = await open(here);
      const stays = await open(there);
      const cut = gone(ends.client);
      await here.delete('/session').expect(204);
      expect(await cut).toBeLessThan(LIMIT_MS);
      expect(ends.heard.map(({ event }) => event)).toContain('session:ended');
      expect((await open(here)).refusal?.message).toMatch(/^(websocket|xhr poll) error$/);
      expect(stays.client.connected).toBe(true);
      const cutToo = gone(stays.client);
      await there.delete('/sessions').expect(204);
      expect(await cutToo).toBeLessThan(LIMIT_MS);
    });

    it('[A05] ends for a disabled account within a second', async () => {
      const { client } = await open(await app.signIn(at('reviewer')));
      const operator = await app.signIn(at('operator'));
      const people = (await operator.get('/operator/people?limit=100').expect(200)).body as {
        items: { id: string; email: string }[];
      };
      const id = people.items.find(({ email }) => email === at('reviewer'))?.id ?? '';
      const cut = gone(client);
      await operator.post(`/operator/people/${id}/disable`).expect(204);
      expect(await cut).toBeLessThan(LIMIT_MS);
    });

    it('goes on for the session that changed the password, and ends for the others', async () => {
      const here = await app.signIn(at('editor.tampere'));
      const there = await app.signIn(at('editor.tampere'));
      const stays = await open(here);
      const ends = await open(there);
      const cut = gone(ends.client);
      const body = { currentPassword: 'kontor-demo', newPassword: 'rowing past seven grey herons' };
      await here.post('/me/password', body).expect(204);
      expect(await cut).toBeLessThan(LIMIT_MS);
      expect(stays.client.connected).toBe(true);
    });
  });
});
