import { MemberPage, MOST_WATCHED_TAGS, NotificationPreferences, WatchingList } from '@kontor/contracts';
import type { Connection } from 'mongoose';
import { JobRunner } from '../../apps/api/src/jobs/job-runner.js';
import { DATABASE } from '../../apps/api/src/platform/tokens.js';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { castOf, type Cast } from '../support/cast.js';
import { begin, newId, notices, post, say, told, unread } from '../support/talk.js';

const CANARY = 'CANARY-77ab';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('notifications over HTTP', () => {
  let app: TestApp;
  let cast: Cast;
  let now = Date.parse('2031-01-06T09:00:00Z');

  beforeAll(async () => {
    app = await bootTestApp({ clock: { now: () => new Date(now) } });
  });
  beforeEach(async () => {
    cast = await castOf(app);
    await told(app);
    for (const role of ['coordinator', 'editor', 'decision-maker', 'member'] as const) {
      await cast[role].post('/notifications/read', { ids: 'all' }).expect(204);
    }
  });
  afterAll(() => app.close());

  /** What the threads of this workspace gave; that people joined it is told to its coordinator too. */
  const here = async (who: Caller) =>
    (await notices(who)).filter(
      ({ workspaceId, kind }) => workspaceId === cast.workspaceId && kind !== 'membership',
    );
  const kinds = async (who: Caller) => (await here(who)).map(({ kind }) => kind);

  it('tell who is mentioned, who is answered, who started it and who follows it, each of them once', async () => {
    const state = await begin(cast.editor, cast.workspaceId);
    await say(cast.member, state, post('Like this.'));
    await say(cast['decision-maker'], state, post('I do not.', cast.idOf('coordinator')), 2);
    await told(app);
    expect(await kinds(cast.editor)).toEqual(['followed', 'reply']);
    expect(await kinds(cast.member)).toEqual(['reply']);
    expect(await kinds(cast['decision-maker'])).toEqual([]);
    const [mention] = await here(cast.coordinator);
    expect(mention).toMatchObject({
      kind: 'mention',
      title: 'How do you sign?',
      threadId: state.thread.id,
      postNo: 3,
      people: [{ name: expect.stringContaining('Decision') as string }],
      count: 1,
      read: false,
    });
    expect(mention?.excerpt).toMatch(/^I do not\./);
  });

  it('gather what happens in one thread into one line that leads to the first unread post', async () => {
    const state = await begin(cast.editor, cast.workspaceId);
    for (const text of ['One', 'Two', 'Three']) await say(cast.member, state, post(text));
    await told(app);
    expect(await here(cast.editor)).toMatchObject([{ kind: 'reply', count: 3, postNo: 2, excerpt: 'Three' }]);
    expect(await unread(cast.editor)).toBe(3);
  });

  it('are read by being read: in the thread, in the list, in another tab', async () => {
    const state = await begin(cast.editor, cast.workspaceId);
    for (const text of ['One', 'Two', 'Three']) await say(cast.member, state, post(text));
    await told(app);
    const other = await app.signIn('editor.kortrijk@demo.kontor.example');
    await cast.editor.put(`/threads/${state.thread.id}/reading`, { read: [{ from: 1, to: 3 }] }).expect(204);
    expect(await unread(other)).toBe(1);
    const lines = await here(other);
    expect(lines.map(({ count, read }) => [count, read])).toEqual([
      [1, false],
      [2, true],
    ]);
    await other.post('/notifications/read', { ids: lines[0]?.ids }).expect(204);
    expect(await unread(cast.editor)).toBe(0);
    expect(await notices(cast.editor, 'unread')).toEqual([]);
  });

  it('[P-115] are one’s own: nobody marks or sees those of others', async () => {
    const state = await begin(cast.editor, cast.workspaceId);
    await say(cast.member, state, post('One'));
    await told(app);
    const [line] = await here(cast.editor);
    for (const who of [cast.member, cast.coordinator, cast.outsider, cast.operator]) {
      await who.post('/notifications/read', { ids: line?.ids }).expect(204);
      expect(await here(who)).toEqual([]);
    }
    expect(await unread(cast.editor)).toBe(1);
    for (const path of ['', '/unread', '/preferences']) {
      await cast.anonymous.get(`/notifications${path}`).expect(401);
    }
    await cast.anonymous.post('/notifications/read', { ids: 'all' }).expect(401);
    await cast.anonymous.patch('/notifications/preferences', { digest: 'weekly' }).expect(401);
  });

  it('say nothing of what one may not read: not of officials, not after leaving, not of what was deleted', async () => {
    await begin(cast.editor, cast.workspaceId, {
      audience: 'workspace',
      title: `Officials ${CANARY}`,
      body: post(CANARY, cast.idOf('member'), cast.idOf('decision-maker')),
    });
    await told(app);
    expect(await kinds(cast['decision-maker'])).toEqual(['mention']);
    expect(JSON.stringify(await notices(cast.member))).not.toContain(CANARY);
    expect(await unread(cast.member)).toBe(0);
    // So that nobody mentions them in vain.
    const { body } = await cast.editor.get(`/workspaces/${cast.workspaceId}/members`).expect(200);
    const reads = MemberPage.parse(body).items.map((member) => [member.role, member.reads]);
    expect(Object.fromEntries(reads)).toEqual({
      coordinator: ['workspace', 'community'],
      editor: ['workspace', 'community'],
      'decision-maker': ['workspace', 'community'],
      member: ['community'],
    });

    const open = await begin(cast.editor, cast.workspaceId, { title: `Open ${CANARY}` });
    const withWords = await say(cast.editor, open, post(CANARY, cast.idOf('member')));
    await told(app);
    expect(await unread(cast.member)).toBe(1);
    const mine = withWords.posts.find(({ no }) => no === 2);
    await cast.editor.delete(`/threads/${open.thread.id}/posts/${mine?.id}`).expect(200);
    expect(await unread(cast.member)).toBe(0);
    await cast.editor.post(`/threads/${open.thread.id}/posts/${mine?.id}/restore`).expect(200);
    expect(await unread(cast.member)).toBe(1);

    for (const role of ['member', 'decision-maker'] as const) {
      await cast.coordinator.delete(`/workspaces/${cast.workspaceId}/members/${cast.idOf(role)}`).expect(204);
      expect(JSON.stringify(await notices(cast[role]))).not.toContain(CANARY);
      expect(await unread(cast[role])).toBe(0);
    }
  });

  it('tell an edit only to who is mentioned in it for the first time', async () => {
    const state = await begin(cast.editor, cast.workspaceId);
    const said = await say(cast.editor, state, post('Ask', cast.idOf('member')));
    await told(app);
    await cast.member.post('/notifications/read', { ids: 'all' }).expect(204);
    const mine = said.posts.find(({ no }) => no === 2);
    const body = post('Ask both', cast.idOf('member'), cast.idOf('coordinator'));
    await cast.editor.patch(`/threads/${state.thread.id}/posts/${mine?.id}`, { body, edits: 0 }).expect(200);
    await told(app);
    expect(await unread(cast.member)).toBe(0);
    expect(await kinds(cast.coordinator)).toEqual(['mention']);
  });

  it('tell the author of an accepted answer, and of an announcement everybody who may read it', async () => {
    const state = await begin(cast.editor, cast.workspaceId);
    await say(cast.member, state, post('Like this.'));
    await cast.editor.put(`/threads/${state.thread.id}/accepted`, { no: 2 }).expect(200);
    await begin(cast.coordinator, cast.workspaceId, { kind: 'announcement', title: 'We meet in Riga' });
    await told(app);
    expect(await kinds(cast.member)).toEqual(expect.arrayContaining(['accepted', 'announcement']));
    expect(await kinds(cast['decision-maker'])).toEqual(['announcement']);
    expect(await kinds(cast.coordinator)).toEqual([]);
  });

  it('leave in peace who muted the thread, and nobody is told twice when the telling dies half-way', async () => {
    const state = await begin(cast.editor, cast.workspaceId);
    await cast.coordinator.put(`/threads/${state.thread.id}/reading`, { level: 'muted' }).expect(204);
    await say(cast.member, state, post('One', cast.idOf('coordinator')));
    await told(app);
    // As if the process had died before it noted that it had told: the mark is still there.
    const { threads } = stores(app);
    await threads.updateOne({ _id: state.thread.id }, { $set: { untold: { seq: 0, posts: 0 } } });
    await say(cast.member, state, post('Two'));
    await told(app);
    expect(await kinds(cast.coordinator)).toEqual([]);
    expect(await here(cast.editor)).toMatchObject([{ kind: 'reply', count: 2 }]);
    expect(await threads.countDocuments({ untold: { $exists: true } })).toBe(0);
  });

  it('[P-117] tell of new threads who watches the workspace or a tag, and nobody what they may not read', async () => {
    const watch = (who: Caller, change: object, expected = 200) =>
      who.patch(`/workspaces/${cast.workspaceId}/watching`, change).expect(expected);
    await watch(cast.member, { what: 'all', on: true });
    await watch(cast.member, { what: 'tag', tag: 'Signing', on: true });
    await watch(cast['decision-maker'], { what: 'tag', tag: 'signing', on: true });
    await watch(cast.editor, { what: 'all', on: true });
    const mine = await cast.member.get('/notifications/watching').expect(200);
    expect(WatchingList.parse(mine.body).items).toEqual([
      {
        workspaceId: cast.workspaceId,
        workspaceName: 'A workspace of its own',
        all: true,
        tags: ['signing'],
      },
    ]);

    await begin(cast.editor, cast.workspaceId, { title: 'About money' });
    const signing = await begin(cast.editor, cast.workspaceId, { title: 'About signing', tags: ['signing'] });
    await say(cast.coordinator, signing, post('A reply is nothing new to watch.'));
    await begin(cast.editor, cast.workspaceId, { title: `Officials ${CANARY}`, audience: 'workspace' });
    const naming = post('And you?', cast.idOf('member'));
    await begin(cast.coordinator, cast.workspaceId, { title: 'To you by name', body: naming });
    await told(app);
    const titles = async (who: Caller) => (await here(who)).map(({ kind, title }) => [kind, title]);
    expect(await titles(cast.member)).toEqual([
      ['mention', 'To you by name'],
      ['watched', 'About signing'],
      ['watched', 'About money'],
    ]);
    expect(await titles(cast['decision-maker'])).toEqual([['watched', 'About signing']]);
    expect(await titles(cast.editor)).toEqual([
      ['watched', 'To you by name'],
      ['reply', 'About signing'],
    ]);
    expect(JSON.stringify(await notices(cast.member))).not.toContain(CANARY);

    await watch(cast.member, { what: 'all', on: false });
    await watch(cast.member, { what: 'tag', tag: 'signing', on: false });
    await watch(cast['decision-maker'], { what: 'all', on: true });
    await begin(cast.editor, cast.workspaceId, { title: 'Later', tags: ['signing'] });
    await told(app);
    expect(await titles(cast.member)).toHaveLength(3);
    expect(await titles(cast['decision-maker'])).toContainEqual(['watched', 'Later']);
    expect((await cast.member.get('/notifications/watching').expect(200)).body).toEqual({ items: [] });

    await watch(cast.outsider, { what: 'all', on: true }, 404);
    await watch(cast.operator, { what: 'all', on: true }, 404);
    await watch(cast.anonymous, { what: 'all', on: true }, 401);
    await watch(cast.member, { what: 'all', on: 'yes' }, 422);
    await watch(cast.member, { what: 'tag', tag: '#!', on: true }, 422);
    for (let no = 1; no <= MOST_WATCHED_TAGS; no += 1)
      await watch(cast.member, { what: 'tag', tag: `tag ${no}`, on: true });
    const refused = await watch(cast.member, { what: 'tag', tag: 'one more', on: true }, 422);
    expect(refused.body).toMatchObject({ errors: [{ field: 'tag', rule: 'too-many' }] });
    await watch(cast.member, { what: 'tag', tag: 'tag 7', on: true });
    await cast.coordinator
      .delete(`/workspaces/${cast.workspaceId}/members/${cast.idOf('member')}`)
      .expect(204);
    await watch(cast.member, { what: 'tag', tag: 'tag 7', on: false }, 404);
    expect((await cast.member.get('/notifications/watching').expect(200)).body).toEqual({ items: [] });
  });

  it('tell who invited that somebody came, and that an invitation runs out within a day', async () => {
    const joined = (await notices(cast.coordinator)).filter(({ kind }) => kind === 'membership');
    expect(joined[0]).toMatchObject({ workspaceId: cast.workspaceId, count: 3, threadId: null, read: true });
    const email = 'later@city.example';
    await cast.coordinator
      .post(`/workspaces/${cast.workspaceId}/invitations`, { email, role: 'member' })
      .expect(201);
    now += 13 * DAY + HOUR;
    const coordinator = await app.signIn('coordinator@demo.kontor.example');
    const look = async () => {
      app.kontor.app.get(JobRunner).wake('invitation-telling');
      await told(app);
      return (await notices(coordinator)).filter(({ kind }) => kind === 'deadline');
    };
    expect(await look()).toMatchObject([{ title: 'A workspace of its own', excerpt: email, count: 1 }]);
    expect(await look()).toHaveLength(1);
    const outsider = await app.signIn('editor.ghent@demo.kontor.example');
    expect(JSON.stringify(await notices(outsider))).not.toContain(email);
  });

  it('come as chosen: by kind, everywhere or in one workspace', async () => {
    const choose = async (choice: object, expected = 200) =>
      (await cast.editor.patch('/notifications/preferences', { choice }).expect(expected)).body as unknown;
    const off = { inApp: false, mail: 'never' };
    const chosen = NotificationPreferences.parse(
      await choose({ workspaceId: cast.workspaceId, kind: 'reply', choice: off }),
    );
    expect(chosen.everywhere.reply).toEqual({ inApp: true, mail: 'at-once' });
    expect(chosen.workspaces.find(({ workspaceId }) => workspaceId === cast.workspaceId)?.choices).toEqual({
      reply: off,
    });
    const state = await begin(cast.editor, cast.workspaceId);
    await say(cast.member, state, post('One'));
    await told(app);
    expect(await kinds(cast.editor)).toEqual([]);
    await choose({ workspaceId: cast.workspaceId, kind: 'reply', choice: null });
    await say(cast.member, state, post('Two'));
    await told(app);
    expect(await kinds(cast.editor)).toEqual(['reply']);
    await choose({ workspaceId: newId(), kind: 'reply', choice: off }, 404);
    await choose({ workspaceId: null, kind: 'gossip', choice: off }, 422);
    await choose({ workspaceId: null, kind: 'reply', choice: { inApp: 'yes', mail: 'pigeon' } }, 422);
    await cast.editor.patch('/notifications/preferences', { digest: 'hourly' }).expect(422);
    await cast.editor.post('/notifications/read', { ids: [] }).expect(422);
    await cast.editor.get('/notifications?cursor=nonsense').expect(422);
  });
});

const stores = (app: TestApp) => ({
  threads: app.kontor.app.get<Connection>(DATABASE).collection<{ _id: string }>('threads'),
});
