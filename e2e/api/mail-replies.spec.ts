import { connect } from 'node:net';
import { once } from 'node:events';
import { MailPage, ThreadState } from '@kontor/contracts';
import { createTransport } from 'nodemailer';
import { ReplyReceiver } from '../../apps/api/src/notifications/reply-receiver.js';
import { bootTestApp, type TestApp } from '../support/boot-test-app.js';
import { castOf, demo, type Cast } from '../support/cast.js';
import { begin, newId, post, say, told } from '../support/talk.js';
import { MailDelivery } from '../../apps/api/src/mail/mail-delivery.js';
import { delivered } from '../support/delivered.js';

const EDITOR = demo('editor.kortrijk');
const DOMAIN = 'reply.city.example';
/** More than these tests need, for the one that looks for the end of it. */
const MOST_POSTS = 30;

describe('answers by mail', () => {
  let app: TestApp;
  let cast: Cast;
  let state: ThreadState;
  /** Where an answer to the mail about the member's post goes. */
  let replyTo: string;

  let now = Date.parse('2031-01-06T09:00:00Z');

  beforeAll(async () => {
    const clock = { now: () => new Date(now) };
    app = await bootTestApp({
      clock,
      env: {
        KONTOR_REPLY_DOMAIN: DOMAIN,
        KONTOR_REPLY_PORT: '0',
        KONTOR_POSTS_PER_HOUR: String(MOST_POSTS),
      },
    });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    // Over the hour: the mails of the tests before are no flood.
    now += 3_600_001;
    cast = await castOf(app);
    state = await begin(cast.editor, cast.workspaceId);
    await say(cast.member, state, post('We sign at the counter.'));
    await told(app);
    await app.kontor.app.get(MailDelivery).idle();
    const { items } = MailPage.parse((await cast.operator.get('/operator/mail?limit=20').expect(200)).body);
    const id = items.find(({ to, subject }) => to === EDITOR && subject.includes('answered you'))?.id;
    replyTo = (await delivered(app, id ?? '')).replyTo?.[0]?.address ?? '';
  });

  const transport = () =>
    createTransport({
      host: '127.0.0.1',
      port: app.kontor.app.get(ReplyReceiver).port,
      ignoreTLS: true,
    });
  const quoted =
    '\n\nOn Monday Kontor wrote:\n> --- To answer, reply to this mail above this line ---\n> old words';
  const send = async (given: object = {}) => {
    try {
      await transport().sendMail({
        from: EDITOR,
        to: replyTo,
        subject: 'Re: something',
        text: `We do it online.\n\nSince 2024.${quoted}`,
        ...given,
      });
      return 'taken';
    } catch (error) {
      return error instanceof Error ? error.message : 'not an error';
    }
  };
  const posts = async () =>
    ThreadState.parse((await cast.editor.get(`/threads/${state.thread.id}?after=0`).expect(200)).body).posts;

  it('become the writer’s post under the one they answer, without what the mail quotes, once', async () => {
    const messageId = '<one@city.example>';
    expect(await send({ messageId })).toBe('taken');
    expect(await send({ messageId })).toBe('taken');
    const [, , answer, ...more] = await posts();
    expect(more).toEqual([]);
    expect(answer).toMatchObject({ no: 3, answers: 2, author: { userId: cast.idOf('editor') } });
    expect(answer?.html).toContain('We do it online.');
    expect(answer?.html).toContain('Since 2024.');
    expect(answer?.html).not.toContain('old words');
    // The one who was answered is told, as of any post.
    await told(app);
    const lines = (await cast.member.get('/notifications?limit=5').expect(200)).body as { items: object[] };
    expect(lines.items[0]).toMatchObject({ kind: 'reply', threadId: state.thread.id, postNo: 3 });
  });

  const REFUSED: [what: string, given: object, reason: RegExp][] = [
    ['from somebody else', { from: demo('member') }, /Write from the address/],
    ['that say nothing of their own', { text: quoted }, /Write something above/],
    ['without plain text', { text: undefined, html: '<p>Hello</p>' }, /plain text part/],
    [
      'to an address that we never gave out',
      { to: `reply+${'0'.repeat(24)}-${'0'.repeat(20)}@${DOMAIN}` },
      /no such address/,
    ],
    ['to somebody at the domain', { to: `aino@${DOMAIN}` }, /no such address/],
    ['to another domain', { to: 'aino@city.example' }, /no such address/],
    ['that are too long', { text: 'long '.repeat(500_000) }, /at most|size/i],
  ];
  it('are refused at the door, with the reason, when they come from or to somebody else, or say nothing', async () => {
    for (const [what, given, reason] of REFUSED)
      expect([what, await send(given)]).toEqual([what, expect.stringMatching(reason)]);
    expect(await posts()).toHaveLength(2);
  });

  it('obey the rules of the thread at the moment they come', async () => {
    await cast.coordinator.post(`/threads/${state.thread.id}/lock`, { reason: 'Done' }).expect(200);
    expect(await send()).toMatch(/closed/i);
    await cast.coordinator.post(`/threads/${state.thread.id}/reopen`).expect(200);
    await cast.coordinator
      .delete(`/workspaces/${cast.workspaceId}/members/${cast.idOf('editor')}`)
      .expect(204);
    expect(await send()).not.toBe('taken');
    const seen = await cast.coordinator.get(`/threads/${state.thread.id}?after=0`).expect(200);
    expect(ThreadState.parse(seen.body).posts).toHaveLength(2);
  });

  it('written by nobody, such as absence notes and lists, are taken and dropped', async () => {
    for (const headers of [{ 'Auto-Submitted': 'auto-replied' }, { Precedence: 'bulk' }]) {
      expect(await send({ headers })).toBe('taken');
    }
    expect(await posts()).toHaveLength(2);
  });

  it('hold nothing that runs: what looks like markup is text', async () => {
    await send({ text: '<img src=x onerror=alert(1)> [x](javascript:alert(1))' });
    const answer = (await posts()).at(-1);
    expect(answer?.html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(answer?.html).not.toContain('href="javascript');
  });

  it('are taken by a door that relays nothing and answers nonsense calmly', async () => {
    const socket = connect(app.kontor.app.get(ReplyReceiver).port, '127.0.0.1');
    const heard: string[] = [];
    socket.on('data', (data) => heard.push(data.toString()));
    const said = async (line: string, expected: RegExp) => {
      heard.length = 0;
      if (line !== '') socket.write(`${line}\r\n`);
      while (!expected.test(heard.join(''))) await once(socket, 'data');
    };
    await said('', /^220 /);
    await said('EHLO x', /^250 /m);
    await said('AUTH PLAIN AAAA', /^5\d\d /m);
    await said(`MAIL FROM:<${EDITOR}>`, /^250 /m);
    await said('RCPT TO:<somebody@elsewhere.example>', /^550 /m);
    await said(`RCPT TO:<${'a'.repeat(300)}@${DOMAIN}>`, /^5\d\d /m);
    await said('DATA', /^503 /m);
    socket.end('QUIT\r\n');
    await once(socket, 'close');
  });

  it('count as posts: who writes too much in a short time is asked to wait on every way, nobody else is', async () => {
    const written: string[] = [];
    const write = (id: string) =>
      cast.editor.put(`/threads/${state.thread.id}/posts/${id}`, { body: post('Again'), answers: null });
    for (let answer = await write(newId()); answer.status === 200; answer = await write(newId())) {
      written.push(answer.request.url);
      expect(written.length).toBeLessThan(MOST_POSTS);
    }
    expect(written.length).toBeGreaterThan(3);
    const refused = await write(newId());
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3000);
    const thread = { postId: newId(), kind: 'idea', title: 'One more', body: post('Again') };
    await cast.editor.put(`/workspaces/${cast.workspaceId}/threads/${newId()}`, thread).expect(429);
    // The writer's mail server keeps it and tries again.
    expect(await send()).toMatch(/ 450 |^Message failed: 450/);
    // What is there already is no new post, and others write on.
    const mine = (await posts()).find(({ no, author }) => no > 2 && author.userId === cast.idOf('editor'));
    await write(mine?.id ?? '').expect(200);
    await cast.editor
      .patch(`/threads/${state.thread.id}/posts/${mine?.id}`, { body: post('Better'), edits: 0 })
      .expect(200);
    await say(cast.member, state, post('Calmly.'));
  });
});
