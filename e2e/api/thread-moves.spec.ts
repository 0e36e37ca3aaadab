import { randomBytes } from 'node:crypto';
import {
  ActivityPage,
  AuthorRunPage,
  DocumentOrigin,
  ModerationLogPage,
  PostPlace,
  PracticeDocument,
  PracticeDocumentContent,
  Problem,
  ThreadPage,
  ThreadState,
} from '@kontor/contracts';
import { ActivityKeeping } from '../../apps/api/src/activity/activity-keeping.js';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { CALLERS, castOf, invitationToken, demo, type Cast } from '../support/cast.js';

const CANARY = 'CANARY-51be';
const hex = () => randomBytes(12).toString('hex');
const body = (text: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

describe('moving, merging and splitting threads, and what becomes of posts, over HTTP', () => {
  let app: TestApp;
  let cast: Cast;
  /** A workspace of the same coordinator, in which the decision-maker is an editor and nobody else has a role. */
  let elsewhere: string;

  beforeAll(async () => {
    app = await bootTestApp();
    cast = await castOf(app, 'Here');
    const made = await cast.coordinator.post('/workspaces', { name: 'Elsewhere' }).expect(201);
    elsewhere = (made.body as { id: string }).id;
    const email = demo('decision-maker.kortrijk');
    await cast.coordinator
      .post(`/workspaces/${elsewhere}/invitations`, { email, role: 'editor' })
      .expect(201);
    const token = await invitationToken(cast.operator, email);
    await cast['decision-maker'].post('/invitations/accept', { token }).expect(200);
  });
  afterAll(() => app.close());

  const codeOf = (answer: { body: unknown }) => Problem.parse(answer.body).code;
  const ask = async (given: object = {}, by: Caller = cast.editor) => {
    const [threadId, postId] = [hex(), hex()];
    const question = { postId, kind: 'question', title: 'How?', body: body('How?'), ...given };
    await by.put(`/workspaces/${cast.workspaceId}/threads/${threadId}`, question).expect(200);
    return { threadId, first: postId };
  };
  const say = async (who: Caller, threadId: string, text: string, more: object = {}) => {
    const postId = hex();
    await who.put(`/threads/${threadId}/posts/${postId}`, { body: body(text), ...more }).expect(200);
    return postId;
  };
  const read = async (who: Caller, threadId: string, after = 0) =>
    ThreadState.parse((await who.get(`/threads/${threadId}?after=${after}`).expect(200)).body);
  const place = async (who: Caller, threadId: string, postId: string) =>
    PostPlace.parse((await who.get(`/threads/${threadId}/posts/${postId}/place`).expect(200)).body);
  const words = ({ posts }: ThreadState) =>
    posts.map(({ no, html, movedTo }) => [
      no,
      movedTo === null ? html.replaceAll(/<[^>]+>/g, '') : 'elsewhere',
    ]);

  // Columns: coordinator, editor (its author), decision-maker, member, outsider, operator, anonymous.
  it.each([
    ['move', () => ({ workspaceId: elsewhere }), [200, 404, 403, 403, 404, 404, 401]],
    ['merge', (other: string) => ({ threadId: other }), [200, 403, 403, 403, 404, 404, 401]],
    [
      'split',
      (_: string, post: string) => ({ threadId: hex(), title: 'New', postIds: [post] }),
      [200, 403, 403, 403, 404, 404, 401],
    ],
  ] as const)('[P-78, P-79] %s', async (act, sent, expected) => {
    const answers: [string, number][] = [];
    for (const who of CALLERS) {
      const { threadId } = await ask();
      const post = await say(cast.member, threadId, 'two');
      const { threadId: other } = await ask();
      answers.push([who, (await cast[who].post(`/threads/${threadId}/${act}`, sent(other, post))).status]);
    }
    expect(answers).toEqual(CALLERS.map((who, n) => [who, expected[n]]));
  });

  it('[P-78] leaves with the thread nothing behind: neither a place in the list nor its anchor nor its readers', async () => {
    const made = await cast.editor
      .post(`/workspaces/${cast.workspaceId}/practice-documents`, { title: 'A draft' })
      .expect(201);
    const anchor = { type: 'practice-document', id: (made.body as { id: string }).id };
    const { threadId, first } = await ask({ anchor, title: `Moves ${CANARY}`, tags: ['moving'] });
    const post = await say(cast.member, threadId, 'two');
    await cast['decision-maker']
      .put(`/threads/${threadId}/reading`, { read: [{ from: 1, to: 1 }] })
      .expect(204);
    const move = { workspaceId: elsewhere, reason: 'It is about theirs.' };
    await cast.coordinator.post(`/threads/${threadId}/move`, move).expect(200);
    for (const who of [cast.editor, cast.member]) {
      const answers = [
        await who.get(`/threads/${threadId}`),
        await who.get(`/threads/${threadId}/posts/${post}/place`),
        await who.put(`/threads/${threadId}/posts/${hex()}`, { body: body('x') }),
        await who.patch(`/threads/${threadId}/posts/${post}`, { body: body('x'), edits: 0 }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      const list = await who.get(`/workspaces/${cast.workspaceId}/threads?tag=moving`).expect(200);
      expect(JSON.stringify(list.body)).not.toContain(CANARY);
    }
    // The old link leads on for whoever may read it there, and what they had read stays read.
    const state = await read(cast['decision-maker'], threadId);
    expect(state.thread).toMatchObject({
      workspaceId: elsewhere,
      anchor: null,
      posts: 2,
      reading: { unread: 1 },
    });
    expect(await place(cast['decision-maker'], threadId, first)).toEqual({ threadId, postId: first, no: 1 });
    for (const [workspaceId, act] of [
      [cast.workspaceId, 'thread-moved-away'],
      [elsewhere, 'thread-moved-here'],
    ]) {
      const log = await cast.coordinator.get(`/workspaces/${workspaceId}/moderation-log`).expect(200);
      const entry = ModerationLogPage.parse(log.body).items.find((one) => one.threadId === threadId);
      expect(entry).toMatchObject({ act, reason: 'It is about theirs.' });
    }
    // Sent again it is there already.
    await cast.coordinator.post(`/threads/${threadId}/move`, move).expect(200);
  });

  it('[P-78] moves only to where the mover may start such a thread', async () => {
    const { threadId } = await ask();
    const nowhere = await cast.coordinator.post(`/threads/${threadId}/move`, { workspaceId: hex() });
    expect([nowhere.status, codeOf(nowhere)]).toEqual([404, 'not-found']);
    await cast.coordinator.post(`/workspaces/${elsewhere}/archive`).expect(200);
    const archived = await cast.coordinator.post(`/threads/${threadId}/move`, { workspaceId: elsewhere });
    expect([archived.status, codeOf(archived)]).toEqual([409, 'workspace-archived']);
    await cast.coordinator.post(`/workspaces/${elsewhere}/restore`).expect(200);
  });

  it('[P-79] merges two threads in order of time; ids stay, links lead on, what was read stays read', async () => {
    const a = await ask({ title: 'A' });
    const b = await ask({ title: 'B' });
    const posts = [
      await say(cast.member, a.threadId, 'a two'),
      await say(cast.member, b.threadId, 'b two'),
      await say(cast.editor, b.threadId, 'b three', { answers: 2 }),
      await say(cast.editor, a.threadId, 'a three'),
    ];
    const seen = (threadId: string, no: number) =>
      cast['decision-maker']
        .put(`/threads/${threadId}/reading`, { read: [{ from: no, to: no }] })
        .expect(204);
    await seen(a.threadId, 3);
    await seen(b.threadId, 2);
    const known = await read(cast.member, a.threadId);
    await cast.coordinator.post(`/threads/${a.threadId}/merge`, { threadId: b.threadId }).expect(200);
    const now = await read(cast['decision-maker'], a.threadId);
    expect(words(now)).toEqual([
      [1, 'How?'],
      [2, 'How?'],
      [3, 'a two'],
      [4, 'b two'],
      [5, 'b three'],
      [6, 'a three'],
    ]);
    expect(now.posts.map(({ answers, branch }) => [answers, branch])[4]).toEqual([4, 4]);
    expect(now.read).toEqual([
      { from: 4, to: 4 },
      { from: 6, to: 6 },
    ]);
    expect(now.thread).toMatchObject({ title: 'A', posts: 6, layout: 1, reading: { unread: 4 } });
    // Whoever knew the thread gets all of it, and whoever asks for the other gets this one.
    expect((await read(cast.member, a.threadId, known.thread.seq)).posts).toHaveLength(6);
    const led = await read(cast.member, b.threadId, 99);
    expect([led.thread.id, led.posts.length]).toEqual([a.threadId, 6]);
    expect(await place(cast.member, b.threadId, posts[2] ?? '')).toEqual({
      threadId: a.threadId,
      postId: posts[2],
      no: 5,
    });
    const list = await cast.member.get(`/workspaces/${cast.workspaceId}/threads?limit=100`).expect(200);
    const ids: string[] = ThreadPage.parse(list.body).items.map(({ id }) => id);
    expect([ids.includes(a.threadId), ids.includes(b.threadId)]).toEqual([true, false]);
    // A post written offline in the other arrives here once, in answer to the same post.
    const late = { body: body('late'), answers: 2, answersId: posts[1] };
    const lateId = hex();
    for (let sent = 0; sent < 2; sent += 1) {
      await cast.member.put(`/threads/${b.threadId}/posts/${lateId}`, late).expect(200);
    }
    expect((await read(cast.member, a.threadId)).posts.at(-1)).toMatchObject({
      id: lateId,
      no: 7,
      answers: 4,
      branch: 4,
    });
    // Numbers of the old layout mark nothing.
    await cast['decision-maker']
      .put(`/threads/${a.threadId}/reading`, { read: [{ from: 1, to: 3 }] })
      .expect(204);
    expect((await read(cast['decision-maker'], a.threadId)).thread.reading.unread).toBe(5);
    const stale = await cast.coordinator.put(`/threads/${a.threadId}/accepted`, { no: 3 }).expect(409);
    expect(codeOf(stale)).toBe('moved-elsewhere');
    const gone = await cast.coordinator.post(`/threads/${b.threadId}/close`, { reason: 'x' }).expect(409);
    expect(codeOf(gone)).toBe('moved-elsewhere');
    await cast.coordinator.post(`/threads/${a.threadId}/merge`, { threadId: b.threadId }).expect(200);
    expect((await read(cast.member, a.threadId)).posts).toHaveLength(7);
  });

  it.each([
    ['itself', (a: string) => a, 'same-thread'],
    ['one of officials into one of the community', 'workspace', 'wider-audience'],
  ])('[P-79] refuses to merge %s', async (_what, other, rule) => {
    const a = await ask();
    const from = typeof other === 'string' ? (await ask({ audience: other })).threadId : other(a.threadId);
    const answer = await cast.coordinator
      .post(`/threads/${a.threadId}/merge`, { threadId: from })
      .expect(422);
    expect(Problem.parse(answer.body).errors?.[0]).toMatchObject({ field: 'threadId', rule });
  });

  it('[P-79] splits posts off: their places lead on, numbers of the others stay, answers go along', async () => {
    const { threadId, first } = await ask({ audience: 'workspace', title: 'Long' });
    const dm = cast['decision-maker'];
    const ids = [
      await say(dm, threadId, 'two'),
      await say(cast.editor, threadId, `three ${CANARY}`),
      await say(dm, threadId, 'four', { answers: 3 }),
      await say(cast.editor, threadId, 'five'),
    ];
    await cast.editor.put(`/threads/${threadId}/accepted`, { no: 3 }).expect(200);
    const split = {
      threadId: hex(),
      title: 'Another matter',
      postIds: ids.slice(1, 3),
      reason: 'Another matter.',
    };
    const send = () => cast.coordinator.post(`/threads/${threadId}/split`, split).expect(200);
    await send();
    await send();
    const left = await read(dm, threadId);
    expect(words(left)).toEqual([
      [1, 'How?'],
      [2, 'two'],
      [3, 'elsewhere'],
      [4, 'elsewhere'],
      [5, 'five'],
    ]);
    expect(left.thread).toMatchObject({ accepted: null, status: 'open', posts: 5 });
    expect(left.posts[2]).toMatchObject({
      movedTo: split.threadId,
      html: '',
      abilities: { edit: false, delete: false },
    });
    const made = await read(dm, split.threadId);
    expect(words(made)).toEqual([
      [1, `three ${CANARY}`],
      [2, 'four'],
    ]);
    expect(made.thread).toMatchObject({ title: 'Another matter', audience: 'workspace', posts: 2 });
    expect(await place(dm, threadId, ids[2] ?? '')).toEqual({
      threadId: split.threadId,
      postId: ids[2],
      no: 2,
    });
    const acting = await cast.editor
      .patch(`/threads/${threadId}/posts/${ids[1]}`, { body: body('x'), edits: 0 })
      .expect(409);
    expect(codeOf(acting)).toBe('moved-elsewhere');
    const past = await dm.get(`/threads/${threadId}/posts/${ids[1]}/history`).expect(200);
    expect(JSON.stringify(past.body)).not.toContain(CANARY);
    // What moved is nothing new here: only the first post and the last are.
    expect(left.thread.reading.unread).toBe(2);
    for (const [postIds, rule] of [
      [[first], 'first-post'],
      [[hex()], 'no-such-post'],
    ] as const) {
      const refused = await cast.coordinator
        .post(`/threads/${threadId}/split`, { ...split, threadId: hex(), postIds })
        .expect(422);
      expect(Problem.parse(refused.body).errors?.[0]).toMatchObject({ field: 'postIds', rule });
    }
  });

  const draft = (who: Caller, threadId: string, postId: string, key = hex(), given: object = {}) =>
    who.put(`/threads/${threadId}/posts/${postId}/practice-documents/${key}`, {
      title: 'Who signs',
      ...given,
    });
  const begin = async (...given: Parameters<typeof draft>) =>
    PracticeDocument.parse((await draft(...given).expect(200)).body);

  it.each([
    ['workspace', [200, 200, 403, 404, 404, 404, 401]],
    ['community', [200, 200, 403, 403, 404, 404, 401]],
  ])('[P-32, P-46] a draft begun with a post of a thread of the %s', async (audience, expected) => {
    const { threadId, first } = await ask({ audience });
    const answers: [string, number][] = [];
    for (const who of CALLERS) answers.push([who, (await draft(cast[who], threadId, first)).status]);
    expect(answers).toEqual(CALLERS.map((who, n) => [who, expected[n]]));
  });

  it('[P-46, AU-10] a post becomes a document once: its words, a line that says whose they are, a name at the post', async () => {
    const { threadId } = await ask({ title: `Asked ${CANARY}`, kind: 'problem' });
    const post = await say(cast.member, threadId, 'Nobody knows who signs.');
    const before = await read(cast.editor, threadId);
    expect(before.posts[1]?.abilities.beginDocument).toBe(true);
    const key = hex();
    const made = await begin(cast.editor, threadId, post, key);
    expect((await begin(cast.editor, threadId, post, key)).id).toBe(made.id);
    expect(made).toMatchObject({ status: 'draft', sharedWithMembers: false, isFromPost: true });
    const path = `/practice-documents/${made.id}`;
    const content = PracticeDocumentContent.parse(
      (await cast.editor.get(`${path}/content`).expect(200)).body,
    );
    expect(content.html.match(/Nobody knows who signs/g)).toHaveLength(1);
    expect(content.html).toMatch(/The problem<\/h2>\s*<p>Nobody knows/);
    expect(content.html).toContain(`/threads/${threadId}#post-${post}`);
    const runs = AuthorRunPage.parse(
      (await cast.editor.get(`${path}/authorship/runs?limit=100`).expect(200)).body,
    );
    const told = runs.items.filter(({ author }) => runs.authors[author]?.origin === 'post');
    expect(told.map(({ text }) => text)).toEqual(['Nobody knows who signs.']);
    // Whoever has the thread open learns of it; whoever may not read the draft does not.
    const after = await read(cast.editor, threadId, before.thread.seq);
    expect(after.posts.map(({ id, documents }) => [id, documents])).toEqual([
      [post, [{ id: made.id, title: 'Who signs' }]],
    ]);
    expect((await read(cast.member, threadId)).posts[1]?.documents).toEqual([]);
    await app.kontor.app.get(ActivityKeeping).settled();
    const stream = ActivityPage.parse(
      (await cast.editor.get(`/workspaces/${cast.workspaceId}/activity?show=documents`).expect(200)).body,
    );
    expect(stream.items.map(({ document }) => document?.title)).toContain('Who signs');
  });

  it('[P-46] says where the words are from to whoever reads the draft, and in which thread to its readers only', async () => {
    const { threadId } = await ask({ audience: 'workspace', title: `Officials ${CANARY}` });
    const post = await say(cast['decision-maker'], threadId, 'Among us.');
    const made = await begin(cast.editor, threadId, post);
    const path = `/practice-documents/${made.id}`;
    const origin = async (who: Caller) =>
      DocumentOrigin.parse((await who.get(`${path}/origin`).expect(200)).body);
    await cast.member.get(`${path}/origin`).expect(404);
    expect(await origin(cast.editor)).toMatchObject({
      author: { name: 'Demo Decision Maker, Kortrijk' },
      thread: { id: threadId, title: `Officials ${CANARY}`, postId: post },
    });
    const split = { threadId: hex(), title: 'On its own', postIds: [post] };
    await cast.coordinator.post(`/threads/${threadId}/split`, split).expect(200);
    expect((await origin(cast.editor)).thread).toMatchObject({ id: split.threadId, title: 'On its own' });
    expect((await read(cast.editor, split.threadId)).posts[0]?.documents).toHaveLength(1);
    await cast.coordinator.put(`${path}/sharing`, { reason: 'To ask everybody.' }).expect(200);
    expect((await origin(cast.member)).thread).toBeNull();
    const other = await cast.editor
      .post(`/workspaces/${cast.workspaceId}/practice-documents`, { title: 'From nothing' })
      .expect(201);
    await cast.editor.get(`/practice-documents/${(other.body as { id: string }).id}/origin`).expect(404);
  });

  it('[P-46] takes nothing from a post that is hidden, deleted or elsewhere, nor into an archive', async () => {
    const { threadId, first } = await ask();
    const [hidden, deleted, gone] = [
      await say(cast.member, threadId, 'a'),
      await say(cast.member, threadId, 'b'),
      await say(cast.member, threadId, 'c'),
    ];
    await cast.coordinator.post(`/threads/${threadId}/posts/${hidden}/hide`, { reason: 'rude' }).expect(200);
    await cast.member.delete(`/threads/${threadId}/posts/${deleted}`).expect(200);
    const split = { threadId: hex(), title: 'Another', postIds: [gone] };
    await cast.coordinator.post(`/threads/${threadId}/split`, split).expect(200);
    const refused = async (post: string, given: object = {}) => {
      const answer = await draft(cast.coordinator, threadId, post, hex(), given);
      return [answer.status, codeOf(answer)];
    };
    expect(await refused(hidden)).toEqual([409, 'conflict']);
    expect(await refused(deleted)).toEqual([409, 'conflict']);
    expect(await refused(gone)).toEqual([409, 'moved-elsewhere']);
    expect(await refused(hex())).toEqual([404, 'not-found']);
    expect(await refused(first, { title: '' })).toEqual([422, 'invalid-input']);
    expect(await refused(first, { ownerOrganisationId: hex() })).toEqual([422, 'invalid-input']);
    // What was refused has left no name at the post.
    const { posts } = await read(cast.coordinator, threadId);
    expect(posts.map(({ documents, abilities }) => [documents, abilities.beginDocument])).toEqual([
      [[], true],
      [[], false],
      [[], false],
      [[], false],
    ]);
    await cast.coordinator.post(`/workspaces/${cast.workspaceId}/archive`).expect(200);
    expect(await refused(first)).toEqual([409, 'workspace-archived']);
    await cast.coordinator.post(`/workspaces/${cast.workspaceId}/restore`).expect(200);
  });
});
