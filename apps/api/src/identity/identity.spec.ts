import { createHash, randomBytes } from 'node:crypto';
import { UserId } from '@kontor/contracts';
import {
  AccountOpening,
  EventBus,
  PasswordChange,
  PasswordReset,
  PasswordSignIn,
  PeopleAdministration,
  SessionAuthentication,
  Sessions,
  type DomainEvent,
  type Memberships,
  type OutgoingMail,
  type Person,
} from '@kontor/domain';
import { ensureIndexes, MongoAccounts, MongoPlaces, MongoSessions } from '@kontor/persistence';
import { testDatabase } from '@kontor/testing';
import mongoose from 'mongoose';
import { Argon2Hasher } from './argon2-hasher.js';
import { AttemptCounter } from './attempt-counter.js';

const database = testDatabase();
const GOOD = 'rowing past seven grey herons';
const OTHER = 'a kettle on the blue stove';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const ids = { next: () => new mongoose.Types.ObjectId().toHexString() };
const tokens = {
  create: () => randomBytes(32).toString('base64url'),
  digest: (token: string) => createHash('sha256').update(token).digest('hex'),
};
const nobodyCoordinates: Memberships = {
  roleOf: async () => null,
  rolesOf: async () => [],
  coordinatesSomewhere: async () => false,
};

/** The whole of identity over the real database and hash; only time is ours. */
function house() {
  let now = Date.parse('2031-03-01T08:00:00Z');
  const clock = { now: () => new Date(now) };
  const events = new EventBus();
  const heard: DomainEvent[] = [];
  events.subscribe((event) => heard.push(event));
  const mails: OutgoingMail[] = [];
  const mailer = { queue: async (mail: OutgoingMail) => void mails.push(mail) };
  const accounts = new MongoAccounts(database.connection);
  const hasher = new Argon2Hasher();
  const attempts = new AttemptCounter(tokens.digest);
  const sessions = new Sessions(new MongoSessions(database.connection), accounts, tokens, ids, clock, events);
  return {
    advance: (ms: number) => void (now += ms),
    heard,
    mails,
    accounts,
    sessions,
    opening: new AccountOpening(accounts, hasher, ids, clock, new MongoPlaces(database.connection)),
    signIn: new PasswordSignIn(accounts, hasher, attempts, clock),
    change: new PasswordChange(accounts, hasher, attempts, sessions),
    reset: new PasswordReset(
      accounts,
      hasher,
      attempts,
      sessions,
      { mailer, base: () => 'https://kontor.example' },
      { tokens, clock },
    ),
    people: new PeopleAdministration(accounts, sessions, clock, events),
    door: new SessionAuthentication(sessions, nobodyCoordinates),
  };
}

let count = 0;
async function aPerson(kontor: ReturnType<typeof house>, password = GOOD) {
  count += 1;
  const email = `person-${count}-${process.pid}@city.example`;
  const card = await kontor.opening.open({
    name: `Somebody Number${count}`,
    email,
    password,
    language: 'en',
    organisationId: null,
  });
  return card;
}

async function signedIn(
  kontor: ReturnType<typeof house>,
  userId: UserId,
): Promise<Person & { token: string }> {
  const { token } = await kontor.sessions.start(userId, 'a browser');
  const person = await kontor.door.actorOf(token);
  if (person.kind !== 'person') throw new Error('the session does not count');
  return { ...person, token };
}

const tokenIn = (mail: OutgoingMail | undefined): string =>
  /#token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
const failure = (code: string) => expect.objectContaining({ code });

beforeAll(async () => {
  await ensureIndexes(database.connection);
});

describe('signing in', () => {
  it('takes the right password and says the same for a wrong one, an unknown address and a disabled account', async () => {
    const kontor = house();
    const person = await aPerson(kontor);
    expect((await kontor.signIn.verify({ email: person.email, password: GOOD }, '::1')).id).toBe(person.id);
    await kontor.accounts.setDisabled(person.id, new Date());
    const tries = await Promise.allSettled([
      kontor.signIn.verify({ email: person.email, password: GOOD }, '::1'),
      kontor.signIn.verify({ email: person.email, password: OTHER }, '::1'),
      kontor.signIn.verify({ email: 'nobody@city.example', password: GOOD }, '::1'),
    ]);
    expect(tries).toEqual(tries.map(() => ({ status: 'rejected', reason: failure('wrong-credentials') })));
  });

  it('stops guessing at one account after ten attempts, also with the right password and in parallel', async () => {
    const kontor = house();
    const { email } = await aPerson(kontor);
    const guesses = Array.from({ length: 30 }, (_, i) =>
      kontor.signIn.verify({ email, password: `${OTHER} ${i}` }, `10.0.0.${i}`).catch((e: unknown) => e),
    );
    const codes = (await Promise.all(guesses)).map((e) => (e as { code: string }).code);
    expect(codes.filter((code) => code === 'wrong-credentials')).toHaveLength(10);
    expect(codes.filter((code) => code === 'too-many-attempts')).toHaveLength(20);
    await expect(kontor.signIn.verify({ email, password: GOOD }, '10.9.9.9')).rejects.toMatchObject({
      code: 'too-many-attempts',
      facts: { retryAfterSeconds: expect.any(Number) },
    });
  });

  it('keeps the way by mail open for somebody whose sign-in is being guessed at', async () => {
    const kontor = house();
    const { email, id } = await aPerson(kontor);
    for (let i = 0; i < 11; i += 1) {
      await kontor.signIn.verify({ email, password: OTHER }, '10.0.0.1').catch(() => undefined);
    }
    await kontor.reset.request(email, '10.0.0.2');
    const account = await kontor.reset.complete(tokenIn(kontor.mails[0]), OTHER, '10.0.0.2');
    expect(account.id).toBe(id);
    expect((await kontor.signIn.verify({ email, password: OTHER }, '10.0.0.2')).id).toBe(id);
  });

  it('counts only failures against a network address, so that a town hall can sign in', async () => {
    const kontor = house();
    const { email } = await aPerson(kontor);
    for (let i = 0; i < 12; i += 1) await kontor.signIn.verify({ email, password: GOOD }, '10.1.1.1');
  });
});

