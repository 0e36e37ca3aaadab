import { randomBytes } from 'node:crypto';
import {
  ActivityPage,
  Commitment,
  CommitmentPage,
  MailPage,
  Me,
  PracticeDocument,
  Problem,
  SearchAnswer,
} from '@kontor/contracts';
import { ActivityKeeping } from '../../apps/api/src/activity/activity-keeping.js';
import { SearchFollower } from '../../apps/api/src/search/search-follower.js';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { CALLERS, castOf, demo, invitationToken, type Cast } from '../support/cast.js';
import { notices, told } from '../support/talk.js';

const CANARY = 'CANARY-77ab';
const hex = () => randomBytes(12).toString('hex');
const NOW = new Date('2026-11-29T10:00:00Z');

describe('commitments over HTTP', () => {
  let app: TestApp;
  let cast: Cast;
  let kortrijk: string;
  /** Decision-maker of another organisation in the same workspace. */
  let foreigner: Caller;
  let now = NOW;

  beforeAll(async () => {
    app = await bootTestApp({ clock: { now: () => now } });
    cast = await castOf(app);
    kortrijk = await organisationOf(cast.editor);
    foreigner = await invite('decision-maker.tallinn', 'decision-maker');
  });
  afterAll(() => app.close());
  beforeEach(() => {
    now = NOW;
  });

  const organisationOf = async (who: Caller) =>
    Me.parse((await who.get('/me').expect(200)).body).affiliation?.organisationId ?? '';
  const invite = async (who: string, role: string) => {
    const caller = await app.signIn(demo(who));
    await cast.coordinator
      .post(`/workspaces/${cast.workspaceId}/invitations`, { email: demo(who), role })
      .expect(201);
    const token = await invitationToken(cast.operator, demo(who));
    await caller.post('/invitations/accept', { token }).expect(200);
    return caller;
  };
  const words = (given: object = {}) => ({
    organisationId: kortrijk,
    title: 'We share our web platform',
    text: 'Any partner may use it.\n\nWe answer questions within a week.',
    topics: ['shared-service'],
    from: '2026-01-01',
    until: '2026-12-31',
    ...given,
  });
  const parse = (answer: { body: unknown }) => Commitment.parse(answer.body);
  const inside = (rest = '') => `/workspaces/${cast.workspaceId}/commitments${rest}`;
  const prepare = async (who: Caller, given: object = {}) =>
    parse(await who.put(inside(`/${hex()}`), words(given)).expect(200));
  const prepareIn = async ({ editor, workspaceId }: Cast, given: object = {}) =>
    parse(await editor.put(`/workspaces/${workspaceId}/commitments/${hex()}`, words(given)).expect(200));
  const at = ({ id }: Commitment, rest = '') => `/commitments/${id}${rest}`;
  const read = async (who: Caller, one: Commitment) => parse(await who.get(at(one)).expect(200));
  const sign = async (one: Commitment, who = cast['decision-maker']) =>
    parse(await who.post(at(one, '/sign'), { hash: one.hash }).expect(200));
  const prove = async (one: Commitment) =>
    parse(
      await cast.editor
        .put(at(one, '/proofs'), {
          revision: one.revision,
          proofs: [{ url: 'https://kortrijk.example/platform' }],
        })
        .expect(200),
    );
  const reword = async (one: Commitment, given: object) =>
    parse(await cast.editor.patch(at(one), { revision: one.revision, ...given }).expect(200));
  const titles = async (who: Caller, query = '') =>
    CommitmentPage.parse((await who.get(inside(`?limit=100${query}`)).expect(200)).body).items.map(
      ({ title }) => title,
    );
  const problem = (answer: { body: unknown }) => Problem.parse(answer.body);

  // Columns: coordinator, editor, decision-maker, member, outsider, operator, anonymous.
  type Row = [method: 'get' | 'post' | 'patch' | 'put', path: string, body: object, expected: number[]];
  const PREPARED: Row[] = [
    ['get', '', {}, [200, 200, 200, 404, 404, 404, 401]],
    ['patch', '', { revision: 0, title: 'Other' }, [200, 200, 403, 404, 404, 404, 401]],
    ['put', '/proofs', { revision: 0, proofs: [] }, [200, 200, 403, 404, 404, 404, 401]],
    ['post', '/sign', { hash: 'HASH' }, [403, 403, 200, 404, 404, 404, 401]],
    ['post', '/withdraw', { revision: 0 }, [200, 200, 200, 404, 404, 404, 401]],
  ];
  const SIGNED: Row[] = [
    ['get', '', {}, [200, 200, 200, 200, 404, 404, 401]],
    ['patch', '', { revision: 2, title: 'Other' }, [200, 200, 403, 403, 404, 404, 401]],
    ['post', '/sign', { hash: 'HASH' }, [403, 403, 200, 403, 404, 404, 401]],
    ['post', '/keep', { revision: 2 }, [200, 200, 200, 403, 404, 404, 401]],
    ['post', '/withdraw', { revision: 2 }, [403, 403, 200, 403, 404, 404, 401]],
  ];
  const check = async ([method, path, sent, expected]: Row, make: () => Promise<Commitment>) => {
    const answers: [string, number][] = [];
    let one = await make();
    for (const who of CALLERS) {
      const body = 'hash' in sent ? { hash: one.hash } : sent;
      const call = method === 'get' ? cast[who].get(at(one)) : cast[who][method](at(one, path), body);
      const { status } = await call;
      answers.push([who, status]);
      if (method !== 'get' && status < 300) one = await make();
    }
    expect(answers).toEqual(CALLERS.map((who, n) => [who, expected[n]]));
  };
  it.each(PREPARED)('[P-112] [P-114] a prepared one: %s %s', (...row) =>
    check(row, () => prepare(cast.editor)),
  );
  it.each(SIGNED)('[P-112] [P-114] a signed one: %s %s', (...row) =>
    check(row, async () => prove(await sign(await prepare(cast.editor)))),
  );

  it('[P-112] [CM-1] is prepared by an editor for the own city, by a coordinator for any that takes part', async () => {
    const statusOf = async (who: Caller, given: object = {}) =>
      (await who.put(inside(`/${hex()}`), words(given))).status;
    const tallinn = await organisationOf(foreigner);
    expect(await statusOf(cast.editor)).toBe(200);
    expect(await statusOf(cast.editor, { organisationId: tallinn })).toBe(403);
    expect(await statusOf(cast.coordinator, { organisationId: tallinn })).toBe(200);
    expect(await statusOf(cast['decision-maker'])).toBe(403);
    expect(await statusOf(cast.member)).toBe(403);
    expect(await statusOf(cast.outsider)).toBe(404);
    expect(await statusOf(cast.anonymous)).toBe(401);
    const ghent = await organisationOf(cast.outsider);
    const refused = await cast.coordinator
      .put(inside(`/${hex()}`), words({ organisationId: ghent }))
      .expect(422);
    expect(problem(refused).errors?.[0]?.field).toBe('organisationId');
  });

  it('[P-114] the decision-maker of another city reads it, and is told by which rule they do not sign it', async () => {
    const one = await prepare(cast.editor);
    expect((await read(foreigner, one)).abilities.sign).toBe(false);
    expect((await read(cast['decision-maker'], one)).abilities.sign).toBe(true);
    const refused = problem(await foreigner.post(at(one, '/sign'), { hash: one.hash }).expect(403));
    expect(refused).toMatchObject({ code: 'forbidden', rule: 'P-114' });
    expect((await read(foreigner, one)).signatures).toEqual([]);
  });

  it('is the same however often it is sent, and no other under the same id', async () => {
    const id = hex();
    const send = (given: object = {}) => cast.editor.put(inside(`/${id}`), words(given));
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map((answer) => parse(answer).revision))).toEqual(new Set([0]));
    expect((await send({ title: 'Another' })).status).toBe(409);
    expect((await cast.coordinator.put(inside(`/${id}`), words())).status).toBe(409);
  });

  it('[CM-11] names the field of what cannot be taken', async () => {
    const faultOf = async (answer: Promise<{ body: unknown }>) => problem(await answer).errors?.[0]?.field;
    const put = async (given: object) =>
      faultOf(Promise.resolve(cast.editor.put(inside(`/${hex()}`), words(given)).expect(422)));
    expect(await put({ until: '2025-12-31' })).toBe('until');
    expect(await put({ from: '2026-02-30' })).toBe('from');
    expect(await put({ title: 'x'.repeat(101) })).toBe('title');
    expect(await put({ text: 'x'.repeat(2001) })).toBe('text');
    const one = await prepare(cast.editor);
    const proof = (given: object) =>
      faultOf(
        Promise.resolve(cast.editor.put(at(one, '/proofs'), { revision: 0, proofs: [given] }).expect(422)),
      );
    expect(await proof({ url: 'http://kortrijk.example' })).toBe('proofs.0.url');
    expect(await proof({ url: 'javascript:alert(1)' })).toBe('proofs.0.url');
    expect(await proof({ note: 'Believe me.' })).toBe('proofs.0.url');
    expect(await proof({ documentId: hex() })).toBe('proofs.0.documentId');
    expect(
      await faultOf(
        Promise.resolve(cast.editor.patch(at(one), { revision: 0, until: '2025-01-01' }).expect(422)),
      ),
    ).toBe('until');
  });

  it('[CM-2] [CM-3] binds to the very words that were shown, by name, office, city and the clock of the server', async () => {
    const one = await prepare(cast.editor);
    const other = await reword(one, { text: 'Only on Mondays.' });
    const refused = problem(
      await cast['decision-maker'].post(at(one, '/sign'), { hash: one.hash }).expect(409),
    );
    expect(refused.code).toBe('stale-revision');
    expect(Commitment.parse(refused.current).text).toBe('Only on Mondays.');
    const signed = await sign(other);
    expect(signed).toMatchObject({ state: 'signed', changedSinceSigned: false });
    expect(signed.signatures).toEqual([
      {
        by: {
          userId: cast.idOf('decision-maker'),
          name: 'Demo Decision Maker, Kortrijk',
          jobTitle: expect.any(String) as string,
          role: 'decision-maker',
        },
        organisationName: 'City of Kortrijk',
        at: NOW.toISOString(),
        hash: other.hash,
        wording: {
          title: other.title,
          text: 'Only on Mondays.',
          topics: ['shared-service'],
          from: '2026-01-01',
          until: '2026-12-31',
        },
      },
    ]);
    expect((await sign(signed)).signatures).toHaveLength(1);
  });

  it('[CM-4] says that it changed since it was signed, keeps what was signed, and is whole again once signed anew', async () => {
    const signed = await sign(await prepare(cast.editor));
    const changed = await reword(signed, { text: 'Any partner may look at it.' });
    expect(changed).toMatchObject({ state: 'signed', changedSinceSigned: true });
    expect(changed.signatures[0]?.wording.text).toContain('Any partner may use it.');
    expect(await titles(cast['decision-maker'], '&show=waiting')).toContain(changed.title);
    const back = await reword(changed, { text: signed.text });
    expect(back).toMatchObject({ changedSinceSigned: false });
    const again = await sign(await reword(back, { until: null }));
    expect(again).toMatchObject({ changedSinceSigned: false, until: null });
    expect(again.signatures.map(({ wording }) => wording.until)).toEqual(['2026-12-31', null]);
  });

  it('[CM-5] [CM-6] is kept with proof, which touches no signature, and comes back when that was an error', async () => {
    const signed = await sign(await prepare(cast.editor));
    const keep = (one: Commitment) =>
      cast.editor.post(at(one, '/keep'), { revision: one.revision, note: 'Seven partners use it.' });
    expect((await keep(signed)).status).toBe(409);
    const document = PracticeDocument.parse(
      (
        await cast.editor
          .post(`/workspaces/${cast.workspaceId}/practice-documents`, { title: `Proof ${CANARY}` })
          .expect(201)
      ).body,
    );
    const proven = parse(
      await cast.editor
        .put(at(signed, '/proofs'), {
          revision: signed.revision,
          proofs: [{ documentId: document.id, note: 'Who uses it' }],
        })
        .expect(200),
    );
    expect(proven).toMatchObject({ changedSinceSigned: false, abilities: { keep: true } });
    expect(proven.proofs[0]?.documentTitle).toBe(`Proof ${CANARY}`);
    // A draft stays a draft, whoever points at it.
    expect((await read(cast.member, proven)).proofs).toEqual([
      { documentId: null, documentTitle: null, url: null, note: 'Who uses it' },
    ]);
    const kept = parse(await keep(proven).expect(200));
    expect(kept).toMatchObject({ state: 'kept', settled: { note: 'Seven partners use it.' } });
    expect((await cast.editor.patch(at(kept), { revision: kept.revision, title: 'No' })).status).toBe(409);
    const back = parse(await cast.editor.post(at(kept, '/resume'), { revision: kept.revision }).expect(200));
    expect(back).toMatchObject({ state: 'signed', settled: null });
  });

  it('[CM-6] has ended only once its last day has passed', async () => {
    const signed = await sign(await prepare(cast.editor, { until: '2026-11-29' }));
    const end = () => cast['decision-maker'].post(at(signed, '/end'), { revision: signed.revision });
    expect((await end()).status).toBe(409);
    now = new Date('2026-11-30T10:00:00Z');
    expect(await read(cast.member, signed)).toMatchObject({ isOver: true, runsOut: false });
    expect(parse(await end().expect(200))).toMatchObject({
      state: 'ended',
      settled: { by: expect.stringContaining('Demo') as string },
    });
  });

  it('[CM-8] refuses what was based on an earlier state, and gives the present one', async () => {
    const one = await prepare(cast.editor);
    await reword(one, { title: 'We share more' });
    const refused = problem(
      await cast.coordinator.patch(at(one), { revision: 0, title: 'Mine' }).expect(409),
    );
    expect(refused.code).toBe('stale-revision');
    expect(Commitment.parse(refused.current)).toMatchObject({ revision: 1, title: 'We share more' });
    const settle = await cast.editor.post(at(one, '/withdraw'), { revision: 0 }).expect(409);
    expect(problem(settle).code).toBe('stale-revision');
  });

  it('[CM-10] lists by state, city and topic, what runs out first, and to members only what was signed', async () => {
    const own = await castOf(app, 'A register of its own');
    const list = async (who: Caller, query = '') =>
      CommitmentPage.parse(
        (await who.get(`/workspaces/${own.workspaceId}/commitments?${query}`).expect(200)).body,
      );
    const put = (given: object) => prepareIn(own, given);
    await put({ title: `Prepared ${CANARY}`, until: '2026-12-01' });
    await sign(await put({ title: 'Open', until: null, topics: ['identity'] }));
    await sign(await put({ title: 'Far', until: '2027-02-28' }));
    await sign(await put({ title: 'Near', until: '2027-02-27' }));
    const gone = await put({ title: 'Gone', until: '2026-11-30' });
    await own.editor.post(at(gone, '/withdraw'), { revision: 0 }).expect(200);

    const names = async (who: Caller, query = '') => (await list(who, query)).items.map(({ title }) => title);
    expect(await names(own.editor)).toEqual([`Prepared ${CANARY}`, 'Near', 'Far', 'Open', 'Gone']);
    expect(await names(own.editor, 'show=soon')).toEqual(['Near']);
    expect(await names(own.editor, 'show=waiting')).toEqual([`Prepared ${CANARY}`]);
    expect(await names(own.editor, 'state=signed,withdrawn&topic=shared-service')).toEqual([
      'Near',
      'Far',
      'Gone',
    ]);
    const [first] = (await list(own.editor)).items;
    expect(await names(own.editor, `cityId=${first?.organisation.cityId}`)).toHaveLength(5);
    expect(await names(own.editor, `cityId=${hex()}`)).toEqual([]);
    expect(await names(own.member)).toEqual(['Near', 'Far', 'Open']);
    expect(JSON.stringify(await list(own.member))).not.toContain(CANARY);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await list(own.editor, `limit=2${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(await names(own.editor));
    const path = `/workspaces/${own.workspaceId}/commitments`;
    for (const who of [own.outsider, own.operator]) await who.get(path).expect(404);
  });

  it('[CM-9] calls those who may sign, once for each time it waits, until somebody has signed', async () => {
    const one = await prepare(cast.editor, { title: 'Sign me' });
    const calls = async (who: Caller) =>
      (await notices(who)).filter(({ commitmentId }) => commitmentId === one.id);
    const signer = cast['decision-maker'];
    await told(app);
    expect(await calls(signer)).toMatchObject([{ kind: 'signature', title: 'Sign me', read: false }]);
    for (const who of [foreigner, cast.coordinator, cast.editor]) expect(await calls(who)).toEqual([]);
    const other = await reword(one, { text: 'In other words.' });
    await told(app);
    expect(await calls(signer)).toMatchObject([{ count: 1 }]);
    const signed = await sign(other);
    expect(await calls(signer)).toMatchObject([{ read: true }]);
    await reword(signed, { text: 'In yet other words.' });
    await told(app);
    expect(await calls(signer)).toMatchObject([{ read: false }, { read: true }]);
    const { items } = MailPage.parse((await cast.operator.get('/operator/mail?limit=100').expect(200)).body);
    const mails = items.filter(({ subject }) => subject.includes('waits for your signature'));
    expect(mails.map(({ to, text }) => [to, text.includes('/commitments/')])).toContainEqual([
      demo('decision-maker.kortrijk'),
      true,
    ]);
  });

  it('[P-131] is told in the activity by its city, to members only once it was signed', async () => {
    const own = await castOf(app, 'A place where things happen');
    const said = async (who: Caller) => {
      await app.kontor.app.get(ActivityKeeping).settled();
      const path = `/workspaces/${own.workspaceId}/activity?show=commitments`;
      return ActivityPage.parse((await who.get(path).expect(200)).body)
        .items.map(({ kind, place, commitment }) => `${place?.name}: ${kind} ${commitment?.title}`)
        .toSorted();
    };
    const one = await prepareIn(own);
    expect(await said(own.editor)).toEqual(['Kortrijk: commitment-prepared We share our web platform']);
    expect(await said(own.member)).toEqual([]);
    await sign(one);
    expect(await said(own.member)).toEqual([
      'Kortrijk: commitment-prepared We share our web platform',
      'Kortrijk: commitment-signed We share our web platform',
    ]);
  });

  it('[P-120] is found by its words, by members once it was signed', async () => {
    const find = async (who: Caller) => {
      await app.kontor.app.get(SearchFollower).settle();
      const { items } = SearchAnswer.parse((await who.get('/search?q=herringbone').expect(200)).body);
      return items.map(({ kind, title }) => `${kind}: ${title.text}`);
    };
    const one = await prepare(cast.editor, { text: 'A herringbone of small steps.' });
    expect(await find(cast['decision-maker'])).toEqual(['commitment: We share our web platform']);
    expect(await find(cast.member)).toEqual([]);
    expect(await find(cast.outsider)).toEqual([]);
    await sign(one);
    expect(await find(cast.member)).toEqual(['commitment: We share our web platform']);
    await reword(await read(cast.editor, one), { text: 'Nothing of that kind.' });
    expect(await find(cast.editor)).toEqual([]);
  });

  it('[P-5] rests with its workspace', async () => {
    const own = await castOf(app, 'Soon in the archive');
    const one = await prepareIn(own);
    await own.coordinator.post(`/workspaces/${own.workspaceId}/archive`).expect(200);
    for (const answer of [
      await own['decision-maker'].post(at(one, '/sign'), { hash: one.hash }),
      await own.editor.patch(at(one), { revision: 0, title: 'Late' }),
      await own.editor.put(at(one, '/proofs'), { revision: 0, proofs: [] }),
      await own.editor.put(`/workspaces/${own.workspaceId}/commitments/${hex()}`, words()),
    ]) {
      expect([answer.status, problem(answer).code]).toEqual([409, 'workspace-archived']);
    }
    const still = parse(await own.editor.get(at(one)).expect(200));
    expect(Object.values(still.abilities)).not.toContain(true);
  });
});
