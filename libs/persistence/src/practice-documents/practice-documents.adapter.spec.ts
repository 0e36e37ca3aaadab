import { randomBytes } from 'node:crypto';
import { CityId, DocumentId, OrganisationId, UserId, WorkspaceId } from '@kontor/contracts';
import type { DocumentListQuery, DocumentRow, PracticeDocumentRecord } from '@kontor/domain';
import { testDatabase } from '@kontor/testing';
import { ensureIndexes } from '../index.js';
import { MongoDocumentRecords } from './practice-documents.adapter.js';
import { MongoVisits } from './visits.adapter.js';

const hex = () => randomBytes(12).toString('hex');
const at = new Date('2026-03-01T10:00:00Z');
const userId = UserId.parse(hex());

const aDocument = (given: Partial<PracticeDocumentRecord> = {}): PracticeDocumentRecord => ({
  id: DocumentId.parse(hex()),
  workspaceId: WorkspaceId.parse(hex()),
  revision: 0,
  title: 'Participatory budget',
  docType: 'practice',
  status: 'draft',
  statusBeforeArchive: null,
  ownerOrganisationId: OrganisationId.parse(hex()),
  cityIds: [],
  countries: [],
  topics: [],
  language: 'en',
  implementationStatus: 'unknown',
  startDate: null,
  endDate: null,
  sharedWithMembers: false,
  sharedReason: null,
  isSample: false,
  begunFrom: null,
  createdAt: at,
  createdBy: userId,
  updatedAt: at,
  updatedBy: userId,
  textChangedAt: null,
  archivedAt: null,
  ...given,
});