describe('sessions', () => {
  it('end after 14 days unused and after 60 days however used', async () => {
    const kontor = house();
    const { id } = await aPerson(kontor);
    const idle = await signedIn(kontor, id);
    const used = await signedIn(kontor, id);
    for (let day = 0; day < 59; day += 1) {
      kontor.advance(DAY);
      expect((await kontor.door.actorOf(used.token)).kind).toBe('person');
      if (day >= 13) expect((await kontor.door.actorOf(idle.token)).kind).toBe('anonymous');
    }
    kontor.advance(DAY);
    expect((await kontor.door.actorOf(used.token)).kind).toBe('anonymous');
    await kontor.sessions.sweep();
    expect(await kontor.sessions.list(id)).toEqual([]);
  });

  it('write when they were last seen at most every five minutes', async () => {
    const kontor = house();
    const { id } = await aPerson(kontor);
    const { token } = await signedIn(kontor, id);
    const seen = async () => (await kontor.sessions.list(id))[0]?.lastSeenAt.toISOString();
    kontor.advance(4 * MINUTE);
    await kontor.door.actorOf(token);
    expect(await seen()).toBe('2031-03-01T08:00:00.000Z');
    kontor.advance(2 * MINUTE);
    await kontor.door.actorOf(token);
    expect(await seen()).toBe('2031-03-01T08:06:00.000Z');
  });

  it('are void when the password they were opened with changed while signing in', async () => {
    const kontor = house();
    const person = await aPerson(kontor);
    const account = await kontor.signIn.verify({ email: person.email, password: GOOD }, '::1');
    const owner = await signedIn(kontor, person.id);
    await kontor.change.change(owner, { currentPassword: GOOD, newPassword: OTHER });
    const late = await kontor.sessions.start(account.id, 'thief', account.sessionEpoch);
    expect((await kontor.door.actorOf(late.token)).kind).toBe('anonymous');
  });

  it('all end but this one when the password changes, and this one gets a new token', async () => {
    const kontor = house();
    const { id } = await aPerson(kontor);
    const here = await signedIn(kontor, id);
    const there = await signedIn(kontor, id);
    const renewed = await kontor.change.change(here, { currentPassword: GOOD, newPassword: OTHER });
    expect((await kontor.door.actorOf(here.token)).kind).toBe('anonymous');
    expect((await kontor.door.actorOf(there.token)).kind).toBe('anonymous');
    expect(await kontor.door.actorOf(renewed.token)).toMatchObject({ userId: id, sessionId: here.sessionId });
    expect(kontor.heard).toContainEqual({
      type: 'session.ended',
      userId: id,
      sessionIds: 'all',
      except: here.sessionId,
    });
  });

  it('cannot be ended by somebody else', async () => {
    const kontor = house();
    const one = await signedIn(kontor, (await aPerson(kontor)).id);
    const other = await signedIn(kontor, (await aPerson(kontor)).id);
    await expect(kontor.sessions.end(other.userId, one.sessionId)).rejects.toEqual(failure('not-found'));
    expect((await kontor.door.actorOf(one.token)).kind).toBe('person');
  });

  it('number fifty at most: the ones unused for longest go', async () => {
    const kontor = house();
    const { id } = await aPerson(kontor);
    const first = await signedIn(kontor, id);
    for (let i = 0; i < 50; i += 1) {
      kontor.advance(1000);
      await kontor.sessions.start(id, `browser ${i}`);
    }
    expect(await kontor.sessions.list(id)).toHaveLength(50);
    expect((await kontor.door.actorOf(first.token)).kind).toBe('anonymous');
  });
});

