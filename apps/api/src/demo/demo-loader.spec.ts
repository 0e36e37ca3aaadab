import { foldName, systemClock } from '@kontor/domain';
import { renderHtml } from '@kontor/documents';
import {
  ensureIndexes,
  MongoActivities,
  MongoCommitments,
  MongoCommunities,
  MongoOffers,
  MongoAccounts,
  MongoDocStore,
  MongoDocumentRecords,
  MongoPlaces,
  MongoThreads,
  MongoVisits,
  MongoWorkspaces,
} from '@kontor/persistence';
import { testDatabase } from '@kontor/testing';
import { Argon2Hasher } from '../identity/argon2-hasher.js';
import { loadPlaces } from '../organisations/places-loader.js';
import { DemoLoader, type DemoStores } from './demo-loader.js';
import { LoadRecord } from './load-record.js';
import { documentId, DOCUMENTS, organisationId, userId, workspaceId } from './sample-records.js';
import { ORGANISATIONS, PEOPLE, WORKSPACES } from './sample/index.js';

const TARTU = documentId('tartu-participatory-budget');
const DOKK1 = documentId('aarhus-dokk1');
const MIN_STAD = documentId('gothenburg-min-stad');
const COORDINATOR = { userId: userId('coordinator'), at: new Date('2026-11-22T12:00:00Z') };