describe('records of practice documents in MongoDB', () => {
  const database = testDatabase();
  let records: MongoDocumentRecords;
  let visits: MongoVisits;

  beforeAll(async () => {
    await ensureIndexes(database.connection);
    records = new MongoDocumentRecords(database.connection);
    visits = new MongoVisits(database.connection);
  });

  const list = (workspaceId: WorkspaceId, given: Partial<DocumentListQuery> = {}) =>
    records.list({
      reach: { workspaceId, sharedOnly: false },
      archived: false,
      sort: 'updated',
      after: null,
      limit: 50,
      ...given,
    });
  const titles = (rows: DocumentRow[]) => rows.map(({ document }) => document.title);

  it('come back as they were stored', async () => {
    const document = aDocument({ title: 'Πάτρα: ärä', topics: ['identity'], startDate: '2026-01-01' });
    await records.insert(document);
    expect(await records.byId(document.id)).toEqual(document);
  });

  it.each(['updated', 'created', 'title'] as const)(
    'are paged by %s without a gap or a repeat, although all keys are equal',
    async (sort) => {
      const workspaceId = WorkspaceId.parse(hex());
      const ids = new Set<string>();
      for (let n = 0; n < 11; n += 1) {
        const document = aDocument({ workspaceId });
        ids.add(document.id);
        await records.insert(document);
      }
      const seen: string[] = [];
      let after: { key: string; id: string } | null = null;
      for (;;) {
        const rows: DocumentRow[] = await list(workspaceId, { sort, after, limit: 3 });
        if (rows.length === 0) break;
        seen.push(...rows.map(({ document }) => document.id));
        const last = rows.at(-1)!;
        after = { key: last.key, id: last.document.id };
      }
      expect(seen).toHaveLength(11);
      expect(new Set(seen)).toEqual(ids);
    },
  );

  it('are found by beginnings of folded words, all of them, and by nothing else', async () => {
    const workspaceId = WorkspaceId.parse(hex());
    for (const title of ['Gdańsk: Panel obywatelski', 'Straße und Plätze', 'E-office (.*) of Karlstad']) {
      await records.insert(aDocument({ workspaceId, title }));
    }
    expect(titles(await list(workspaceId, { q: 'gdansk' }))).toEqual(['Gdańsk: Panel obywatelski']);
    expect(titles(await list(workspaceId, { q: 'OBY gda' }))).toEqual(['Gdańsk: Panel obywatelski']);
    expect(titles(await list(workspaceId, { q: 'strasse pla' }))).toEqual(['Straße und Plätze']);
    expect(titles(await list(workspaceId, { q: 'bywatelski' }))).toEqual([]);
    expect(titles(await list(workspaceId, { q: '.*' }))).toEqual([]);
    expect(titles(await list(workspaceId, { q: '(a+)+$ karlstad' }))).toEqual([]);
  });

  it('are filtered by each field, and a reach of shared ones shows and counts no other', async () => {
    const workspaceId = WorkspaceId.parse(hex());
    const cityId = CityId.parse(hex());
    await records.insert(
      aDocument({
        workspaceId,
        title: 'shared',
        sharedWithMembers: true,
        countries: ['FI'],
        cityIds: [cityId],
      }),
    );
    await records.insert(aDocument({ workspaceId, title: 'draft', topics: ['identity'], docType: 'method' }));
    expect(titles(await list(workspaceId, { country: ['FI', 'SE'] }))).toEqual(['shared']);
    expect(titles(await list(workspaceId, { cityId: [cityId] }))).toEqual(['shared']);
    expect(titles(await list(workspaceId, { topic: ['identity'] }))).toEqual(['draft']);
    expect(titles(await list(workspaceId, { docType: ['method'] }))).toEqual(['draft']);
    expect(titles(await list(workspaceId, { status: ['published'] }))).toEqual([]);
    const reach = { workspaceId, sharedOnly: true };
    expect(titles(await list(workspaceId, { reach }))).toEqual(['shared']);
    expect((await records.countByWorkspace([reach])).get(workspaceId)).toBe(1);
    expect((await records.countByWorkspace([{ ...reach, sharedOnly: false }])).get(workspaceId)).toBe(2);
  });

  it('return from the archive with the status they had', async () => {
    const document = aDocument({ status: 'changes-requested' });
    await records.insert(document);
    const by = { userId, at };
    const [first, second] = await Promise.all([
      records.setArchived(document.id, true, by),
      records.setArchived(document.id, true, by),
    ]);
    expect([first, second].filter((written) => written !== null)).toHaveLength(1);
    expect(first ?? second).toMatchObject({ status: 'archived', archivedAt: at, revision: 1 });
    expect(await list(document.workspaceId)).toEqual([]);
    const restored = await records.setArchived(document.id, false, by);
    expect(restored).toMatchObject({
      status: 'changes-requested',
      statusBeforeArchive: null,
      archivedAt: null,
    });
  });

  it('move their text time forward only, and rise in the list with it', async () => {
    const workspaceId = WorkspaceId.parse(hex());
    const [old, young] = [
      aDocument({ workspaceId, title: 'old' }),
      aDocument({ workspaceId, title: 'young' }),
    ];
    await records.insert(old);
    await records.insert({ ...young, updatedAt: new Date(at.getTime() + 1000) });
    const late = new Date(at.getTime() + 60_000);
    await records.touchText(old.id, late);
    await records.touchText(old.id, at);
    expect((await records.byId(old.id))?.textChangedAt).toEqual(late);
    expect(titles(await list(workspaceId))).toEqual(['old', 'young']);
    expect(await records.touchText(DocumentId.parse(hex()), late)).toBeNull();
  });

  it('are continued where somebody left, newest first, once each, only within reach now', async () => {
    const workspaceId = WorkspaceId.parse(hex());
    const reader = UserId.parse(hex());
    const [a, b] = [aDocument({ workspaceId, sharedWithMembers: true }), aDocument({ workspaceId })];
    await Promise.all([records.insert(a), records.insert(b)]);
    const visit = (documentId: DocumentId, seconds: number) =>
      visits.record(reader, {
        documentId,
        sectionId: 's1',
        visitedAt: new Date(at.getTime() + seconds * 1000),
      });
    await Promise.all(Array.from({ length: 10 }, (_, n) => visit(a.id, n)));
    await visit(b.id, 100);
    const recent = (sharedOnly: boolean) =>
      visits.recent(reader, [{ workspaceId, sharedOnly }], { after: null, limit: 10 });
    expect((await recent(false)).map(({ document }) => document.id)).toEqual([b.id, a.id]);
    expect((await recent(true)).map(({ document }) => document.id)).toEqual([a.id]);
    expect(await visits.recent(reader, [], { after: null, limit: 10 })).toEqual([]);
    await records.setArchived(a.id, true, { userId, at });
    expect(await recent(true)).toEqual([]);
  });
});
