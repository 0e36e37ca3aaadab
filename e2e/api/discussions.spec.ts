import { randomBytes } from 'node:crypto';
import { PostHistory, PostSource, Problem, ThreadPage, ThreadState, type Post } from '@kontor/contracts';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { CALLERS, castOf, type Cast } from '../support/cast.js';
import { draft, draftPromises } from './drafts.promises.js';

const CANARY = 'CANARY-9c1d';
const hex = () => randomBytes(12).toString('hex');
const POLL = { question: 'When?', options: ['Monday', 'Tuesday', 'Friday'], results: 'after-voting' };
const body = (text: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});
describe('discussions over HTTP', () => {
  let app: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    app = await bootTestApp();
    cast = await castOf(app);
  });
  afterAll(() => app.close());

  const inside = (rest = '') => `/workspaces/${cast.workspaceId}/threads${rest}`;
  const question = (given: object = {}) => ({
    postId: hex(),
    kind: 'question',
    title: 'How do you sign?',
    body: body('How do you sign in Kortrijk?'),
    ...given,
  });
  const ask = async (who: Caller, given: object = {}) =>
    ThreadState.parse((await who.put(inside(`/${hex()}`), question(given)).expect(200)).body);
  const at = ({ thread }: ThreadState, rest = '') => `/threads/${thread.id}${rest}`;
  const read = async (who: Caller, state: ThreadState, after = 0) =>
    ThreadState.parse((await who.get(at(state, `?after=${after}`)).expect(200)).body);
  const reply = async (who: Caller, state: ThreadState, text: string, answers: number | null = null) =>
    ThreadState.parse(
      (await who.put(at(state, `/posts/${hex()}`), { body: body(text), answers }).expect(200)).body,
    );
  const last = ({ posts }: ThreadState): Post => {
    const post = posts.at(-1);
    if (post === undefined) throw new Error('there is no post');
    return post;
  };
  const list = async (who: Caller, query = '') =>
    ThreadPage.parse((await who.get(inside(`?limit=100${query}`)).expect(200)).body).items;
  const titles = async (who: Caller, query = '') => (await list(who, query)).map(({ title }) => title);
  const codeOf = (answer: { body: unknown }) => Problem.parse(answer.body).code;

  // Columns: coordinator, editor, decision-maker, member, outsider, operator, anonymous.
  type Row = [
    method: 'get' | 'post' | 'patch' | 'put' | 'delete',
    path: string,
    body: object,
    expected: number[],
  ];
  const OFFICIALS: Row[] = [
    ['get', '', {}, [200, 200, 200, 404, 404, 404, 401]],
    ['put', '/posts/NEW', { body: body('mine') }, [200, 200, 200, 404, 404, 404, 401]],
    ['patch', '', { title: 'Other' }, [200, 403, 200, 404, 404, 404, 401]],
    ['put', '/accepted', { no: null }, [200, 403, 200, 404, 404, 404, 401]],
    ['put', '/vote', { options: ['1-1'] }, [200, 200, 200, 404, 404, 404, 401]],
    ['put', '/poll', POLL, [200, 403, 200, 404, 404, 404, 401]],
    ['delete', '/poll', {}, [200, 403, 200, 404, 404, 404, 401]],
    ['post', '/poll/close', {}, [200, 403, 200, 404, 404, 404, 401]],
    ['post', '/poll/reopen', {}, [200, 403, 200, 404, 404, 404, 401]],
    ['put', '/pin', {}, [200, 403, 403, 404, 404, 404, 401]],
    ['post', '/close', { reason: 'done' }, [200, 403, 403, 404, 404, 404, 401]],
    ['post', '/lock', { reason: 'done' }, [200, 403, 403, 404, 404, 404, 401]],
    ['put', '/reading', { read: [{ from: 1, to: 1 }] }, [204, 204, 204, 404, 404, 404, 401]],
    ['patch', '/posts/FIRST', { body: body('x'), edits: 0 }, [403, 403, 200, 404, 404, 404, 401]],
    ['put', '/posts/FIRST/reaction', { reaction: 'thanks', on: true }, [200, 200, 200, 404, 404, 404, 401]],
    ['get', '/posts/FIRST/source', {}, [403, 403, 200, 404, 404, 404, 401]],
    ['get', '/posts/FIRST/history', {}, [200, 200, 200, 404, 404, 404, 401]],
    ['get', '/draft', {}, [200, 200, 200, 404, 404, 404, 401]],
    ['put', '/draft', draft('mine'), [200, 200, 200, 404, 404, 404, 401]],
    ['delete', '/draft?revision=0', {}, [204, 204, 204, 404, 404, 404, 401]],
    ['delete', '/posts/FIRST?reason=rude', {}, [200, 403, 200, 404, 404, 404, 401]],
  ];
  const COMMUNITY: Row[] = [
    ['get', '', {}, [200, 200, 200, 200, 404, 404, 401]],
    ['put', '/posts/NEW', { body: body('mine') }, [200, 200, 200, 200, 404, 404, 401]],
    ['get', '/draft', {}, [200, 200, 200, 200, 404, 404, 401]],
    ['put', '/draft', draft('mine'), [200, 200, 200, 200, 404, 404, 401]],
    ['put', '/vote', { options: ['1-1'] }, [200, 200, 200, 200, 404, 404, 401]],
    ['post', '/poll/close', {}, [200, 403, 200, 403, 404, 404, 401]],
    ['post', '/close', { reason: 'done' }, [200, 403, 403, 403, 404, 404, 401]],
    ['patch', '/posts/FIRST', { body: body('x'), edits: 0 }, [403, 403, 200, 403, 404, 404, 401]],
  ];
  const check = async (audience: string, [method, path, sent, expected]: Row) => {
    const answers: [string, number][] = [];
    for (const who of CALLERS) {
      // A thread for each, because some of these acts close the door for the next.
      const state = await ask(cast['decision-maker'], { audience, poll: POLL });
      const place = at(state, path.replace('NEW', hex()).replace('FIRST', last(state).id));
      const call = method === 'get' ? cast[who].get(place) : cast[who][method](place, sent);
      answers.push([who, (await call).status]);
    }
    expect(answers).toEqual(CALLERS.map((who, n) => [who, expected[n]]));
  };
  it.each(OFFICIALS)('[P-70 to P-74] a thread of officials: %s %s', (...row) => check('workspace', row));
  it.each(COMMUNITY)('[P-70 to P-74] a thread of the community: %s %s', (...row) => check('community', row));

  it('[P-70, P-75] is begun by who may read it, announced by coordinators', async () => {
    const statusOf = async (who: Caller, given: object) =>
      (await who.put(inside(`/${hex()}`), question(given))).status;
    expect(await statusOf(cast.member, { audience: 'workspace' })).toBe(403);
    expect(await statusOf(cast.member, { audience: 'community' })).toBe(200);
    expect(await statusOf(cast.editor, { kind: 'announcement' })).toBe(403);
    expect(await statusOf(cast.coordinator, { kind: 'announcement' })).toBe(200);
    expect(await statusOf(cast.outsider, {})).toBe(404);
    expect(await statusOf(cast.anonymous, {})).toBe(401);
  });

  it('shows members nothing of a thread of officials: not in lists, not in counts', async () => {
    await ask(cast.editor, {
      audience: 'workspace',
      title: `Officials ${CANARY}`,
      tags: [CANARY.toLowerCase()],
    });
    expect(await titles(cast['decision-maker'], `&tag=${CANARY}`)).toEqual([`Officials ${CANARY}`]);
    const answer = await cast.member.get(inside('?limit=100')).expect(200);
    expect(JSON.stringify(answer.body)).not.toContain(CANARY);
  });

  it('takes a post once, however often it is sent', async () => {
    const state = await ask(cast.editor);
    const place = at(state, `/posts/${hex()}`);
    const send = () => cast.member.put(place, { body: body('sent again and again') });
    const answers = await Promise.all([send(), send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const now = await read(cast.editor, state);
    expect(now.posts).toHaveLength(2);
    expect(now.thread).toMatchObject({ posts: 2, people: 2, seq: 2 });
    // Somebody else under the same id is told so, and changes nothing.
    const stolen = await cast.coordinator.put(place, { body: body('mine now') }).expect(409);
    expect(codeOf(stolen)).toBe('conflict');
  });

  it('begins a thread once, however often it is sent', async () => {
    const place = inside(`/${hex()}`);
    const sent = question({ title: 'Once' });
    await Promise.all([cast.editor.put(place, sent).expect(200), cast.editor.put(place, sent).expect(200)]);
    expect((await titles(cast.editor)).filter((title) => title === 'Once')).toHaveLength(1);
    await cast.member.put(place, sent).expect(409);
  });

  it('numbers the posts of many who write at once without a gap', async () => {
    const state = await ask(cast.editor);
    const all = [cast.coordinator, cast.editor, cast.member, cast['decision-maker']];
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => reply(all[n % 4] ?? cast.editor, state, `word ${n}`)),
    );
    const { posts, thread } = await read(cast.member, state);
    expect(posts.map(({ no }) => no)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1));
    expect(thread).toMatchObject({ posts: 21, seq: 21, people: 4 });
  });

  it('nests answers under the first level, whoever answers whom', async () => {
    const state = await ask(cast.editor);
    await reply(cast.member, state, 'two');
    await reply(cast.coordinator, state, 'three, to two', 2);
    await reply(cast.member, state, 'four, to three', 3);
    await reply(cast.editor, state, 'five, to the question', 1);
    const { posts } = await read(cast.editor, state);
    expect(posts.map(({ no, answers, branch }) => [no, answers, branch])).toEqual([
      [1, null, 1],
      [2, null, 2],
      [3, 2, 2],
      [4, 3, 2],
      [5, null, 5],
    ]);
    const wrong = await cast.editor
      .put(at(state, `/posts/${hex()}`), { body: body('x'), answers: 99 })
      .expect(422);
    expect(Problem.parse(wrong.body).errors?.[0]).toMatchObject({ field: 'answers', rule: 'no-such-post' });
  });

  it('tells what changed since, and nothing else', async () => {
    const state = await ask(cast.editor);
    await reply(cast.member, state, 'two');
    const known = await reply(cast.coordinator, state, 'three');
    await cast.member
      .put(at(state, `/posts/${last(state).id}/reaction`), { reaction: 'thanks', on: true })
      .expect(200);
    const changes = await read(cast.editor, state, known.thread.seq);
    expect(changes.posts.map(({ no }) => no)).toEqual([1]);
    expect(changes.posts[0]?.reactions).toEqual([
      { reaction: 'thanks', names: [expect.stringContaining('Demo')], mine: false },
    ]);
    expect((await read(cast.editor, state, changes.thread.seq)).posts).toEqual([]);
  });

  it('keeps what a post said before it was edited, and refuses an edit over a newer one', async () => {
    const state = await ask(cast.editor);
    const place = at(state, `/posts/${last(state).id}`);
    const source = PostSource.parse((await cast.editor.get(`${place}/source`).expect(200)).body);
    expect(source).toEqual({ body: body('How do you sign in Kortrijk?'), edits: 0, attachments: [] });
    await cast.editor.patch(place, { body: body('Better said.'), edits: 0 }).expect(200);
    const stale = await cast.editor.patch(place, { body: body('From another tab'), edits: 0 }).expect(409);
    expect(codeOf(stale)).toBe('stale-revision');
    const { versions } = PostHistory.parse((await cast.member.get(`${place}/history`).expect(200)).body);
    expect(versions.map(({ html }) => html)).toEqual([
      '<p>How do you sign in Kortrijk?</p>',
      '<p>Better said.</p>',
    ]);
    expect((await read(cast.member, state)).posts[0]).toMatchObject({
      edits: 1,
      html: '<p>Better said.</p>',
    });
  });

  it('leaves a placeholder where a post was deleted, and nothing of what it said', async () => {
    const state = await ask(cast.editor);
    const secret = await reply(cast.member, state, `a secret ${CANARY}`);
    const place = at(state, `/posts/${last(secret).id}`);
    await cast.member.delete(place).expect(200);
    const seen = await cast.editor.get(at(state)).expect(200);
    expect(JSON.stringify(seen.body)).not.toContain(CANARY);
    expect(last(ThreadState.parse(seen.body))).toMatchObject({ no: 2, html: '', deleted: 'by-author' });
    expect(PostHistory.parse((await cast.editor.get(`${place}/history`).expect(200)).body).versions).toEqual(
      [],
    );
    await cast.member.post(`${place}/restore`).expect(200);
    expect(last(await read(cast.editor, state)).html).toContain(CANARY);
    // What a coordinator took away its author does not bring back.
    await cast.coordinator.delete(place).expect(422);
    await cast.coordinator.delete(`${place}?reason=rude`).expect(200);
    expect((await cast.member.post(`${place}/restore`)).status).toBe(403);
    await cast.coordinator.post(`${place}/restore`).expect(200);
  });

  it('shows the accepted answer, and takes it back when that post is deleted', async () => {
    const state = await ask(cast.member);
    const answer = await reply(cast.editor, state, 'With eID.');
    const accept = (no: number | null) => cast.member.put(at(state, '/accepted'), { no });
    await accept(2).expect(200);
    expect((await read(cast.editor, state)).thread).toMatchObject({ status: 'answered', accepted: 2 });
    await cast.editor.delete(at(state, `/posts/${last(answer).id}`)).expect(200);
    expect((await read(cast.editor, state)).thread).toMatchObject({ status: 'open', accepted: null });
    expect((await accept(2)).status).toBe(422);
  });

  it('[P-71] a closed thread takes no word until it is opened again, a locked one only by a coordinator', async () => {
    const state = await ask(cast.editor);
    await cast.editor.post(at(state, '/close'), { reason: 'Settled in Ghent.' }).expect(200);
    const refused = await cast.member.put(at(state, `/posts/${hex()}`), { body: body('but') }).expect(409);
    expect(codeOf(refused)).toBe('thread-closed');
    const closed = await read(cast.member, state);
    expect(closed.thread).toMatchObject({ status: 'closed', closedReason: 'Settled in Ghent.' });
    expect(closed.thread.abilities).toMatchObject({ post: false });
    await cast.editor.post(at(state, '/reopen')).expect(200);
    await reply(cast.member, state, 'as I said');
    await cast.coordinator.post(at(state, '/lock'), { reason: 'Too heated.' }).expect(200);
    expect((await cast.editor.post(at(state, '/reopen'))).status).toBe(403);
    await cast.coordinator.post(at(state, '/reopen')).expect(200);
  });

  it('[P-70, P-71] votes on what a thread asks: told with what changed, shown when one has voted, until it closes', async () => {
    const state = await ask(cast.editor, { poll: { ...POLL, choices: 2 } });
    const ids = state.poll?.options.map(({ id }) => id) ?? [];
    const [monday, tuesday] = ids;
    const vote = (who: Caller, ...options: unknown[]) => who.put(at(state, '/vote?after=1'), { options });
    const first = ThreadState.parse((await vote(cast.member, monday, tuesday).expect(200)).body);
    expect([first.thread.seq, first.posts]).toEqual([2, []]);
    const voter = {
      name: expect.stringContaining('Demo') as string,
      organisation: expect.anything() as string,
    };
    expect(first.poll?.options.map(({ votes, voters, mine }) => [votes, voters.length, mine])).toEqual([
      [1, 1, true],
      [1, 1, true],
      [0, 0, false],
    ]);
    expect(first.poll?.options[0]?.voters).toEqual([voter]);
    const { poll } = await read(cast.coordinator, state, 1);
    expect(poll).toMatchObject({
      voted: 1,
      closed: false,
      options: Array(3).fill({ votes: null, voters: [] }),
    });
    const wrong: [unknown[], string][] = [
      [['9-9'], 'no-such-option'],
      [ids, 'too-many'],
    ];
    for (const [options, rule] of wrong) {
      const refused = await vote(cast.editor, ...options).expect(422);
      expect(Problem.parse(refused.body).errors?.[0]).toMatchObject({ field: 'options', rule });
    }
    await cast.editor.put(at(state, '/poll'), POLL).expect(409);
    await cast.editor.post(at(state, '/poll/close')).expect(200);
    expect(codeOf(await vote(cast.coordinator, monday).expect(409))).toBe('poll-closed');
    expect((await read(cast.coordinator, state)).poll).toMatchObject({
      closed: true,
      options: [{ votes: 1 }, {}, {}],
    });
    await cast.editor.post(at(state, '/poll/reopen')).expect(200);
    await cast.coordinator.post(`/workspaces/${cast.workspaceId}/archive`).expect(200);
    expect(codeOf(await vote(cast.coordinator, monday).expect(409))).toBe('workspace-archived');
    await cast.coordinator.post(`/workspaces/${cast.workspaceId}/restore`).expect(200);
    await cast.coordinator.post(at(state, '/lock'), { reason: 'Too heated.' }).expect(200);
    expect(codeOf(await vote(cast.coordinator, monday).expect(409))).toBe('thread-closed');
    const none = await cast.editor.put(at(await ask(cast.editor), '/vote'), { options: [] });
    expect(codeOf(none)).toBe('not-found');
  });

  it('knows what each person has read, the same in every tab, and never forgets it', async () => {
    const state = await ask(cast.editor);
    for (const text of ['two', 'three', 'four']) await reply(cast.editor, state, text);
    const unread = async (who: Caller) => (await read(who, state)).thread.reading;
    expect(await unread(cast.editor)).toEqual({ unread: 0, level: 'followed' });
    expect(await unread(cast.member)).toEqual({ unread: 4, level: 'normal' });
    const seen = (from: number, to: number) =>
      cast.member.put(at(state, '/reading'), { read: [{ from, to }] }).expect(204);
    await Promise.all([seen(1, 1), seen(3, 4), seen(1, 1)]);
    expect(await unread(cast.member)).toEqual({ unread: 1, level: 'normal' });
    expect((await read(cast.member, state)).read).toEqual([
      { from: 1, to: 1 },
      { from: 3, to: 4 },
    ]);
    // What is not written yet cannot have been read.
    await seen(1, 1000);
    await reply(cast.editor, state, 'five');
    expect(await unread(cast.member)).toEqual({ unread: 1, level: 'normal' });
  });

  it('lists by what one looks for, the pinned first, the liveliest next, page by page', async () => {
    const own = await castOf(app, 'Lists');
    const before = cast;
    cast = own;
    try {
      const open = await ask(own.editor, { title: 'Open question', tags: ['eID', 'Open Data'] });
      const answered = await ask(own.editor, { title: 'Answered question' });
      await reply(own.member, answered, 'so');
      await own.editor.put(at(answered, '/accepted'), { no: 2 }).expect(200);
      await ask(own.coordinator, { title: 'Decided', kind: 'decision' });
      const pinned = await ask(own.coordinator, { title: 'Pinned', kind: 'idea' });
      await own.coordinator.put(at(pinned, '/pin')).expect(200);
      await reply(own.coordinator, open, 'hm');
      expect(await titles(own.member)).toEqual(['Pinned', 'Open question', 'Decided', 'Answered question']);
      expect(await titles(own.member, '&show=unanswered')).toEqual(['Open question']);
      expect(await titles(own.member, '&show=decisions')).toEqual(['Decided']);
      expect(await titles(own.member, '&show=mine')).toEqual(['Answered question']);
      expect(await titles(own.member, '&tag=eid')).toEqual(['Open question']);
      await own.member.put(at(open, '/reading'), { read: [{ from: 1, to: 2 }] }).expect(204);
      await own.member.put(at(pinned, '/reading'), { level: 'muted' }).expect(204);
      expect(await titles(own.member, '&show=unread')).toEqual(['Decided', 'Answered question']);
      const paged: string[] = [];
      for (let query: string | null = '?limit=1'; query !== null;) {
        const page = ThreadPage.parse((await own.member.get(inside(query)).expect(200)).body);
        paged.push(...page.items.map(({ title }) => title));
        query = page.nextCursor && `?limit=1&cursor=${page.nextCursor}`;
      }
      expect(paged).toEqual(['Pinned', 'Open question', 'Decided', 'Answered question']);
    } finally {
      cast = before;
    }
  });

  it('hangs on a document of the workspace, whose title only its readers learn', async () => {
    const title = `A draft ${CANARY}`;
    const made = await cast.editor
      .post(`/workspaces/${cast.workspaceId}/practice-documents`, { title })
      .expect(201);
    const anchor = { type: 'practice-document', id: (made.body as { id: string }).id };
    const state = await ask(cast.editor, { anchor });
    expect(state.thread.anchor).toEqual({ ...anchor, title });
    expect((await read(cast.member, state)).thread.anchor).toBeNull();
    const refused = await cast.member.put(inside(`/${hex()}`), question({ anchor })).expect(404);
    expect(codeOf(refused)).toBe('not-found');
  });

  draftPromises({
    app: () => app,
    cast: () => cast,
    ask: async (who, workspaceId) =>
      ThreadState.parse(
        (await who.put(`/workspaces/${workspaceId}/threads/${hex()}`, question()).expect(200)).body,
      ),
  });

  it.each([
    ['an empty body', { body: { type: 'doc', content: [] } }, 'body'],
    ['a body of another kind', { body: { type: 'doc', content: [{ type: 'section' }] } }, 'body'],
    ['too long a title', { title: 'x'.repeat(151) }, 'title'],
    ['six tags', { tags: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'tags'],
    ['an operator for a tag', { tags: [{ $gt: '' }] }, 'tags.0'],
    ['an unknown kind', { kind: 'rant' }, 'kind'],
    ['a poll without a choice', { poll: { options: ['Yes'] } }, 'poll.options'],
    ['a poll that offers the same twice', { poll: { options: ['Yes', 'yes '] } }, 'poll.options'],
    ['more choices than options', { poll: { ...POLL, choices: 4 } }, 'poll.choices'],
    ['a poll that is over', { poll: { ...POLL, closesAt: '2026-01-01T00:00:00Z' } }, 'poll.closesAt'],
  ])('says what to change about %s', async (_what, given, field) => {
    const answer = await cast.editor.put(inside(`/${hex()}`), question(given)).expect(422);
    expect(Problem.parse(answer.body).errors?.map((fault) => fault.field)).toContain(field);
  });
});
