import { Me, PersonEntryPage, PersonProfile, Problem } from '@kontor/contracts';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { CALLERS, castOf, demo, type Cast } from '../support/cast.js';

const CANARY = 'CANARY-4e1f';

describe('people over HTTP', () => {
  let app: TestApp;
  let cast: Cast;
  let reviewer: Caller;

  beforeAll(async () => {
    app = await bootTestApp();
    cast = await castOf(app);
    reviewer = await app.signIn(demo('reviewer'));
  });
  afterAll(() => app.close());

  const list = async (who: Caller, query = '') =>
    PersonEntryPage.parse((await who.get(`/people?limit=100${query}`).expect(200)).body).items;
  const names = async (who: Caller, query = '') => (await list(who, query)).map(({ name }) => name);
  const idOf = async (who: Caller) => Me.parse((await who.get('/me').expect(200)).body).id;
  const profileOf = async (reader: Caller, id: string) =>
    PersonProfile.parse((await reader.get(`/people/${id}`).expect(200)).body);
  const tell = async (who: Caller, change: object) =>
    PersonProfile.parse((await who.patch('/me/profile', change).expect(200)).body);

  it('[P-130, P-18] shows officials everybody, members whom they share a workspace with, others nobody', async () => {
    expect((await list(cast.coordinator)).length).toBeGreaterThanOrEqual(20);
    expect(await names(cast.outsider)).toContain('Demo Operator');
    const seen = await names(cast.member);
    expect(seen).toContain('Demo Editor, Kortrijk');
    expect(seen).not.toContain('Demo Editor, Norfolk');
    expect(await names(reviewer)).toEqual([]);
    expect(await names(cast.operator)).toEqual([]);
    const problem = Problem.parse((await app.anonymous.get('/people').expect(401)).body);
    expect(problem.code).toBe('not-signed-in');
  });

  it('[P-130] a person is there or not, alike in the list and on the page, whatever the filter', async () => {
    const hidden = await app.signIn(demo('editor.norfolk'));
    await tell(hidden, { about: CANARY, expertise: [CANARY], jobTitle: CANARY });
    const id = await idOf(hidden);
    const statuses = await Promise.all(
      CALLERS.map(async (who) => (await cast[who].get(`/people/${id}`)).status),
    );
    // coordinator, editor, decision-maker, member, outsider (an official elsewhere), operator, anonymous
    expect(statuses).toEqual([200, 200, 200, 404, 200, 404, 401]);
    const north = `&workspaceId=${await workspaceOf(hidden)}`;
    for (const query of [
      '',
      '&q=norfolk',
      `&expertise=${CANARY}`,
      '&language=en',
      '&topic=user-research',
      north,
    ]) {
      const answer = await cast.member.get(`/people?limit=100${query}`).expect(200);
      expect([query, JSON.stringify(answer.body)]).toEqual([query, expect.not.stringContaining(CANARY)]);
      expect([query, JSON.stringify(answer.body)]).toEqual([query, expect.not.stringContaining('Norfolk')]);
    }
    expect(await names(cast.coordinator, `&expertise=${CANARY.toLowerCase()}`)).toEqual([
      'Demo Editor, Norfolk',
    ]);
    const nobody = await cast.member.get('/people/0123456789abcdef01234567').expect(404);
    const refused = await cast.member.get(`/people/${id}`).expect(404);
    expect({ ...Problem.parse(refused.body), traceId: null }).toEqual({
      ...Problem.parse(nobody.body),
      traceId: null,
    });
  });

  it('narrows by the beginning of a name, city, language, topic and workspace, and pages without a gap', async () => {
    expect(await names(cast.coordinator, '&q=skersons')).toEqual(['Demo Łukasz Šķērsons-Ōbergsson']);
    expect(await names(cast.coordinator, '&q=(')).toEqual([]);
    const kortrijk = (await list(cast.coordinator, '&q=kortrijk')).find(
      ({ cityId }) => cityId !== null,
    )?.cityId;
    expect(await names(cast.coordinator, `&cityId=${kortrijk}&language=fr`)).toEqual([
      'Demo Decision Maker, Kortrijk',
      'Demo Editor, Kortrijk',
    ]);
    expect(await names(cast.coordinator, '&topic=deliberation')).toEqual([
      'Demo Editor, Göteborg',
      'Demo Editor, Osterholz-Scharmbeck',
      'Demo Editor, Tartu',
    ]);
    expect(await names(cast.coordinator, `&workspaceId=${cast.workspaceId}`)).toHaveLength(4);
    expect(await names(cast.outsider, `&workspaceId=${cast.workspaceId}`)).toEqual([]);
    const whole = await names(cast.coordinator);
    const paged: string[] = [];
    for (let cursor = ''; ;) {
      const answer = await cast.coordinator
        .get(`/people?limit=7${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      const page = PersonEntryPage.parse(answer.body);
      paged.push(...page.items.map(({ name }) => name));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole);
  });

  it('[P-13] everybody tells of themselves, and others read it at once', async () => {
    const id = await idOf(cast.editor);
    const told = await tell(cast.editor, {
      jobTitle: 'Clerk',
      languages: [{ language: 'nl', level: 'native' }],
      expertise: ['Öffnung', 'offnung', 'Maps'],
      orcid: 'https://orcid.org/0000-0002-1825-0097',
      availability: 'away',
      awayUntil: '2999-01-01',
      timeZone: 'Europe/Lisbon',
    });
    const seen = await profileOf(cast.member, id);
    expect(seen).toMatchObject({
      jobTitle: 'Clerk',
      expertise: ['Öffnung', 'Maps'],
      orcid: '0000-0002-1825-0097',
      availability: 'away',
      awayUntil: '2999-01-01',
      timeZone: 'Europe/Lisbon',
      isSelf: false,
      abilities: { edit: false },
    });
    expect(told.abilities.edit).toBe(true);
    expect(seen.workspaces.map(({ id: workspace }) => workspace)).toContain(cast.workspaceId);
    expect(JSON.stringify(seen)).not.toContain('@');
    // What is not named stays; coming back ends the absence.
    const back = await tell(cast.editor, { availability: 'open', timeZone: null });
    expect(back).toMatchObject({ jobTitle: 'Clerk', awayUntil: null, timeZone: 'Europe/Brussels' });
    expect((await app.anonymous.patch('/me/profile', { about: 'x' })).status).toBe(401);
  });

  it.each([
    [{ orcid: '0000-0002-1825-0098' }, 'orcid'],
    [{ timeZone: 'Europe/Kontor' }, 'timeZone'],
    [{ languages: [{ language: 'tlh', level: 'native' }] }, 'language'],
    [{ about: '<b>me</b>' }, 'about'],
    [{ availability: 'open', awayUntil: '2999-01-01' }, 'awayUntil'],
    [{ id: 'x' }, ''],
  ])('refuses %j and names the field', async (change, field) => {
    const problem = Problem.parse((await cast.member.patch('/me/profile', change).expect(422)).body);
    expect(problem.code).toBe('invalid-input');
    expect(problem.errors?.some((fault) => fault.field.endsWith(field))).toBe(true);
  });

  const workspaceOf = async (who: Caller): Promise<string> => {
    const { items } = (await who.get('/workspaces').expect(200)).body as { items: { id: string }[] };
    return items[0]?.id ?? '';
  };
});
