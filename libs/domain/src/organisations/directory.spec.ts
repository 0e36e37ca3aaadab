import {
  CityId,
  OrganisationId,
  SessionId,
  UserId,
  WorkspaceId,
  type OrganisationType,
  type WorkspaceRole,
} from '@kontor/contracts';
import { ensureIndexes, MongoAccounts, MongoPlaces, MongoWorkspaces } from '@kontor/persistence';
import { testDatabase } from '@kontor/testing';
import { newAccount } from '../identity/account.js';
import { PeopleDirectory } from '../identity/account-opening.js';
import type { Person } from '../kernel/actor.js';
import { Directory } from './directory.js';
import { slugId } from './slug-id.js';

const AT = new Date('2026-11-22T12:00:00Z');
const city = (slug: string) => CityId.parse(slugId('city', slug));
const body = (slug: string) => OrganisationId.parse(slugId('organisation', slug));
const user = (slug: string) => UserId.parse(slugId('person', slug));
const workspace = (slug: string) => WorkspaceId.parse(slugId('workspace', slug));

/** A reader as the door builds one. */
const reader = (slug: string, isOperator = false): Person => ({
  kind: 'person',
  userId: user(slug),
  sessionId: SessionId.parse('0123456789abcdef01234567'),
  name: slug,
  organisationId: null,
  isOperator,
  disabled: false,
  coordinatesSomewhere: false,
});