describe('a new password by mail', () => {
  it('works once, ends all sessions and voids nothing before it is completed', async () => {
    const kontor = house();
    const { email, id } = await aPerson(kontor);
    const before = await signedIn(kontor, id);
    await kontor.reset.request(email, '::1');
    expect((await kontor.door.actorOf(before.token)).kind).toBe('person');
    const token = tokenIn(kontor.mails[0]);
    await kontor.reset.complete(token, OTHER, '::1');
    expect((await kontor.door.actorOf(before.token)).kind).toBe('anonymous');
    expect(kontor.heard).toContainEqual({ type: 'session.ended', userId: id, sessionIds: 'all' });
    await expect(kontor.reset.complete(token, GOOD, '::1')).rejects.toEqual(failure('token-used-or-expired'));
  });

  it('is void after 60 minutes, after a second request and after a change of the password', async () => {
    const kontor = house();
    const { email, id } = await aPerson(kontor);
    const refuse = (n: number) =>
      expect(kontor.reset.complete(tokenIn(kontor.mails[n]), OTHER, '::1')).rejects.toEqual(
        failure('token-used-or-expired'),
      );
    await kontor.reset.request(email, '::1');
    kontor.advance(60 * MINUTE);
    await refuse(0);
    await kontor.reset.request(email, '::1');
    await kontor.reset.request(email, '::1');
    await refuse(1);
    await kontor.change.change(await signedIn(kontor, id), {
      currentPassword: GOOD,
      newPassword: `${GOOD} two`,
    });
    await refuse(2);
  });

  it('can be completed by one of two who race', async () => {
    const kontor = house();
    const { email } = await aPerson(kontor);
    await kontor.reset.request(email, '::1');
    const token = tokenIn(kontor.mails[0]);
    const results = await Promise.allSettled([
      kontor.reset.complete(token, OTHER, '::1'),
      kontor.reset.complete(token, `${OTHER} two`, '::1'),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('leaves the last link good when somebody asks too often, and sends nothing to unknown or disabled people', async () => {
    const kontor = house();
    const { email } = await aPerson(kontor);
    for (let i = 0; i < 9; i += 1) await kontor.reset.request(email, `10.0.0.${i}`);
    await kontor.reset.request('nobody@city.example', '10.0.0.1');
    expect(kontor.mails).toHaveLength(5);
    await kontor.reset.complete(tokenIn(kontor.mails[4]), OTHER, '::1');
    const gone = await aPerson(kontor);
    await kontor.accounts.setDisabled(gone.id, new Date());
    await kontor.reset.request(gone.email, '::1');
    expect(kontor.mails).toHaveLength(5);
  });

  it('keeps the token in the link behind # and out of the database', async () => {
    const kontor = house();
    const { email } = await aPerson(kontor);
    await kontor.reset.request(email, '::1');
    expect(kontor.mails[0]?.text).toContain('https://kontor.example/reset-password#token=');
    const stored = JSON.stringify(await database.connection.collection('accounts').findOne({ email }));
    expect(stored).not.toContain(tokenIn(kontor.mails[0]));
  });
});

describe('accounts', () => {
  it('are one per address, whoever races', async () => {
    const kontor = house();
    const open = () =>
      kontor.opening.open({
        name: 'Same Address',
        email: 'same@city.example',
        password: GOOD,
        language: 'de',
        organisationId: null,
      });
    const results = await Promise.allSettled([open(), open(), open()]);
    const refused = results.flatMap((r) => (r.status === 'rejected' ? [r.reason as unknown] : []));
    expect(refused).toEqual([failure('address-in-use'), failure('address-in-use')]);
  });

  it('set-up makes exactly one operator, whoever races, and is closed afterwards', async () => {
    const kontor = house();
    expect(await kontor.opening.isSetUpNeeded()).toBe(true);
    const found = (n: number) =>
      kontor.opening.setUp({
        name: 'Desk Holder',
        email: `desk-${n}@city.example`,
        password: GOOD,
        language: 'en',
      });
    const results = await Promise.allSettled([1, 2, 3, 4].map(found));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const reasons = results.flatMap((r) => (r.status === 'rejected' ? [r.reason as unknown] : []));
    expect(reasons).toEqual(Array(3).fill(failure('already-set-up')));
    await expect(found(5)).rejects.toEqual(failure('already-set-up'));
    expect(await kontor.opening.isSetUpNeeded()).toBe(false);
  });

  it('disabled by the operator are anonymous at once and stay out; operators cannot disable themselves', async () => {
    const kontor = house();
    const person = await aPerson(kontor);
    const session = await signedIn(kontor, person.id);
    const desk = await signedIn(kontor, (await aPerson(kontor)).id);
    const operator: Person = { ...desk, isOperator: true };
    await expect(kontor.people.disable(desk, person.id)).rejects.toEqual(failure('not-found'));
    await kontor.people.disable(operator, person.id);
    expect((await kontor.door.actorOf(session.token)).kind).toBe('anonymous');
    expect(await kontor.door.personOfSession(session.sessionId)).toBeNull();
    expect(kontor.heard).toContainEqual({ type: 'access.changed', userIds: [person.id] });
    await kontor.people.enable(operator, person.id);
    expect((await kontor.door.actorOf(session.token)).kind).toBe('anonymous');
    await expect(kontor.people.disable(operator, operator.userId)).rejects.toEqual(failure('forbidden'));
    await expect(kontor.people.disable(operator, UserId.parse(ids.next()))).rejects.toEqual(
      failure('not-found'),
    );
  });
});