describe('the demo partnership in a database', () => {
  const database = testDatabase();
  let stores: DemoStores & {
    accounts: MongoAccounts;
    documents: MongoDocumentRecords;
    workspaces: MongoWorkspaces;
    visits: MongoVisits;
    texts: MongoDocStore;
    places: MongoPlaces;
  };
  let loader: DemoLoader;
  const logged: object[] = [];

  /** Every record of every collection, as it is stored. */
  const everything = async (): Promise<Record<string, unknown[]>> => {
    const { db } = database.connection;
    const collections = (await db?.listCollections().toArray()) ?? [];
    const entries = await Promise.all(
      collections.map(async ({ name }) => {
        const records = (await db?.collection(name).find().sort({ _id: 1 }).toArray()) ?? [];
        return [name, records] as const;
      }),
    );
    return Object.fromEntries(entries);
  };

  beforeAll(async () => {
    const { connection } = database;
    await ensureIndexes(connection);
    stores = {
      places: new MongoPlaces(connection),
      accounts: new MongoAccounts(connection),
      hasher: new Argon2Hasher(),
      workspaces: new MongoWorkspaces(connection),
      documents: new MongoDocumentRecords(connection),
      visits: new MongoVisits(connection),
      threads: new MongoThreads(connection),
      activities: new MongoActivities(connection),
      communities: new MongoCommunities(connection),
      commitments: new MongoCommitments(connection),
      offers: new MongoOffers(connection),
      texts: new MongoDocStore(connection),
      loads: new LoadRecord(connection),
    };
    loader = new DemoLoader(stores, systemClock, {
      info: (fields: object) => void logged.push(fields),
    });
    await loadPlaces(stores.places);
    await loader.load();
  });

  it('is there after the first start: people, organisations, workspaces and documents with their text', async () => {
    expect(await stores.places.organisations()).toHaveLength(ORGANISATIONS.length);
    for (const person of PEOPLE) {
      const account = await stores.accounts.byEmail(`${person.address}@demo.kontor.example`);
      expect([person.address, account?.name]).toEqual([person.address, person.name]);
    }
    for (const { slug, name } of WORKSPACES) {
      expect((await stores.workspaces.byId(workspaceId(slug)))?.name).toBe(name);
    }
    for (const { slug, title } of DOCUMENTS) {
      const record = await stores.documents.byId(documentId(slug));
      expect(record).toMatchObject({ title, isSample: true, status: 'draft', revision: 0 });
      const stored = await stores.texts.load(documentId(slug));
      expect(stored?.tail.map(({ seq }) => seq)).toEqual([1]);
      expect(renderHtml(stored?.tail[0]?.update ?? new Uint8Array()).words).toBeGreaterThan(30);
    }
  });

  it('opens every account with the shared password, no two with the same hash', async () => {
    const accounts = await Promise.all(
      PEOPLE.map(({ address }) => stores.accounts.byEmail(`${address}@demo.kontor.example`)),
    );
    const hashes = accounts.map((account) => account?.passwordHash ?? '');
    expect(new Set(hashes).size).toBe(PEOPLE.length);
    const hasher = new Argon2Hasher();
    expect(await hasher.verify(hashes[0] ?? null, 'kontor-demo')).toBe(true);
    expect(await hasher.verify(hashes[0] ?? null, 'kontor-demo2')).toBe(false);
  });

  it('lets the coordinator continue where they left', async () => {
    const { members } = (await stores.workspaces.byId(workspaceId('eparticipation-manual'))) ?? {
      members: [],
    };
    expect(members.length).toBeGreaterThan(4);
    const reaches = WORKSPACES.map(({ slug }) => ({ workspaceId: workspaceId(slug), sharedOnly: false }));
    const visits = await stores.visits.recent(COORDINATOR.userId, reaches, { after: null, limit: 10 });
    expect(visits.map(({ document }) => document.id)[0]).toBe(TARTU);
    expect(visits).toHaveLength(3);
  });

  it('is the same after a second start, to the last record, which asks one question and writes nothing', async () => {
    const before = await everything();
    await loader.load();
    expect(await everything()).toEqual(before);
    expect(logged).toHaveLength(1);

    const touched: PropertyKey[] = [];
    const untouchable = new Proxy(stores, {
      get: (target, store, receiver) => {
        touched.push(store);
        return Reflect.get(target, store, receiver) as unknown;
      },
    });
    await new DemoLoader(untouchable, systemClock, { info: () => undefined }).load();
    expect(touched).toEqual(['loads']);
  });

  it('never touches what people changed, archived, deleted or left', async () => {
    const { userId: by, at } = COORDINATOR;
    await stores.documents.describe(TARTU, 0, { title: 'Our own title' }, { userId: by, at });
    await stores.documents.setArchived(DOKK1, true, { userId: by, at });
    const { db } = database.connection;
    await db?.collection<{ _id: string }>('practiceDocuments').deleteOne({ _id: MIN_STAD });
    await db?.collection<{ _id: string }>('organisations').deleteOne({ _id: organisationId('porism') });
    await db?.collection<{ _id: string }>('accounts').deleteOne({ _id: userId('editor.ghent') });
    await stores.workspaces.removeMember(workspaceId('north-sea-transfer'), {
      userId: userId('editor.karlstad'),
      byId: by,
    });
    expect(await stores.documents.byId(MIN_STAD)).toBeNull();
    const before = await everything();

    await loader.load();

    expect(await everything()).toEqual(before);
    expect(await stores.documents.byId(TARTU)).toMatchObject({ title: 'Our own title', revision: 1 });
    expect((await stores.documents.byId(DOKK1))?.archivedAt).toEqual(at);
    expect(await stores.documents.byId(MIN_STAD)).toBeNull();
    expect(await stores.accounts.byId(userId('editor.ghent'))).toBeNull();
  });

  it('goes on where a start that died stopped, and doubles nothing', async () => {
    const before = await everything();
    const { db } = database.connection;
    // As if the process had died after the items were written and before that was noted.
    await db?.collection<{ _id: string }>('demo_loads').deleteMany({
      _id: { $in: ['document:riga-digital-agency', 'person:editor.riga', 'workspace:user-centric-cities'] },
    });

    await loader.load();

    const { demo_loads: noted, ...items } = await everything();
    const { demo_loads: notedBefore, ...itemsBefore } = before;
    expect(items).toEqual(itemsBefore);
    expect(noted).toHaveLength(notedBefore?.length ?? -1);
  });

  it('brings the places without organisations and people, where there is no demo', async () => {
    await loadPlaces(stores.places);
    const cities = await stores.places.cities();
    expect(cities).toHaveLength(50);
    expect(cities.find(({ slug }) => slug === 'patras')?.endonym).toBe('Πάτρα');
    expect(foldName(cities.find(({ slug }) => slug === 'riga')?.endonym ?? '')).toBe('riga');
  });
});