describe('the directory of cities, organisations and people', () => {
  const database = testDatabase();
  let directory: Directory;

  beforeAll(async () => {
    const { connection } = database;
    await ensureIndexes(connection);
    const places = new MongoPlaces(connection);
    const accounts = new MongoAccounts(connection);
    const workspaces = new MongoWorkspaces(connection);
    directory = new Directory(places, new PeopleDirectory(accounts), workspaces);

    const place = (slug: string, name: string, endonym: string, country: string) => ({
      id: city(slug),
      slug,
      name,
      endonym,
      country,
      nuts3: null,
      nuts3Label: null,
      lat: 56,
      lon: 12,
      seaBasins: ['baltic' as const],
      sizeBand: 'M',
      languages: ['en'],
      programmes: [],
    });
    await places.addMissingCities([
      place('vaxjo', 'Växjö', 'Växjö', 'SE'),
      place('aarhus', 'Aarhus', 'Aarhus', 'DK'),
      place('gdansk', 'Gdańsk', 'Gdańsk', 'PL'),
    ]);
    const organisation = (
      slug: string,
      name: string,
      cityId: CityId | null,
      type: OrganisationType = 'city',
    ) => ({
      id: body(slug),
      name,
      type,
      cityId,
      programmes: [],
    });
    await places.addMissingOrganisations([
      organisation('city-vaxjo', 'Växjö Municipality', city('vaxjo')),
      organisation('linnaeus', 'Linnaeus University', city('vaxjo'), 'academic'),
      organisation('city-gdansk', 'City of Gdańsk', city('gdansk')),
      organisation('nowhere', 'A network of no place', null, 'city-network'),
    ]);
    const account = async (slug: string, organisationSlug: string | null) => {
      await accounts.insert(
        newAccount({
          id: user(slug),
          email: `${slug}@city.example`,
          name: slug,
          passwordHash: null,
          language: 'en',
          organisationId: organisationSlug === null ? null : body(organisationSlug),
          isOperator: false,
          createdAt: AT,
        }),
      );
    };
    await account('editor', 'city-vaxjo');
    await account('neighbour', 'linnaeus');
    await account('stranger', 'city-gdansk');
    await account('community', 'city-gdansk');
    await account('reviewer', 'linnaeus');
    await account('gone', 'city-vaxjo');
    await accounts.setDisabled(user('gone'), AT);
    const open = async (
      slug: string,
      roles: Record<string, WorkspaceRole>,
      archivedAt: Date | null = null,
    ) => {
      await workspaces.insert({
        id: workspace(slug),
        revision: 0,
        name: slug,
        description: '',
        programme: null,
        isSample: false,
        members: Object.entries(roles).map(([who, role]) => ({ userId: user(who), role, since: AT })),
        usedInvitations: [],
        createdAt: AT,
        createdBy: user('editor'),
        updatedAt: AT,
        archivedAt,
      });
    };
    await open('bikes', { editor: 'editor', community: 'member', gone: 'editor' });
    await open('apples', { editor: 'coordinator' });
    await open('secret', { stranger: 'coordinator', neighbour: 'editor' });
    await open('old', { editor: 'coordinator', community: 'member' }, AT);
  });

  it('lists all cities by name with the organisations of each', async () => {
    const cities = await directory.cities(reader('editor'));
    expect(
      cities.map(({ name, countryName, organisationCount }) => [name, countryName, organisationCount]),
    ).toEqual([
      ['Aarhus', 'Denmark', 0],
      ['Gdańsk', 'Poland', 1],
      ['Växjö', 'Sweden', 2],
    ]);
  });

  it('[P-18] shows an official of some workspace all people, without closed accounts', async () => {
    const { people, peopleCount } = await directory.city(reader('editor'), city('vaxjo'));
    expect(people).toEqual([
      { id: user('editor'), name: 'editor', organisationName: 'Växjö Municipality' },
      { id: user('neighbour'), name: 'neighbour', organisationName: 'Linnaeus University' },
      { id: user('reviewer'), name: 'reviewer', organisationName: 'Linnaeus University' },
    ]);
    expect(peopleCount).toBe(3);
  });

  it('[P-18] shows a community member only people of shared workspaces', async () => {
    const inVaxjo = await directory.city(reader('community'), city('vaxjo'));
    expect(inVaxjo.people.map(({ name }) => name)).toEqual(['editor']);
    const athome = await directory.city(reader('community'), city('gdansk'));
    expect(athome.people.map(({ name }) => name)).toEqual(['community']);
  });

  it('[P-18] shows somebody without a membership nobody but themselves, and the operator nobody', async () => {
    const own = await directory.city(reader('reviewer'), city('vaxjo'));
    expect(own.people.map(({ name }) => name)).toEqual(['reviewer']);
    const operators = await directory.city(reader('operator', true), city('vaxjo'));
    expect(operators.people).toEqual([]);
  });

  it('[P-18] counts in the list whom the page shows, so that a number tells nothing more', async () => {
    for (const who of ['editor', 'community', 'reviewer', 'operator']) {
      const cities = await directory.cities(reader(who));
      for (const { id, peopleCount } of cities) {
        const { people } = await directory.city(reader(who), id);
        expect([who, people.length]).toEqual([who, peopleCount]);
      }
    }
  });

  it('[P-20] names only workspaces of the reader in which people of the city take part', async () => {
    const names = async (who: string, slug: string) =>
      (await directory.city(reader(who), city(slug))).workspaces.map(({ name }) => name);
    expect(await names('editor', 'vaxjo')).toEqual(['apples', 'bikes']);
    expect(await names('editor', 'gdansk')).toEqual(['bikes']);
    expect(await names('community', 'vaxjo')).toEqual(['bikes']);
    expect(await names('reviewer', 'vaxjo')).toEqual([]);
    expect(await names('neighbour', 'gdansk')).toEqual(['secret']);
  });

  it('says the same of a city that is not there as of anything else that is not', async () => {
    await expect(directory.city(reader('editor'), city('atlantis'))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it.each([
    ['gdansk', ['City of Gdańsk']],
    ['sweden univ', ['Linnaeus University']],
    ['VAXJO', ['Linnaeus University', 'Växjö Municipality']],
    ['no place', ['A network of no place']],
    ['xyz', []],
  ])('finds organisations by name, city or country: %s', async (q, names) => {
    const { items } = await directory.organisations({ q, limit: 10 });
    expect(items.map(({ name }) => name)).toEqual(names);
  });

  it('pages organisations without repeating or skipping one', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 10; page += 1) {
      const { items, nextCursor } = await directory.organisations({ limit: 1, cursor });
      seen.push(...items.map(({ name }) => name));
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    expect(seen).toEqual([
      'A network of no place',
      'City of Gdańsk',
      'Linnaeus University',
      'Växjö Municipality',
    ]);
  });

  it('refuses a cursor that it never gave', async () => {
    await expect(directory.organisations({ limit: 1, cursor: 'bm9uc2Vuc2U' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  it('gives names and countries of organisations and cities to other nouns', async () => {
    const places = new MongoPlaces(database.connection);
    expect(await places.organisationsByIds([body('linnaeus'), body('nowhere'), body('unknown')])).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Linnaeus University', cityName: 'Växjö', country: 'SE' }),
        expect.objectContaining({ name: 'A network of no place', cityName: null, country: null }),
      ]),
    );
    expect(await places.citiesByIds([city('gdansk')])).toEqual([
      { id: city('gdansk'), name: 'Gdańsk', country: 'PL' },
    ]);
  });
});
