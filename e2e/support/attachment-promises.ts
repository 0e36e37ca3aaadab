import { randomBytes } from 'node:crypto';
import {
  ATTACHMENT_LIMITS,
  ATTACHMENT_TYPES,
  PostHistory,
  PostSource,
  Problem,
  StoredAttachment,
  StoredImage,
  ThreadState,
  Workspace,
  type PracticeDocument,
} from '@kontor/contracts';
import { SAMPLE_FILES } from '@kontor/testing';
import sharp from 'sharp';
import supertest from 'supertest';
import type { Caller, TestApp } from './boot-test-app.js';
import { CALLERS, type Cast } from './cast.js';
import { notices, told } from './talk.js';

/** What is there already when these promises are checked. */
export interface AttachmentHouse {
  app: TestApp;
  cast: Cast;
  /** A document with pictures of its own. */
  draft: PracticeDocument;
}

const hex = () => randomBytes(12).toString('hex');
const text = (words: string) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] });
const body = (...blocks: object[]) => ({ type: 'doc', content: blocks });
const image = (src: string) => ({ type: 'image', attrs: { src, alt: 'A plan', width: 40, height: 30 } });
type Ids = { attachments?: string[]; body?: object };

/** Files of posts, in the house that a spec has opened: what is promised of them over HTTP. */
export function attachmentPromises(house: () => AttachmentHouse): void {
  const send = (who: Caller, path: string, bytes: Buffer, filename: string) =>
    supertest(house().app.url)
      .post(`/api/v1${path}`)
      .set({ 'X-Kontor-Request': '1', Cookie: who.cookie })
      .attach('file', bytes, { filename, contentType: 'application/octet-stream' });
  const upload = (who: Caller, bytes: Buffer = SAMPLE_FILES.pdf, filename = 'plan.pdf') =>
    send(who, `/workspaces/${house().cast.workspaceId}/attachments`, bytes, filename);
  const put = async (who: Caller, bytes?: Buffer, filename?: string) =>
    StoredAttachment.parse((await upload(who, bytes, filename).expect(201)).body);
  const ask = async (who: Caller, audience: string, { attachments = [], body: said }: Ids) => {
    const place = `/workspaces/${house().cast.workspaceId}/threads/${hex()}`;
    const sent = {
      postId: hex(),
      kind: 'question',
      title: 'A plan',
      body: said ?? body(text('See the plan.')),
    };
    const { body: answer } = await who.put(place, { ...sent, audience, attachments }).expect(200);
    return ThreadState.parse(answer);
  };
  const reply = (who: Caller, { thread }: ThreadState, { attachments = [], body: said }: Ids) =>
    who.put(`/threads/${thread.id}/posts/${hex()}`, { body: said ?? body(text('Here.')), attachments });
  const posted = async (who: Caller, state: ThreadState, sent: Ids) =>
    ThreadState.parse((await reply(who, state, sent).expect(200)).body);
  const postAt = (state: ThreadState, index = -1) => {
    const post = state.posts.at(index);
    if (post === undefined) throw new Error('there is no post');
    return { post, path: `/threads/${state.thread.id}/posts/${post.id}` };
  };
  /** Who gets the file, in the order of the columns. */
  const statusesOf = async ({ url }: { url: string }) => {
    const { cast } = house();
    const answers: number[] = [];
    for (const who of CALLERS) answers.push((await cast[who].get(url)).status);
    return answers;
  };
  const faultOf = (answer: { body: unknown }) => {
    const { code, errors } = Problem.parse(answer.body);
    return [code, errors?.[0]?.field, errors?.[0]?.rule];
  };

  // Columns: coordinator, editor, decision-maker, member, outsider, operator, anonymous.
  const ALL = [200, 200, 200, 200, 404, 404, 401];
  const OFFICIALS = [200, 200, 200, 404, 404, 404, 401];
  const NOBODY = [404, 404, 404, 404, 404, 404, 401];
  const ONLY = (who: (typeof CALLERS)[number]) =>
    CALLERS.map((one) => (one === who ? 200 : one === 'anonymous' ? 401 : 404));

  it('[P-150] are put in by everybody with a role, and by nobody else', async () => {
    const { cast } = house();
    const answers: number[] = [];
    for (const who of CALLERS) answers.push((await upload(cast[who])).status);
    expect(answers).toEqual([201, 201, 201, 201, 404, 404, 401]);
  });

  it.each(Object.entries(SAMPLE_FILES))(
    'come back as a %s that is saved and never opened',
    async (type, bytes) => {
      const { cast } = house();
      const file = await put(cast.editor, bytes, 'Straße 7.exe');
      expect(file).toMatchObject({ type, name: `Straße 7.${type}`, bytes: bytes.length, width: null });
      const { headers } = await cast.editor.get(file.url).expect(200);
      expect(headers).toMatchObject({
        'content-type': ATTACHMENT_TYPES[file.type],
        'content-length': String(bytes.length),
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
        'content-disposition': `attachment; filename="Stra_e 7.${type}"; filename*=UTF-8''Stra%C3%9Fe%207.${type}`,
      });
      expect(headers).not.toHaveProperty('etag');
    },
  );

  it('are made anew when they are pictures: neither place nor script comes out again', async () => {
    const { cast } = house();
    const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: '#16405b' } });
    const jpeg = await picture
      .clone()
      .withExif({ IFD0: { Artist: 'CANARY' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '61/1 29/1 0/1' } })
      .jpeg()
      .toBuffer();
    const gif = Buffer.concat([
      await picture.clone().gif().toBuffer(),
      Buffer.from('<script>CANARY</script>'),
    ]);
    for (const bytes of [jpeg, gif]) {
      const file = await put(cast.editor, bytes, 'photo.html');
      expect(file).toMatchObject({ type: 'webp', name: 'photo.webp', width: 40, height: 30 });
      const { body: out } = await cast.editor.get(file.url).buffer(true).parse(asBuffer).expect(200);
      expect((out as Buffer).toString('latin1')).not.toMatch(/CANARY|script/);
    }
  });

  it('are refused by what they are, saying what is taken', async () => {
    const { cast } = house();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>';
    for (const [bytes, filename] of [
      [Buffer.from('<!doctype html><script>1</script>'), 'picture.png'],
      [Buffer.from(svg), 'drawing.txt'],
      [Buffer.from('MZ\u0090\u0000'), 'invoice.pdf'],
      [Buffer.concat([SAMPLE_FILES.docx, Buffer.from(svg)]), 'letter.docx'],
    ] as const) {
      const answer = await upload(cast.editor, bytes, filename).expect(415);
      expect(faultOf(answer)).toEqual(['unsupported-media-type', 'file', 'type']);
      expect(Problem.parse(answer.body).detail).toContain('PDF; ODT');
    }
    const broken = await upload(cast.editor, Buffer.from('GIF89a no picture'), 'a.gif').expect(422);
    expect(faultOf(broken)).toEqual(['image-refused', 'file', 'unreadable']);
    const large = Buffer.alloc(ATTACHMENT_LIMITS.bytes + 1, 'a');
    expect((await upload(cast.editor, large, 'a.txt')).status).toBe(413);
  });

  it('[P-150] are read by those who read the post that shows them, before that by their uploader', async () => {
    const { cast } = house();
    const [open, closed, never] = [await put(cast.editor), await put(cast.editor), await put(cast.member)];
    expect(await statusesOf(open)).toEqual(ONLY('editor'));
    expect(await statusesOf(never)).toEqual(ONLY('member'));
    const state = await ask(cast.editor, 'community', { attachments: [open.id] });
    await ask(cast.editor, 'workspace', { attachments: [closed.id] });
    expect(await statusesOf(open)).toEqual(ALL);
    expect(await statusesOf(closed)).toEqual(OFFICIALS);
    const { id, name, type, bytes } = open;
    expect(postAt(state).post.attachments).toEqual([{ id, name, type, bytes }]);
    await cast.editor.get(`/attachments/${hex()}`).expect(404);
    await cast.editor.get(`/attachments/${open.id.toUpperCase()}x`).expect(422);
    // A file of one kind is not found at the address of the other.
    await cast.editor.get(`/files/${open.id}`).expect(404);
  });

  it('[P-150] go with the words: hidden, shown, deleted, brought back', async () => {
    const { cast } = house();
    const file = await put(cast.member);
    const state = await ask(cast.editor, 'community', {});
    const now = await posted(cast.member, state, { attachments: [file.id] });
    const { path } = postAt(now);
    await cast.coordinator.post(`${path}/hide`, { reason: 'Names people.' }).expect(200);
    expect(await statusesOf(file)).toEqual([200, 404, 404, 200, 404, 404, 401]);
    const seen = ThreadState.parse((await cast.editor.get(`/threads/${state.thread.id}`).expect(200)).body);
    expect(postAt(seen).post.attachments).toEqual([]);
    await cast.coordinator.post(`${path}/show`, {}).expect(200);
    expect(await statusesOf(file)).toEqual(ALL);
    await cast.member.delete(path).expect(200);
    expect(await statusesOf(file)).toEqual(NOBODY);
    await cast.member.post(`${path}/restore`).expect(200);
    expect(await statusesOf(file)).toEqual(ALL);
  });

  it('[P-150] go with the post into another workspace, another thread, and back', async () => {
    const { cast } = house();
    const files = [await put(cast.editor), await put(cast.editor, undefined, 'second.pdf')] as const;
    const state = await ask(cast.editor, 'workspace', { attachments: [files[0].id] });
    const now = await posted(cast.editor, state, { attachments: [files[1].id] });
    const { thread } = state;
    const split = hex();
    const postIds = [postAt(now).post.id];
    await cast.coordinator
      .post(`/threads/${thread.id}/split`, { threadId: split, title: 'The second', postIds })
      .expect(200);
    for (const file of files) expect(await statusesOf(file)).toEqual(OFFICIALS);
    // Where only the coordinator reads.
    const { id: workspaceId } = Workspace.parse(
      (await cast.coordinator.post('/workspaces', { name: 'Elsewhere' }).expect(201)).body,
    );
    await cast.coordinator.post(`/threads/${split}/move`, { workspaceId }).expect(200);
    expect(await statusesOf(files[0])).toEqual(OFFICIALS);
    expect(await statusesOf(files[1])).toEqual(ONLY('coordinator'));
    await cast.coordinator.post(`/threads/${split}/move`, { workspaceId: cast.workspaceId }).expect(200);
    await cast.coordinator.post(`/threads/${thread.id}/merge`, { threadId: split }).expect(200);
    for (const file of files) expect(await statusesOf(file)).toEqual(OFFICIALS);
  });

  it('[P-150] are gone for whoever left the workspace, their uploader among them', async () => {
    const { cast } = house();
    const file = await put(cast.member);
    const loose = await put(cast.member);
    await ask(cast.member, 'community', { attachments: [file.id] });
    const leaving = await house().app.signIn('member@demo.kontor.example');
    await leaving.post(`/workspaces/${cast.workspaceId}/leave`).expect(204);
    expect((await leaving.get(file.url)).status).toBe(404);
    expect((await leaving.get(loose.url)).status).toBe(404);
    expect((await upload(leaving)).status).toBe(404);
    expect((await cast.editor.get(file.url)).status).toBe(200);
  });

  it('are shown only by posts of their uploader; nothing foreign is, nor of other places', async () => {
    const { cast, draft, app } = house();
    const state = await ask(cast.editor, 'community', {});
    const picture = await sharp({ create: { width: 4, height: 3, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const [own, others] = [
      await put(cast.editor, picture, 'a.png'),
      await put(cast.coordinator, picture, 'b.png'),
    ];
    const paper = await put(cast.editor);
    const { body: stored } = await send(
      cast.editor,
      `/practice-documents/${draft.id}/files`,
      picture,
      'c.png',
    );
    const refusals: [what: string, sent: Ids, fault: string[]][] = [
      ['outside', { body: body(image('https://example.org/pixel.png')) }, ['body', 'unreadable']],
      ['outside, no scheme', { body: body(image(`//example.org${own.url}`)) }, ['body', 'unreadable']],
      ['of a document', { body: body(image(StoredImage.parse(stored).url)) }, ['body', 'no-such-picture']],
      ["somebody else's", { body: body(image(others.url)) }, ['body', 'no-such-picture']],
      [
        'within a quote',
        { body: body({ type: 'blockquote', content: [text('a'), image(others.url)] }) },
        ['body', 'no-such-picture'],
      ],
      ['no picture', { body: body(image(paper.url)) }, ['body', 'no-such-picture']],
      ['nowhere', { body: body(image(`/api/v1/attachments/${hex()}`)) }, ['body', 'no-such-picture']],
      ["somebody else's file", { attachments: [others.id] }, ['attachments', 'no-such-file']],
      ['no file', { attachments: [hex()] }, ['attachments', 'no-such-file']],
    ];
    for (const [what, sent, [field, rule]] of refusals) {
      const answer = await reply(cast.editor, state, sent);
      expect([what, answer.status, ...faultOf(answer)]).toEqual([what, 422, 'invalid-input', field, rule]);
    }
    const many = Array.from({ length: ATTACHMENT_LIMITS.perPost + 1 }, hex);
    for (const attachments of [many, [own.id, own.id]]) {
      const answer = await reply(cast.editor, state, { attachments });
      expect([answer.status, faultOf(answer)[1]]).toEqual([422, 'attachments']);
    }
    const { thread } = await posted(cast.editor, state, {
      body: body(image(own.url)),
      attachments: [paper.id],
    });
    expect(thread.posts).toBe(2);
    expect(await statusesOf(own)).toEqual(
      (await Promise.all(CALLERS.map((who) => cast[who].get(paper.url)))).map(({ status }) => status),
    );
    // Refused posts have made nothing readable.
    expect((await app.as(cast.member.cookie).get(others.url)).status).toBe(404);
  });

  it('are named by whatever tells of the post, below its words', async () => {
    const { app, cast } = house();
    const asked = await ask(cast.coordinator, 'community', {});
    const file = await put(cast.editor, SAMPLE_FILES.pdf, 'tide table.pdf');
    await posted(cast.editor, asked, { attachments: [file.id] });
    await told(app);
    const own = (await notices(cast.coordinator)).find(({ threadId }) => threadId === asked.thread.id);
    expect(own?.excerpt).toBe('Here. [tide table.pdf]');
  });

  it('are put in and taken out by editing, and what was there before can be looked up', async () => {
    const { cast } = house();
    const [first, second] = [await put(cast.editor), await put(cast.editor, undefined, 'second.pdf')];
    const state = await ask(cast.editor, 'community', { attachments: [first.id] });
    const { path } = postAt(state);
    const said = body(text('See the plan.'));
    // Left out they stay, and an edit that changes nothing is none.
    await cast.editor.patch(path, { body: said, edits: 0 }).expect(200);
    await cast.editor.patch(path, { body: said, edits: 0, attachments: [second.id] }).expect(200);
    const source = PostSource.parse((await cast.editor.get(`${path}/source`).expect(200)).body);
    expect(source).toMatchObject({ edits: 1, attachments: [{ id: second.id }] });
    const { versions } = PostHistory.parse((await cast.coordinator.get(`${path}/history`).expect(200)).body);
    expect(versions.map(({ attachments }) => attachments.map(({ name }) => name))).toEqual([
      ['plan.pdf'],
      ['second.pdf'],
    ]);
    await cast['decision-maker'].get(first.url).expect(200);
    const foreign = await put(cast.coordinator);
    const stolen = await cast.editor
      .patch(path, { body: said, edits: 1, attachments: [foreign.id] })
      .expect(422);
    expect(faultOf(stolen)).toEqual(['invalid-input', 'attachments', 'no-such-file']);
  });
}

/** supertest parses only what it knows; a file is taken as it comes. */
function asBuffer(response: supertest.Response, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('end', () => done(null, Buffer.concat(parts)));
}
