import { CityDetail, CityPage, OrganisationPage, Problem } from '@kontor/contracts';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';

const at = (who: string) => `${who}@demo.kontor.example`;

describe('cities and organisations over HTTP', () => {
  let app: TestApp;
  let coordinator: Caller;
  let member: Caller;
  let reviewer: Caller;
  let operator: Caller;

  beforeAll(async () => {
    app = await bootTestApp();
    [coordinator, member, reviewer, operator] = await Promise.all([
      app.signIn(at('coordinator')),
      app.signIn(at('member')),
      app.signIn(at('reviewer')),
      app.signIn(at('operator')),
    ]);
  });
  afterAll(() => app.close());

  const cities = async (who: Caller) => CityPage.parse((await who.get('/cities').expect(200)).body).items;
  const cityOf = async (who: Caller, slug: string) => {
    const id = (await cities(who)).find((city) => city.slug === slug)?.id ?? '';
    return CityDetail.parse((await who.get(`/cities/${id}`).expect(200)).body);
  };

  it('[P-17] ask strangers to sign in', async () => {
    const id = (await cities(coordinator))[0]?.id ?? '';
    for (const path of ['/cities', `/cities/${id}`, '/organisations']) {
      const problem = Problem.parse((await app.anonymous.get(path).expect(401)).body);
      expect(problem.code).toBe('not-signed-in');
    }
  });

  it('[P-17] show every signed-in person all fifty places, by name', async () => {
    for (const who of [coordinator, member, reviewer, operator]) {
      const all = await cities(who);
      expect(all).toHaveLength(50);
      const names = all.map(({ name }) => name);
      expect(names).toEqual([...names].sort(new Intl.Collator('en').compare));
    }
  });

  it('[P-18] show a coordinator everybody and a member only whom they share a workspace with', async () => {
    const everybody = await cityOf(coordinator, 'kortrijk');
    expect(everybody.people.map(({ name }) => name)).toEqual([
      'Demo Coordinator, Kortrijk',
      'Demo Decision Maker, Kortrijk',
      'Demo Editor, Kortrijk',
    ]);
    // The member shares the eParticipation manual with the editor; the others work around the North Sea only.
    const shared = await cityOf(member, 'kortrijk');
    expect(shared.people.map(({ name }) => name)).toEqual(['Demo Editor, Kortrijk']);
    expect(shared.peopleCount).toBe(1);
    expect((await cityOf(reviewer, 'kortrijk')).people).toEqual([]);
    expect((await cityOf(operator, 'kortrijk')).people).toEqual([]);
  });

  it('[P-20] name only workspaces that the reader belongs to', async () => {
    const names = (await cityOf(coordinator, 'kortrijk')).workspaces.map(({ name }) => name);
    expect(names).toEqual(['Baltic demo centres', 'eParticipation manual', 'North Sea service transfer']);
    expect((await cityOf(member, 'kortrijk')).workspaces.map(({ name }) => name)).toEqual([
      'eParticipation manual',
    ]);
    expect((await cityOf(reviewer, 'kortrijk')).workspaces).toEqual([]);
    expect((await cityOf(operator, 'kortrijk')).workspaces).toEqual([]);
  });

  it('tell a city with its country, organisations and languages', async () => {
    const tartu = await cityOf(coordinator, 'tartu');
    expect(tartu).toMatchObject({ name: 'Tartu', country: 'EE', countryName: 'Estonia', languages: ['et'] });
    expect(tartu.organisations.map(({ name }) => name)).toEqual(['City of Tartu']);
    expect(JSON.stringify(tartu)).not.toContain('@');
  });

  it('find and page organisations, accents or none', async () => {
    const find = async (query: string) =>
      OrganisationPage.parse((await coordinator.get(`/organisations${query}`).expect(200)).body);
    expect((await find('?q=goteborg')).items.map(({ name }) => name)).toEqual(['City of Gothenburg']);
    const first = await find('?limit=30');
    expect(first.items).toHaveLength(30);
    const second = await find(`?limit=30&cursor=${first.nextCursor}`);
    expect(second.nextCursor).toBeNull();
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(39);
  });

  it('answer bad input with a problem that names field and rule', async () => {
    const faultOf = async (path: string, status: number) => {
      const answer = await coordinator.get(path).expect(status);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      return Problem.parse(answer.body);
    };
    expect((await faultOf('/cities/Tampere', 422)).errors?.[0]?.rule).toBe('invalid_format');
    expect((await faultOf('/cities?colour=red', 422)).errors?.[0]?.field).toBe('colour');
    expect((await faultOf('/organisations?limit=0', 422)).errors?.[0]?.field).toBe('limit');
    expect((await faultOf('/organisations?cursor=nonsense', 422)).errors?.[0]?.field).toBe('cursor');
    expect((await faultOf('/cities/0123456789abcdef01234567', 404)).code).toBe('not-found');
  });
});

describe('an installation without the demo', () => {
  it('has the places, and no organisation that its operator did not name', async () => {
    const app = await bootTestApp({ demo: false });
    try {
      const set = {
        name: 'First Operator',
        email: 'op@city.example',
        password: 'long and dull enough',
        language: 'en',
      };
      const answer = await app.anonymous.post('/set-up', set).expect(201);
      const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
      const get = (path: string) => app.anonymous.get(path).set('Cookie', cookie).expect(200);
      expect(CityPage.parse((await get('/cities')).body).items).toHaveLength(50);
      expect(OrganisationPage.parse((await get('/organisations')).body).items).toEqual([]);
    } finally {
      await app.close();
    }
  });
});
