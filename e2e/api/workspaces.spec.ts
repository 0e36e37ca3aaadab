import {
  InvitationId,
  InvitationOffer,
  InvitationPage,
  MemberPage,
  Problem,
  UserId,
  Workspace,
  WorkspacePage,
} from '@kontor/contracts';
import type { InvitationStore } from '@kontor/domain';
import type { Connection } from 'mongoose';
import { DATABASE } from '../../apps/api/src/platform/tokens.js';
import { INVITATION_STORE } from '../../apps/api/src/workspaces/tokens.js';
import { bootTestApp, sessionCookie, type Caller, type TestApp } from '../support/boot-test-app.js';
import { CALLERS, castOf, demo, invitationToken, type Cast } from '../support/cast.js';

const DAY = 86_400_000;
const PASSWORD = 'quiet harbour lantern 47';

describe('workspaces over HTTP', () => {
  let app: TestApp;
  let cast: Cast;
  let now = Date.parse('2026-03-01T10:00:00Z');

  beforeAll(async () => {
    app = await bootTestApp({ clock: { now: () => new Date(now) } });
    cast = await castOf(app);
  });
  afterAll(() => app.close());

  const own = () => `/workspaces/${cast.workspaceId}`;
  const problem = (body: unknown) => Problem.parse(body);
  const invite = async (email: string, role = 'editor', by = cast.coordinator) => {
    const { body } = await by.post(`${own()}/invitations`, { email, role }).expect(201);
    return { id: (body as { id: string }).id, token: await invitationToken(cast.operator, email) };
  };
  let count = 0;
  const newAddress = () => `guest.${++count}@city.example`;
  const account = { name: 'Guest Ōbergsson', password: PASSWORD, language: 'en' };

  // Reads that are refused look like nothing there; writes on what one may read say no. 2xx stands for "may".
  const TABLE: [
    method: 'get' | 'post' | 'patch' | 'delete',
    path: string,
    body: object,
    expected: number[],
  ][] = [
    ['get', '', {}, [200, 200, 200, 200, 404, 404, 401]],
    ['patch', '', { revision: 99, name: 'Other' }, [409, 403, 403, 403, 404, 404, 401]],
    ['get', '/members', {}, [200, 200, 200, 200, 404, 404, 401]],
    ['patch', '/members/EDITOR', { role: 'editor' }, [200, 403, 403, 403, 404, 404, 401]],
    ['delete', '/members/COORDINATOR', {}, [409, 403, 403, 403, 404, 404, 401]],
    ['get', '/invitations', {}, [200, 403, 403, 403, 404, 404, 401]],
    ['post', '/invitations', { email: demo('member'), role: 'editor' }, [409, 403, 403, 403, 404, 404, 401]],
    ['post', '/invitations/0123456789abcdef01234567/resend', {}, [404, 404, 404, 404, 404, 404, 401]],
    ['delete', '/invitations/0123456789abcdef01234567', {}, [404, 404, 404, 404, 404, 404, 401]],
    ['post', '/restore', {}, [409, 403, 403, 403, 404, 404, 401]],
  ];

  it.each(TABLE)(
    '[P-20, P-23] %s %s is answered as the policy says, for every role',
    async (method, path, body, expected) => {
      const concrete =
        own() + path.replace('EDITOR', cast.idOf('editor')).replace('COORDINATOR', cast.idOf('coordinator'));
      const answers: number[] = [];
      for (const who of CALLERS) {
        const call =
          method === 'get' || method === 'delete'
            ? cast[who][method](concrete)
            : cast[who][method](concrete, body);
        answers.push((await call).status);
      }
      expect(Object.fromEntries(CALLERS.map((who, n) => [who, answers[n]]))).toEqual(
        Object.fromEntries(CALLERS.map((who, n) => [who, expected[n]])),
      );
    },
  );

  it('[P-21] open a new workspace for coordinators and operators only, and make them its coordinator', async () => {
    for (const who of ['editor', 'decision-maker', 'member', 'outsider'] as const) {
      const { body } = await cast[who].post('/workspaces', { name: 'Not mine' }).expect(403);
      expect(problem(body).rule).toBe('P-21');
    }
    const opened = Workspace.parse(
      (await cast.operator.post('/workspaces', { name: 'By the operator' }).expect(201)).body,
    );
    expect(opened).toMatchObject({ role: 'coordinator', memberCount: 1, documentCount: 0, revision: 0 });
    expect(opened.abilities).toMatchObject({ edit: true, manageMembers: true, leave: false });
    await cast.coordinator.get(`/workspaces/${opened.id}`).expect(404);
  });

  it('list only the own ones, archived ones apart, page by page', async () => {
    const all = async (who: Caller, query = '') => {
      const names: string[] = [];
      let cursor = '';
      do {
        const { body } = await who.get(`/workspaces?limit=2${cursor}${query}`).expect(200);
        const page = WorkspacePage.parse(body);
        names.push(...page.items.map(({ name }) => name));
        cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
      } while (cursor !== '');
      return names;
    };
    expect(await all(cast['decision-maker'])).toEqual(
      ['A workspace of its own', 'North Sea service transfer'].sort(),
    );
    expect(await all(cast.coordinator)).toHaveLength(5);
    expect(await all(cast.coordinator, '&archived=true')).toEqual([]);
  });

  it('name every unknown or wrong field, and take no operator for a value', async () => {
    const wrong: [path: string, body: object, field: string][] = [
      ['/workspaces', { name: 'Fine name', ownerId: 'x' }, 'ownerId'],
      ['/workspaces', { name: { $ne: null } }, 'name'],
      ['/workspaces', { name: ['a', 'b', 'c'] }, 'name'],
      ['/workspaces', { name: 'line\nbreak' }, 'name'],
      [`${own()}/invitations`, { email: { $gt: '' }, role: 'editor' }, 'email'],
      [`${own()}/invitations`, { email: 'a@b.example', role: 'owner' }, 'role'],
      [`${own()}/invitations`, { email: 'a@b.example\r\nBcc: x@y.example', role: 'editor' }, 'email'],
      ['/invitations/accept', { token: { $ne: '' } }, 'token'],
    ];
    for (const [path, body, field] of wrong) {
      const answer = await cast.coordinator.post(path, body).expect(422);
      expect(problem(answer.body).errors?.[0]?.field).toBe(field);
    }
    for (const query of [
      'limit[$gt]=1',
      'limit=0',
      'limit=1000',
      'cursor=x',
      'role=coordinator',
      'archived=yes',
    ]) {
      await cast.coordinator.get(`/workspaces?${query}`).expect(422);
    }
    for (const id of ['0123456789ABCDEF01234567', '%2e%2e', 'note_1', `${cast.workspaceId}%00`]) {
      expect([404, 422]).toContain((await cast.coordinator.get(`/workspaces/${id}`)).status);
    }
  });

  it('refuse a stale description and show what it looks like now', async () => {
    const path = `/workspaces/${Workspace.parse((await cast.coordinator.post('/workspaces', { name: 'Stale' })).body).id}`;
    await cast.coordinator.patch(path, { revision: 0, description: 'first' }).expect(200);
    const { body } = await cast.coordinator.patch(path, { revision: 0, description: 'second' }).expect(409);
    expect(problem(body)).toMatchObject({
      code: 'stale-revision',
      current: { revision: 1, description: 'first' },
    });
  });

  it('[P-5] take no change while archived, but let people go', async () => {
    const other = await castOf(app, 'To be archived');
    const path = `/workspaces/${other.workspaceId}`;
    const archived = Workspace.parse((await other.coordinator.post(`${path}/archive`).expect(200)).body);
    expect(archived).toMatchObject({
      archivedAt: expect.any(String),
      abilities: { edit: false, createDocument: false },
    });
    const refused = await other.coordinator.patch(path, { revision: 1, name: 'Changed' }).expect(409);
    expect(problem(refused.body).code).toBe('workspace-archived');
    await other.coordinator.post(`${path}/invitations`, { email: newAddress(), role: 'member' }).expect(409);
    await other.member.post(`${path}/leave`).expect(204);
    await other.member.get(path).expect(404);
    await other.coordinator.post(`${path}/restore`).expect(200);
    await other.coordinator.patch(path, { revision: 2, name: 'Changed' }).expect(200);
  });

  describe('members', () => {
    it('show addresses to coordinators only', async () => {
      const members = async (who: Caller) =>
        MemberPage.parse((await who.get(`${own()}/members`).expect(200)).body).items;
      expect((await members(cast.coordinator)).map(({ email }) => email)).toContain(demo('member'));
      for (const who of ['editor', 'decision-maker', 'member'] as const) {
        const answer = await cast[who].get(`${own()}/members`).expect(200);
        expect(JSON.stringify(answer.body)).not.toContain('@');
      }
      expect((await members(cast.member)).find(({ isSelf }) => isSelf)?.userId).toBe(cast.idOf('member'));
    });

    it('[P-25] never go without a coordinator: not by leaving, demotion or removal, and not by two at once', async () => {
      const path = own();
      const last = cast.idOf('coordinator');
      for (const act of [
        () => cast.coordinator.post(`${path}/leave`),
        () => cast.coordinator.delete(`${path}/members/${last}`),
        () => cast.coordinator.patch(`${path}/members/${last}`, { role: 'editor' }),
      ]) {
        expect(problem((await act().expect(409)).body)).toMatchObject({
          code: 'last-coordinator',
          rule: 'P-25',
        });
      }
      const second = cast.idOf('editor');
      for (let round = 0; round < 10; round += 1) {
        await cast.coordinator.patch(`${path}/members/${second}`, { role: 'coordinator' }).expect(200);
        const answers = await Promise.all([
          cast.coordinator.patch(`${path}/members/${second}`, { role: 'editor' }),
          cast.editor.patch(`${path}/members/${last}`, { role: 'editor' }),
        ]);
        const members = MemberPage.parse((await cast.member.get(`${path}/members`).expect(200)).body).items;
        const coordinators = members.filter(({ role }) => role === 'coordinator').map(({ userId }) => userId);
        expect(coordinators).toHaveLength(1);
        expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
        if (coordinators[0] === second) {
          await cast.editor.patch(`${path}/members/${last}`, { role: 'coordinator' }).expect(200);
          await cast.coordinator.patch(`${path}/members/${second}`, { role: 'editor' }).expect(200);
        }
      }
    });
  });

  describe('invitations', () => {
    it('open an account, sign the person in and count once', async () => {
      const email = newAddress();
      const { token } = await invite(email, 'decision-maker');
      const offer = InvitationOffer.parse(
        (await app.anonymous.post('/invitations/inspect', { token }).expect(200)).body,
      );
      expect(offer).toMatchObject({
        email,
        role: 'decision-maker',
        accountExists: false,
        workspaceName: 'A workspace of its own',
      });
      const accepted = await app.anonymous.post('/invitations/accept', { token, account }).expect(200);
      expect(accepted.body).toEqual({ workspaceId: cast.workspaceId });
      expect(sessionCookie(accepted)).not.toBe('');
      const guest = await app.signIn(email, PASSWORD);
      const joined = Workspace.parse((await guest.get(own()).expect(200)).body);
      expect(joined.role).toBe('decision-maker');
      for (const again of [app.anonymous, guest, cast.outsider]) {
        for (const path of ['/invitations/accept', '/invitations/inspect']) {
          const body = path.endsWith('accept') ? { token, account } : { token };
          expect(problem((await again.post(path, body).expect(410)).body).code).toBe('token-used-or-expired');
        }
      }
    });

    it('ask for an account where there is none, and burn nothing by a weak password', async () => {
      const email = newAddress();
      const { token } = await invite(email);
      const missing = await app.anonymous.post('/invitations/accept', { token }).expect(422);
      expect(problem(missing.body).errors?.[0]).toMatchObject({ field: 'account', rule: 'required' });
      const weak = { ...account, password: 'aaaaaaaaaa' };
      expect(
        problem((await app.anonymous.post('/invitations/accept', { token, account: weak }).expect(422)).body)
          .code,
      ).toBe('weak-password');
      await app.anonymous.post('/invitations/accept', { token, account }).expect(200);
    });

    it('are for the invited address only: others are sent away, the owner of the address signs in first', async () => {
      const { token } = await invite(demo('editor.ghent'), 'member');
      expect(
        problem((await app.anonymous.post('/invitations/accept', { token, account }).expect(401)).body).code,
      ).toBe('not-signed-in');
      expect(
        problem((await cast.operator.post('/invitations/accept', { token }).expect(403)).body).code,
      ).toBe('forbidden');
      await cast.outsider.post('/invitations/accept', { token }).expect(200);
      await cast.outsider.get(own()).expect(200);
      // Sent away again, the used link is no way back.
      const members = MemberPage.parse(
        (await cast.coordinator.get(`${own()}/members?limit=100`).expect(200)).body,
      ).items;
      const id = members.find(({ email }) => email === demo('editor.ghent'))?.userId ?? '';
      await cast.coordinator.delete(`${own()}/members/${id}`).expect(204);
      await cast.outsider.get(own()).expect(404);
      await cast.outsider.post('/invitations/accept', { token }).expect(410);
    });

    it('let one of two tabs in, with or without an account', async () => {
      const stranger = await invite(newAddress());
      const known = await invite(demo('editor.tartu'));
      const tartu = await app.signIn(demo('editor.tartu'));
      const tabs = await Promise.all([
        ...[1, 2].map(() => app.anonymous.post('/invitations/accept', { token: stranger.token, account })),
        ...[1, 2].map(() => tartu.post('/invitations/accept', { token: known.token })),
      ]);
      const statuses = tabs.map(({ status }) => status);
      expect(statuses.slice(0, 2).filter((status) => status === 200)).toHaveLength(1);
      expect(statuses.slice(2).filter((status) => status === 200)).toHaveLength(1);
      expect(
        statuses.filter((status) => status !== 200).every((status) => [401, 409, 410].includes(status)),
      ).toBe(true);
    });

    it('die when revoked, replaced or past their fourteen days', async () => {
      const dead = async (token: string) => app.anonymous.post('/invitations/inspect', { token }).expect(410);
      const revoked = await invite(newAddress());
      await cast.coordinator.delete(`${own()}/invitations/${revoked.id}`).expect(204);
      await dead(revoked.token);
      await cast.coordinator.post(`${own()}/invitations/${revoked.id}/resend`).expect(409);

      const email = newAddress();
      const replaced = await invite(email);
      expect((await cast.coordinator.post(`${own()}/invitations`, { email, role: 'member' })).status).toBe(
        409,
      );
      await cast.coordinator.post(`${own()}/invitations/${replaced.id}/resend`).expect(200);
      await dead(replaced.token);
      const fresh = await invitationToken(cast.operator, email);
      await app.anonymous.post('/invitations/inspect', { token: fresh }).expect(200);

      now += 14 * DAY - 1;
      await app.anonymous.post('/invitations/inspect', { token: fresh }).expect(200);
      now += 1;
      await dead(fresh);
      const coordinator = await app.signIn(demo('coordinator'));
      const { items } = InvitationPage.parse(
        (await coordinator.get(`${own()}/invitations?limit=100`).expect(200)).body,
      );
      expect(items.find(({ id }) => id === replaced.id)?.state).toBe('expired');
      expect(items.find(({ id }) => id === revoked.id)?.state).toBe('revoked');
      // One past its deadline makes way for a new one.
      await coordinator.post(`${own()}/invitations`, { email, role: 'member' }).expect(201);
      // Back, or the sessions of the cast would have run out as well.
      now -= 14 * DAY;
    });

    it('are completed by the same person after a crash between claim and joining, and by nobody else', async () => {
      const { id, token } = await invite(demo('editor.karlstad'), 'member');
      const karlstad = await app.signIn(demo('editor.karlstad'));
      const me = UserId.parse(((await karlstad.get('/me').expect(200)).body as { id: string }).id);
      const store = app.kontor.app.get<InvitationStore>(INVITATION_STORE);
      const stored = await store.byId(InvitationId.parse(id));
      await store.claim(InvitationId.parse(id), stored?.digest ?? '', me, new Date(now));
      await karlstad.get(own()).expect(404);
      await app.anonymous.post('/invitations/accept', { token, account }).expect(410);
      await karlstad.post('/invitations/accept', { token }).expect(200);
      await karlstad.get(own()).expect(200);
      await karlstad.post('/invitations/accept', { token }).expect(410);
    });

    it('leave no token in the database', async () => {
      const { token } = await invite(newAddress());
      const collection = app.kontor.app.get<Connection>(DATABASE).collection('invitations');
      expect(JSON.stringify(await collection.find().toArray())).not.toContain(token);
    });

    it('are void once the inviter coordinates no more, and are of their own workspace only', async () => {
      const other = await castOf(app, 'Two coordinators');
      const path = `/workspaces/${other.workspaceId}`;
      await other.coordinator
        .patch(`${path}/members/${other.idOf('editor')}`, { role: 'coordinator' })
        .expect(200);
      const email = newAddress();
      const { body } = await other.editor
        .post(`${path}/invitations`, { email, role: 'coordinator' })
        .expect(201);
      const token = await invitationToken(other.operator, email);
      const { id } = body as { id: string };
      const elsewhere = Workspace.parse(
        (await other.coordinator.post('/workspaces', { name: 'Elsewhere' })).body,
      ).id;
      await other.coordinator.delete(`/workspaces/${elsewhere}/invitations/${id}`).expect(404);
      await other.coordinator
        .patch(`${path}/members/${other.idOf('editor')}`, { role: 'editor' })
        .expect(200);
      await app.anonymous.post('/invitations/accept', { token, account }).expect(410);
      await other.coordinator.post(`${path}/invitations/${id}/resend`).expect(200);
      await app.anonymous
        .post('/invitations/accept', { token: await invitationToken(other.operator, email), account })
        .expect(200);
    });
  });
});
