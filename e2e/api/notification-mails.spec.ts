import { MailPage, type MailView } from '@kontor/contracts';
import type { Connection } from 'mongoose';
import { DATABASE } from '../../apps/api/src/platform/tokens.js';
import { JobRunner } from '../../apps/api/src/jobs/job-runner.js';
import { MailDelivery } from '../../apps/api/src/mail/mail-delivery.js';
import { bootTestApp, type TestApp } from '../support/boot-test-app.js';
import { castOf, demo, type Cast } from '../support/cast.js';
import { delivered } from '../support/delivered.js';
import { begin, notices, post, say, told } from '../support/talk.js';

const CANARY = 'CANARY-5e2f';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const EDITOR = demo('editor.kortrijk');
const MEMBER = demo('member');

describe('mails about what concerns somebody', () => {
  let app: TestApp;
  let cast: Cast;
  /** A Monday in winter: ten in Brussels. */
  let now = Date.parse('2031-01-06T09:00:00Z');

  beforeAll(async () => {
    app = await bootTestApp({ clock: { now: () => new Date(now) } });
  });
  beforeEach(async () => {
    now += 3 * HOUR;
    cast = await castOf(app);
    await told(app);
    await stores().mails.deleteMany({});
    await stores().notifications.deleteMany({});
  });
  afterAll(() => app.close());

  const stores = () => {
    const database = app.kontor.app.get<Connection>(DATABASE);
    return {
      mails: database.collection('mails'),
      notifications: database.collection('notifications'),
      preferences: database.collection('notificationPreferences'),
    };
  };
  const runner = () => app.kontor.app.get(JobRunner);
  /** Time passes, and whoever has something to do then does it. */
  const pass = async (ms: number) => {
    now += ms;
    for (const job of ['thread-telling', 'notification-mails', 'digests']) runner().wake(job);
    await told(app);
  };
  const mailsTo = async (email: string): Promise<MailView[]> => {
    const operator = await app.signIn(demo('operator'));
    const { items } = MailPage.parse((await operator.get('/operator/mail?limit=100').expect(200)).body);
    return items.filter(({ to }) => to === email).toReversed();
  };
  const subjects = async (email: string) => (await mailsTo(email)).map(({ subject }) => subject);

  it('go out at once for a mention and an answer, once, with a link to the very post', async () => {
    const state = await begin(cast.editor, cast.workspaceId);
    await say(cast.member, state, post('Like this: <script>alert(1)</script> & so on'));
    await told(app);
    const [mail, ...more] = await mailsTo(EDITOR);
    expect(more).toEqual([]);
    expect(mail?.subject).toMatch(/^Demo Member.* answered you in “How do you sign\?”$/);
    expect(mail?.text).toMatch(new RegExp(`/threads/${state.thread.id}#post-[0-9a-f]{24}`));
    await app.kontor.app.get(MailDelivery).idle();
    const sent = await delivered(app, mail?.id ?? '');
    expect(sent.html).toContain('Like this: &lt;script&gt;alert(1)&lt;/script&gt; &amp; so on');
    expect(sent.html).not.toContain('<script');
    const header = (name: string) => sent.headers.find(({ key }) => key === name)?.value;
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('list-unsubscribe')).toMatch(/^<http:\/\/[^>]+\/api\/v1\/unsubscriptions\/[a-z0-9.-]+>/);
    expect(header('auto-submitted')).toBe('auto-generated');
    // Who only follows waits for the digest.
    await say(cast.coordinator, state, post('Also'));
    await told(app);
    expect(await mailsTo(MEMBER)).toEqual([]);
  });

  it('go out once, also when the process dies between the outbox and its own note of it', async () => {
    const state = await begin(cast.editor, cast.workspaceId);
    await say(cast.member, state, post('One'));
    await told(app);
    const { notifications } = stores();
    const died = await notifications.updateMany(
      { mail: 'sent' },
      { $set: { mail: 'due', mailDueAt: new Date(now), mailKey: null, mailedAt: null } },
    );
    expect(died.modifiedCount).toBe(1);
    await pass(0);
    expect(await subjects(EDITOR)).toHaveLength(1);
    expect(await notifications.countDocuments({ mail: 'due' })).toBe(0);
  });

  it('do not go out for what was read, or may no longer be read, or is no longer wanted', async () => {
    const { notifications, mails } = stores();
    /** A mention whose mail is held back for a minute, as for somebody who has Kontor open. */
    const held = async (text: string) => {
      const body = post(text, cast.idOf('member'));
      const { thread } = await begin(cast.editor, cast.workspaceId, { title: CANARY, body });
      await told(app);
      await mails.deleteMany({});
      const later = { mail: 'due', mailKey: null, mailedAt: null, mailDueAt: new Date(now + MINUTE) };
      expect((await notifications.updateMany({ mail: 'sent' }, { $set: later })).modifiedCount).toBe(1);
      return thread;
    };
    const read = await held('Read it');
    await cast.member.put(`/threads/${read.id}/reading`, { read: [{ from: 1, to: 1 }] }).expect(204);
    await pass(2 * MINUTE);
    expect(await mailsTo(MEMBER)).toEqual([]);

    await held('Not wanted');
    const choice = { workspaceId: null, kind: 'mention', choice: { inApp: true, mail: 'never' } };
    await cast.member.patch('/notifications/preferences', { choice }).expect(200);
    await pass(2 * MINUTE);
    expect(await mailsTo(MEMBER)).toEqual([]);
    await cast.member
      .patch('/notifications/preferences', { choice: { ...choice, choice: null } })
      .expect(200);

    await held('Not allowed');
    await cast.coordinator
      .delete(`/workspaces/${cast.workspaceId}/members/${cast.idOf('member')}`)
      .expect(204);
    await pass(2 * MINUTE);
    expect(await mailsTo(MEMBER)).toEqual([]);
  });

  it('do not become a flood: after four in an hour the rest comes in one', async () => {
    const state = await begin(cast.editor, cast.workspaceId);
    for (let n = 1; n <= 7; n += 1) {
      await say(cast.member, state, post(`Answer ${n}`));
      await pass(MINUTE);
    }
    expect(await subjects(EDITOR)).toHaveLength(4);
    await pass(30 * MINUTE);
    expect(await subjects(EDITOR)).toHaveLength(4);
    await pass(30 * MINUTE);
    const [, , , , rest, ...more] = await mailsTo(EDITOR);
    expect(more).toEqual([]);
    expect(rest?.subject).toBe('3 more for you on Kontor');
    expect(rest?.text).toContain('Answer 7');
    await pass(HOUR);
    await say(cast.member, state, post('Answer 8'));
    await pass(0);
    expect(await subjects(EDITOR)).toHaveLength(6);
  });

  it('gather the rest in a digest at seven where the person is, with what may be read and was not', async () => {
    const state = await begin(cast.editor, cast.workspaceId, { title: 'Still open' });
    const gone = await begin(cast.editor, cast.workspaceId, { title: `Gone ${CANARY}` });
    const seen = await begin(cast.editor, cast.workspaceId, { title: `Seen ${CANARY}` });
    for (const { thread } of [state, gone, seen]) {
      await cast.member.put(`/threads/${thread.id}/reading`, { level: 'followed' }).expect(204);
    }
    await say(cast.coordinator, state, post('News for followers'));
    const deleted = await say(cast.coordinator, gone, post(CANARY));
    await say(cast.coordinator, seen, post(CANARY));
    await told(app);
    expect(await mailsTo(MEMBER)).toEqual([]);
    await cast.coordinator.delete(`/threads/${gone.thread.id}/posts/${deleted.posts.at(-1)?.id}`).expect(200);
    await cast.member.put(`/threads/${seen.thread.id}/reading`, { read: [{ from: 1, to: 2 }] }).expect(204);
    await untilSeven(6);
    expect(await mailsTo(MEMBER)).toEqual([]);
    await pass(MINUTE);
    const [digest, ...more] = await mailsTo(MEMBER);
    expect(more).toEqual([]);
    expect(digest?.subject).toBe('One new thing on Kontor');
    expect(digest?.text).toContain('News for followers');
    expect(digest?.text).not.toContain(CANARY);
    // Nothing new, no mail; and what was in one is in no other, though the run that sent it died.
    await stores().notifications.updateMany({ mail: 'sent' }, { $set: { mail: 'digest' } });
    await stores().preferences.updateMany(
      { digestAt: { $ne: null } },
      { $set: { digestAt: new Date(now - MINUTE) } },
    );
    await pass(24 * HOUR);
    await pass(24 * HOUR);
    expect(await mailsTo(MEMBER)).toHaveLength(1);
  });

  it('wait for Monday where somebody wants a weekly digest, and come once after a long stop', async () => {
    await cast.editor.patch('/notifications/preferences', { digest: 'weekly' }).expect(200);
    await begin(cast.coordinator, cast.workspaceId, { kind: 'announcement', title: 'We meet' });
    await told(app);
    await untilSeven(6, (day) => day !== 1);
    await pass(2 * MINUTE);
    expect(await subjects(EDITOR)).toEqual([]);
    await untilSeven(6, (day) => day === 1);
    await pass(2 * MINUTE);
    expect(await subjects(EDITOR)).toEqual(['One new thing on Kontor']);
    await pass(21 * 24 * HOUR);
    expect(await subjects(EDITOR)).toHaveLength(1);
    const editor = await app.signIn(EDITOR);
    await editor.patch('/notifications/preferences', { digest: 'daily' }).expect(200);
  });

  /** Just before seven in Brussels (six by UTC in winter), on the next day that is meant. */
  async function untilSeven(utcHour: number, isMeant: (day: number) => boolean = () => true): Promise<void> {
    const date = new Date(now);
    for (;;) {
      const at = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), utcHour) - 30_000;
      if (at > now && isMeant(date.getUTCDay())) {
        await pass(at - now);
        return;
      }
      date.setUTCDate(date.getUTCDate() + 1);
    }
  }

  it('[P-116] stop by one click of whoever holds the link: this kind, for this person, nothing else', async () => {
    const state = await begin(cast.editor, cast.workspaceId);
    await say(cast.member, state, post('One'));
    await told(app);
    const [mail] = await mailsTo(EDITOR);
    const token = /\/unsubscribe#([a-z0-9.-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
    const place = `/unsubscriptions/${token}`;
    const raw = (path: string) => app.anonymous.post(path).unset('X-Kontor-Request');
    const forged = token.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const other = token.replace('.reply.', '.mention.');
    for (const wrong of [forged, other]) {
      expect((await raw(`/unsubscriptions/${wrong}`)).status).toBe(404);
      await app.anonymous.get(`/unsubscriptions/${wrong}`).expect(404);
    }
    await raw('/unsubscriptions/short').expect(422);
    // A mail program that looks at links stops nothing.
    expect((await app.anonymous.get(place).expect(200)).body).toEqual({ from: 'reply' });
    await say(cast.member, state, post('Two'));
    await told(app);
    expect(await mailsTo(EDITOR)).toHaveLength(2);
    // As mail programs do it: a form, from nowhere, and once more.
    for (let n = 0; n < 2; n += 1) {
      await raw(place)
        .set('Content-Type', 'application/x-www-form-urlencoded')
        .set('Origin', 'https://mail.example')
        .send('List-Unsubscribe=One-Click')
        .expect(200, { from: 'reply' });
    }
    await say(cast.member, state, post('Three'));
    await say(cast.member, state, post('Four', cast.idOf('editor')));
    await told(app);
    expect((await subjects(EDITOR)).slice(2)).toEqual([expect.stringContaining('mentioned you')]);
    expect((await notices(cast.editor)).filter(({ kind }) => kind === 'reply')).toMatchObject([{ count: 3 }]);
    const choice = { workspaceId: null, kind: 'reply', choice: null };
    await cast.editor.patch('/notifications/preferences', { choice }).expect(200);
    // A form is read nowhere else.
    await app.anonymous
      .post('/session')
      .set('Content-Type', 'application/x-www-form-urlencoded')
      .send('email=a')
      .expect(415);
  });
});
