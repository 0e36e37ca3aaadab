import type { Clock } from '@kontor/domain';
import { Instance, MailPage, Me, SessionPage, AccountPage } from '@kontor/contracts';
import supertest from 'supertest';
import { MailDelivery } from '../../apps/api/src/mail/mail-delivery.js';
import { bootTestApp, sessionCookie, type Caller, type TestApp } from '../support/boot-test-app.js';

const DEMO = 'kontor-demo';
const GOOD = 'rowing past seven grey herons';
const OTHER = 'a kettle on the blue stove';
const at = (role: string): string => `${role}@demo.kontor.example`;
const MINUTE = 60_000;

/** Real time that a test can push ahead. */
function pushable(): Clock & { push(ms: number): void } {
  let ahead = 0;
  return { now: () => new Date(Date.now() + ahead), push: (ms) => void (ahead += ms) };
}

const code = (answer: supertest.Response): unknown => (answer.body as { code?: unknown }).code;
const setCookie = (answer: supertest.Response): string => String(answer.headers['set-cookie']);

describe('identity over HTTP', () => {
  const clock = pushable();
  let app: TestApp;
  beforeAll(async () => {
    app = await bootTestApp({ clock });
  });
  afterAll(() => app.close());

  const raw = (cookie: string): Caller => ({
    cookie,
    get: (path) => app.anonymous.get(path).set('Cookie', cookie),
    post: (path, body) => app.anonymous.post(path, body).set('Cookie', cookie),
    put: (path, body) => app.anonymous.put(path, body).set('Cookie', cookie),
    patch: (path, body) => app.anonymous.patch(path, body).set('Cookie', cookie),
    delete: (path) => app.anonymous.delete(path).set('Cookie', cookie),
  });

  /** The newest mail to this address, as the operator reads it. */
  async function mailTo(address: string): Promise<{ subject: string; token: string; count: number }> {
    await app.kontor.app.get(MailDelivery).idle();
    const operator = await app.signIn(at('operator'));
    const { items } = MailPage.parse((await operator.get('/operator/mail?limit=100').expect(200)).body);
    const own = items.filter(({ to }) => to === address);
    const token = /#token=([\w-]+)/.exec(own[0]?.text ?? '')?.[1] ?? '';
    return { subject: own[0]?.subject ?? '', token, count: own.length };
  }

  describe('signing in', () => {
    it('hands out an opaque cookie that scripts cannot read and foreign pages cannot send', async () => {
      const answer = await app.anonymous
        .post('/session', { email: ' Coordinator@Demo.Kontor.Example ', password: DEMO })
        .expect(200);
      expect(Me.parse(answer.body)).toMatchObject({ email: at('coordinator'), isOperator: false });
      expect(setCookie(answer)).toMatch(
        /^kontor_session=[\w-]{43}; Max-Age=5184000; Path=\/; HttpOnly; SameSite=Lax$/,
      );
      expect(JSON.stringify(answer.body)).not.toMatch(/argon2|passwordHash|digest/);
    });

    it('never takes over a session that the browser brought along, and ends it', async () => {
      const fixed = 'kontor_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
      const first = await raw(fixed)
        .post('/session', { email: at('member'), password: DEMO })
        .expect(200);
      expect(sessionCookie(first)).not.toBe(fixed);
      await raw(fixed).get('/me').expect(401);
      const second = await raw(sessionCookie(first))
        .post('/session', { email: at('member'), password: DEMO })
        .expect(200);
      expect(sessionCookie(second)).not.toBe(sessionCookie(first));
      await raw(sessionCookie(first)).get('/me').expect(401);
      await raw(sessionCookie(second)).get('/me').expect(200);
    });

    it('counts two cookies of the name as none', async () => {
      const { cookie } = await app.signIn(at('member'));
      await raw(`kontor_session=tossed-in-by-a-neighbour; ${cookie}`).get('/me').expect(401);
    });

    it('says the same for an unknown address and a wrong password', async () => {
      const unknown = await app.anonymous.post('/session', { email: 'nobody@city.example', password: DEMO });
      const wrong = await app.anonymous.post('/session', { email: at('reviewer'), password: OTHER });
      expect(unknown.status).toBe(401);
      expect(unknown.body).toEqual(wrong.body);
    });

    it.each([
      ['an operator for an address', { email: { $ne: null }, password: DEMO }],
      ['an operator for a password', { email: at('coordinator'), password: { $gt: '' } }],
      ['a list', { email: [at('coordinator')], password: DEMO }],
      ['a field that is not of this request', { email: at('coordinator'), password: DEMO, isOperator: true }],
      ['nothing', {}],
    ])('refuses %s with 422, naming the field', async (_what, body) => {
      const answer = await app.anonymous.post('/session', body).expect(422);
      expect(code(answer)).toBe('invalid-input');
      expect((answer.body as { errors: { field: string }[] }).errors[0]?.field).not.toBe('');
      expect(answer.headers['set-cookie']).toBeUndefined();
    });

    it('refuses writes without the header, from a foreign origin and from none (null)', async () => {
      const { cookie } = await app.signIn(at('member'));
      const bare = () => supertest(app.url).delete('/api/v1/session').set('Cookie', cookie);
      expect(code(await bare().expect(403))).toBe('cross-site-request');
      for (const origin of ['https://evil.example', 'null', `${app.url}.evil.example`, `${app.url}0`]) {
        const answer = await bare().set('X-Kontor-Request', '1').set('Origin', origin).expect(403);
        expect(code(answer)).toBe('cross-site-request');
      }
      await raw(cookie).get('/me').expect(200);
      await bare().set('X-Kontor-Request', '1').set('Origin', app.url).expect(204);
      await raw(cookie).get('/me').expect(401);
    });
  });

  describe('the own account', () => {
    it('changes name, language and look, and nothing that is not offered', async () => {
      const me = await app.signIn(at('reviewer'));
      const changed = await me.patch('/me', {
        name: 'Demo Reviewer, Renamed',
        theme: 'dark',
        language: 'de',
      });
      expect(Me.parse(changed.body)).toMatchObject({
        name: 'Demo Reviewer, Renamed',
        theme: 'dark',
        language: 'de',
      });
      const fields = ['isOperator', 'email', 'id', '_id', 'passwordHash', 'sessionEpoch', 'disabledAt', 'organisationId', 'identities']; // prettier-ignore
      for (const field of fields) {
        const answer = await me.patch('/me', { [field]: true }).expect(422);
        expect(answer.body).toMatchObject({ errors: [{ field, rule: 'unknown-field' }] });
      }
      const proto = await supertest(app.url)
        .patch('/api/v1/me')
        .set({ Cookie: me.cookie, 'X-Kontor-Request': '1', 'content-type': 'application/json' })
        .send('{"__proto__":{"isOperator":true}}');
      expect([400, 422]).toContain(proto.status);
      expect(Me.parse((await me.get('/me')).body).isOperator).toBe(false);
      await me.patch('/me', { name: 'Evil <b>' }).expect(422);
      await me.patch('/me', { name: 'Two\nlines' }).expect(422);
    });

    it('lists its sessions, ends one of them, and none of somebody else', async () => {
      const here = await app.signIn(at('editor.tampere'));
      const there = await app.signIn(at('editor.tampere'));
      const stranger = await app.signIn(at('member'));
      const { items } = SessionPage.parse((await here.get('/me/sessions').expect(200)).body);
      expect(items.filter(({ current }) => current)).toHaveLength(1);
      const other = items.find(({ current }) => !current)?.id ?? '';
      await stranger.delete(`/me/sessions/${other}`).expect(404);
      await there.get('/me').expect(200);
      for (const { id } of items.filter(({ current }) => !current)) {
        await here.delete(`/me/sessions/${id}`).expect(204);
      }
      await there.get('/me').expect(401);
      await here.get('/me').expect(200);
      await here.delete('/me/sessions/../session').expect(404);
      await here.delete(`/me/sessions/${other.toUpperCase()}x`).expect(422);
    });

    it('signs out everywhere', async () => {
      const one = await app.signIn(at('editor.tampere'));
      const two = await app.signIn(at('editor.tampere'));
      const answer = await one.delete('/sessions').expect(204);
      expect(setCookie(answer)).toMatch(/^kontor_session=; Max-Age=0/);
      await one.get('/me').expect(401);
      await two.get('/me').expect(401);
    });

    it('changes the password: others are out, this browser goes on with a new cookie', async () => {
      const here = await app.signIn(at('decision-maker.kortrijk'));
      const there = await app.signIn(at('decision-maker.kortrijk'));
      const wrong = await here
        .post('/me/password', { currentPassword: OTHER, newPassword: GOOD })
        .expect(422);
      expect(code(wrong)).toBe('wrong-current-password');
      for (const newPassword of ['password123', 'kontor-demo', 'decision-maker.kortrijk']) {
        const weak = await here.post('/me/password', { currentPassword: DEMO, newPassword }).expect(422);
        expect(weak.body).toMatchObject({ code: 'weak-password', errors: [{ field: 'newPassword' }] });
      }
      const answer = await here
        .post('/me/password', { currentPassword: DEMO, newPassword: GOOD })
        .expect(204);
      await there.get('/me').expect(401);
      await here.get('/me').expect(401);
      await raw(sessionCookie(answer)).get('/me').expect(200);
      await app.anonymous
        .post('/session', { email: at('decision-maker.kortrijk'), password: DEMO })
        .expect(401);
      await app.signIn(at('decision-maker.kortrijk'), GOOD);
    });
  });

  describe('a new password by mail', () => {
    it('answers alike and equally slowly whether the address is known or not', async () => {
      const ask = async (email: string) => {
        const started = performance.now();
        const answer = await app.anonymous.post('/password-resets', { email }).expect(202);
        return { text: answer.text, ms: performance.now() - started };
      };
      const known = await ask(at('member'));
      const unknown = await ask('nobody@city.example');
      expect(unknown.text).toBe(known.text);
      expect(Math.min(known.ms, unknown.ms)).toBeGreaterThan(390);
      expect((await mailTo('nobody@city.example')).count).toBe(0);
      expect((await mailTo(at('member'))).subject).toBe('Set a new password for Kontor');
    });

    it('works once, signs in here and ends all other sessions', async () => {
      const email = at('member');
      const before = await app.signIn(email);
      await app.anonymous.post('/password-resets', { email }).expect(202);
      const { token } = await mailTo(email);
      const weak = await app.anonymous.post('/password-resets/complete', { token, password: 'password123' });
      expect(code(weak)).toBe('weak-password');
      const done = await app.anonymous
        .post('/password-resets/complete', { token, password: GOOD })
        .expect(204);
      await before.get('/me').expect(401);
      await raw(sessionCookie(done)).get('/me').expect(200);
      const again = await app.anonymous
        .post('/password-resets/complete', { token, password: OTHER })
        .expect(410);
      expect(code(again)).toBe('token-used-or-expired');
      await app.signIn(email, GOOD);
    });

    it('is void when a second was sent and when it is 61 minutes old', async () => {
      const email = at('editor.kortrijk');
      await app.anonymous.post('/password-resets', { email }).expect(202);
      const first = await mailTo(email);
      await app.anonymous.post('/password-resets', { email }).expect(202);
      const second = await mailTo(email);
      expect(second.token).not.toBe(first.token);
      const complete = (token: string) =>
        app.anonymous.post('/password-resets/complete', { token, password: GOOD });
      await complete(first.token).expect(410);
      clock.push(61 * MINUTE);
      await complete(second.token).expect(410);
      await app.signIn(email);
    });
  });

  describe('the operator', () => {
    it('has a desk that is not there for others', async () => {
      const member = await app.signIn(at('coordinator'));
      for (const path of ['/operator/mail', '/operator/people']) {
        await member.get(path).expect(404);
        await app.anonymous.get(path).expect(401);
      }
      await member.post('/operator/people/0123456789abcdef01234567/disable').expect(404);
    });

    it('pages through the accounts and sees no secret', async () => {
      const operator = await app.signIn(at('operator'));
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const answer = await operator.get(`/operator/people?limit=3${query}`).expect(200);
        expect(answer.text).not.toMatch(/argon2|passwordHash|sessionEpoch/);
        const page = AccountPage.parse(answer.body);
        seen.push(...page.items.map(({ email }) => email));
        cursor = page.nextCursor;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toContain(at('coordinator'));
      await operator.get('/operator/people?cursor=%24ne').expect(422);
      await operator.get('/operator/people?limit[$gt]=1').expect(422);
    });

    it('disables an account: out at once, no way in until enabled; not their own', async () => {
      const operator = await app.signIn(at('operator'));
      const victim = await app.signIn(at('editor.tampere'));
      const { id } = Me.parse((await victim.get('/me')).body);
      await operator.post(`/operator/people/${id}/disable`).expect(204);
      await victim.get('/me').expect(401);
      await app.anonymous.post('/session', { email: at('editor.tampere'), password: DEMO }).expect(401);
      await operator.post(`/operator/people/${id}/enable`).expect(204);
      await victim.get('/me').expect(401);
      await app.signIn(at('editor.tampere'));
      const self = Me.parse((await operator.get('/me')).body);
      const refused = await operator.post(`/operator/people/${self.id}/disable`).expect(403);
      expect((refused.body as { rule: string }).rule).toMatch(/^P-\d+$/);
    });
  });

  it('tells anyone what this installation is, with its demo accounts', async () => {
    const instance = Instance.parse((await app.anonymous.get('/instance').expect(200)).body);
    expect(instance).toMatchObject({ demo: true, setUpNeeded: false, demoPassword: DEMO });
    expect(instance.demoAccounts.map(({ email }) => email)).toContain(at('coordinator'));
    const late = { name: 'Late Comer', email: 'late@city.example', password: GOOD, language: 'en' };
    expect(code(await app.anonymous.post('/set-up', late).expect(409))).toBe('already-set-up');
  });
});

