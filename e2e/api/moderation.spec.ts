import { randomBytes } from 'node:crypto';
import { FlaggedPostPage, ModerationLogPage, PostHistory, Problem, ThreadState } from '@kontor/contracts';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { CALLERS, castOf, type Cast } from '../support/cast.js';

const CANARY = 'CANARY-77aa';
const hex = () => randomBytes(12).toString('hex');
const body = (text: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

describe('moderation over HTTP', () => {
  let app: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    app = await bootTestApp();
    cast = await castOf(app, 'Moderated');
  });
  afterAll(() => app.close());

  /** A thread of the editor, and in it a post of the member (of the decision-maker where members do not read). */
  const written = async (audience: 'community' | 'workspace' = 'community', text = 'rude words') => {
    const threadId = hex();
    const question = { postId: hex(), kind: 'question', title: 'How?', body: body('How?'), audience };
    await cast.editor.put(`/workspaces/${cast.workspaceId}/threads/${threadId}`, question).expect(200);
    const postId = hex();
    const author = audience === 'community' ? cast.member : cast['decision-maker'];
    await author.put(`/threads/${threadId}/posts/${postId}`, { body: body(text) }).expect(200);
    return { threadId, postId, at: `/threads/${threadId}/posts/${postId}` };
  };
  const queue = async (who: Caller = cast.coordinator) =>
    FlaggedPostPage.parse((await who.get(`/workspaces/${cast.workspaceId}/flagged-posts`).expect(200)).body);
  const log = async (query = '') =>
    ModerationLogPage.parse(
      (await cast.coordinator.get(`/workspaces/${cast.workspaceId}/moderation-log${query}`).expect(200)).body,
    );
  const seen = async (who: Caller, threadId: string) =>
    ThreadState.parse((await who.get(`/threads/${threadId}`).expect(200)).body).posts.at(-1);

  type Row = [method: 'put' | 'post', path: string, body: object, expected: number[]];
  // Columns: coordinator, editor, decision-maker (author among officials), member (author in the community), outsider, operator, anonymous.
  const COMMUNITY: Row[] = [
    ['put', '/flag', { reason: 'rude' }, [204, 204, 204, 403, 404, 404, 401]],
    ['post', '/hide', { reason: 'rude' }, [200, 403, 403, 403, 404, 404, 401]],
    ['post', '/show', {}, [200, 403, 403, 403, 404, 404, 401]],
    ['post', '/dismiss-flags', {}, [204, 403, 403, 403, 404, 404, 401]],
  ];
  const OFFICIALS: Row[] = [
    ['put', '/flag', { reason: 'rude' }, [204, 204, 403, 404, 404, 404, 401]],
    ['post', '/hide', { reason: 'rude' }, [200, 403, 403, 404, 404, 404, 401]],
    ['post', '/dismiss-flags', {}, [204, 403, 403, 404, 404, 404, 401]],
  ];
  const check = async (audience: 'community' | 'workspace', [method, path, sent, expected]: Row) => {
    const { at } = await written(audience);
    const answers: [string, number][] = [];
    for (const who of CALLERS) answers.push([who, (await cast[who][method](`${at}${path}`, sent)).status]);
    expect(answers).toEqual(CALLERS.map((who, n) => [who, expected[n]]));
  };
  it.each(COMMUNITY)('[P-76, P-77] a post of the community: %s %s', (...row) => check('community', row));
  it.each(OFFICIALS)('[P-76, P-77] a post of officials: %s %s', (...row) => check('workspace', row));

  it.each([
    ['flagged-posts', [200, 403, 403, 403, 404, 404, 401]],
    ['moderation-log', [200, 404, 404, 404, 404, 404, 401]],
  ])('[P-77, P-113] coordinators read %s, nobody else', async (what, expected) => {
    const answers: number[] = [];
    for (const who of CALLERS) {
      answers.push((await cast[who].get(`/workspaces/${cast.workspaceId}/${what}`)).status);
    }
    expect(answers).toEqual(expected);
  });

  it('[P-77] hides the words from all but the author and coordinators, says why, and shows them again', async () => {
    const { threadId, postId, at } = await written('community', `secret ${CANARY}`);
    await cast.editor.put(`/threads/${threadId}/accepted`, { no: 2 }).expect(200);
    await cast.editor.put(`${at}/flag`, { reason: 'confidential', words: 'A name.' }).expect(204);
    await cast['decision-maker'].put(`${at}/flag`, { reason: 'rude' }).expect(204);
    const flagged = (await queue()).items.find((item) => item.postId === postId);
    expect(flagged).toMatchObject({ threadTitle: 'How?', no: 2, hidden: false, deleted: false });
    expect(flagged?.html).toContain(CANARY);
    expect(flagged?.flags.map(({ reason, words }) => [reason, words])).toEqual([
      ['confidential', 'A name.'],
      ['rude', ''],
    ]);
    await cast.coordinator.post(`${at}/hide`, { reason: 'Names a citizen.' }).expect(200);
    expect((await queue()).items.map((item) => item.postId)).not.toContain(postId);

    for (const who of [cast.editor, cast['decision-maker']]) {
      const answer = await who.get(`/threads/${threadId}`).expect(200);
      expect(JSON.stringify(answer.body)).not.toContain(CANARY);
      const past = await who.get(`${at}/history`).expect(200);
      expect(PostHistory.parse(past.body).versions).toEqual([]);
      expect(await seen(who, threadId)).toMatchObject({ html: '', hidden: { reason: 'Names a citizen.' } });
    }
    for (const who of [cast.member, cast.coordinator]) {
      expect((await seen(who, threadId))?.html).toContain(CANARY);
      expect((await seen(who, threadId))?.hidden).toEqual({ reason: 'Names a citizen.' });
    }
    const { thread } = ThreadState.parse((await cast.editor.get(`/threads/${threadId}`).expect(200)).body);
    expect(thread).toMatchObject({ accepted: null, status: 'open' });
    expect((await cast.editor.put(`/threads/${threadId}/accepted`, { no: 2 })).status).toBe(422);
    expect((await cast.editor.put(`${at}/reaction`, { reaction: 'agree', on: true })).status).toBe(409);

    await cast.coordinator.post(`${at}/show`, { reason: 'The citizen agreed.' }).expect(200);
    expect((await seen(cast.editor, threadId))?.html).toContain(CANARY);
    const entries = (await log()).items.filter((entry) => entry.threadId === threadId);
    expect(entries.map(({ act, no, reason, by }) => [act, no, reason, by])).toEqual([
      ['post-shown', 2, 'The citizen agreed.', expect.stringContaining('Coordinator')],
      ['post-hidden', 2, 'Names a citizen.', expect.stringContaining('Coordinator')],
    ]);
    expect(entries[1]?.flags.map(({ reason }) => reason)).toEqual(['confidential', 'rude']);
  });

  it('dismisses what was said against a post once, and takes a new flag as a new question', async () => {
    const { threadId, postId, at } = await written();
    await cast.editor.put(`${at}/flag`, { reason: 'off-topic' }).expect(204);
    await cast.editor.put(`${at}/flag`, { reason: 'spam' }).expect(204);
    expect((await queue()).items.find((item) => item.postId === postId)?.flags).toHaveLength(1);
    await cast.coordinator.post(`${at}/dismiss-flags`, { reason: 'It is about this.' }).expect(204);
    await cast.coordinator.post(`${at}/dismiss-flags`, { reason: 'Again' }).expect(204);
    expect((await log()).items.filter((entry) => entry.threadId === threadId)).toMatchObject([
      { act: 'flags-dismissed', reason: 'It is about this.', flags: [{ reason: 'spam' }] },
    ]);
    expect((await seen(cast.editor, threadId))?.hidden).toBeNull();
    await cast.editor.put(`${at}/flag`, { reason: 'rude' }).expect(204);
    expect((await queue()).items.map((item) => item.postId)).toContain(postId);
  });

  it('writes down what a coordinator does to threads and posts, page by page, and not what editors do to own ones', async () => {
    const own = await castOf(app, 'Logged');
    const before = cast;
    cast = own;
    try {
      const { threadId, at } = await written();
      await own.editor.post(`/threads/${threadId}/close`, { reason: 'mine' }).expect(200);
      await own.coordinator.post(`/threads/${threadId}/reopen`).expect(200);
      await own.coordinator.put(`/threads/${threadId}/pin`).expect(200);
      await own.coordinator.delete(`${at}?reason=An%20insult.`).expect(200);
      await own.coordinator.post(`${at}/restore`).expect(200);
      await own.coordinator.post(`/threads/${threadId}/lock`, { reason: 'Heated.' }).expect(200);
      const acts: unknown[] = [];
      for (let query: string | null = '?limit=2'; query !== null;) {
        const page: ModerationLogPage = await log(query);
        acts.push(...page.items.map(({ act, reason }) => [act, reason]));
        query = page.nextCursor && `?limit=2&cursor=${page.nextCursor}`;
      }
      expect(acts).toEqual([
        ['thread-locked', 'Heated.'],
        ['post-restored', null],
        ['post-deleted', 'An insult.'],
        ['thread-pinned', null],
        ['thread-reopened', null],
      ]);
    } finally {
      cast = before;
    }
  });

  it('tells the author until when a deleted post comes back, and coordinators that there is no limit', async () => {
    const { threadId, at } = await written();
    await cast.member.delete(at).expect(200);
    const own = await seen(cast.member, threadId);
    expect(new Date(own?.restoreUntil ?? 0).getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(own?.abilities.restore).toBe(true);
    expect((await seen(cast.coordinator, threadId))?.restoreUntil).toBeNull();
  });

  it.each([
    ['put', '/flag', { reason: 'ugly' }, 'reason'],
    ['put', '/flag', { reason: 'other' }, 'words'],
    ['post', '/hide', { reason: ' ' }, 'reason'],
  ] as const)('says what to change: %s %s %j', async (method, path, sent, field) => {
    const { at } = await written();
    const answer = await cast.coordinator[method](`${at}${path}`, sent).expect(422);
    expect(Problem.parse(answer.body).errors?.map((fault) => fault.field)).toContain(field);
  });
});