describe('sign-in limits', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await bootTestApp();
  });
  afterEach(() => app.close());

  it('answer 429 from the eleventh attempt at an account, whatever address the request claims to come from', async () => {
    const email = at('coordinator');
    const guess = (n: number) =>
      app.anonymous.post('/session', { email, password: `${OTHER} ${n}` }).set({
        'X-Forwarded-For': `10.0.0.${n}`,
        'CF-Connecting-IP': `10.0.0.${n}`,
        Forwarded: `for=10.0.0.${n}`,
      });
    for (let n = 0; n < 10; n += 1) await guess(n).expect(401);
    const refused = await app.anonymous.post('/session', { email, password: DEMO }).expect(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
    expect((refused.body as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(800);
    await app.signIn(at('editor.kortrijk'));
    await app.anonymous.post('/password-resets', { email }).expect(202);
  });

  it('answer 429 after a hundred failures from one address at many accounts', async () => {
    const guess = (n: number) =>
      app.anonymous
        .post('/session', { email: `guess-${n}@city.example`, password: OTHER })
        .set('X-Forwarded-For', `10.0.0.${n}`);
    const answers = await Promise.all(Array.from({ length: 104 }, (_, n) => guess(n)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(100);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(4);
  });
});

describe('an empty installation', () => {
  const first = { name: 'First Operator', email: 'first@city.example', password: GOOD, language: 'de' };

  it('is set up by exactly one, who is signed in as operator', async () => {
    const app = await bootTestApp({ demo: false });
    expect(Instance.parse((await app.anonymous.get('/instance')).body)).toMatchObject({
      demo: false,
      setUpNeeded: true,
      demoAccounts: [],
      demoPassword: null,
    });
    expect(
      code(await app.anonymous.post('/set-up', { ...first, password: 'Welcome2026!' }).expect(422)),
    ).toBe('weak-password');
    const answers = await Promise.all(
      [1, 2, 3].map((n) => app.anonymous.post('/set-up', { ...first, email: `first-${n}@city.example` })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
    const won = answers.find(({ status }) => status === 201);
    if (won === undefined) throw new Error('nobody won');
    expect(Me.parse(won.body)).toMatchObject({ isOperator: true, abilities: { managePeople: true } });
    await app.anonymous.get('/me').set('Cookie', sessionCookie(won)).expect(200);
    expect(Instance.parse((await app.anonymous.get('/instance')).body).setUpNeeded).toBe(false);
    await app.close();
  });

  it('in production shows no outbox, and sets Secure when its address is https', async () => {
    const app = await bootTestApp({
      demo: false,
      env: { NODE_ENV: 'production', KONTOR_PUBLIC_URL: 'https://kontor.example' },
    });
    const answer = await app.anonymous.post('/set-up', first).expect(201);
    expect(setCookie(answer)).toMatch(/; HttpOnly; SameSite=Lax; Secure$/);
    await app.anonymous.get('/operator/mail').set('Cookie', sessionCookie(answer)).expect(404);
    await app.close();
  });
});
