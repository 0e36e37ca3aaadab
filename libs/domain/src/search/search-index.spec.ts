import { DocumentId, OrganisationId, UserId, WorkspaceId } from '@kontor/contracts';
import { MemorySearch } from '@kontor/testing';
import type { PracticeDocumentRecord } from '../practice-documents/practice-document.js';
import { DOORS } from './doors.js';
import type { TextPart } from './passages.js';
import { SearchIndex } from './search-index.js';
import type { IndexedThing, ThingRef } from './search-record.js';
import { versionOf } from './versions.js';

const hex = (n: number): string => n.toString(16).padStart(24, '0');
const workspaceId = WorkspaceId.parse(hex(1));
const at = new Date('2026-03-01T10:00:00Z');

const aDocument = (n: number, given: Partial<PracticeDocumentRecord> = {}): PracticeDocumentRecord => ({
  id: DocumentId.parse(hex(n)),
  workspaceId,
  revision: 0,
  title: `Document ${n}`,
  docType: 'practice',
  status: 'draft',
  statusBeforeArchive: null,
  ownerOrganisationId: OrganisationId.parse(hex(5)),
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
  createdAt: at,
  createdBy: UserId.parse(hex(6)),
  updatedAt: at,
  updatedBy: UserId.parse(hex(6)),
  textChangedAt: at,
  archivedAt: null,
  ...given,
});

/** Documents with texts, and an index of them. */
class House {
  readonly documents = new Map<string, PracticeDocumentRecord>();
  readonly texts = new Map<string, TextPart[] | null>();
  readonly records = new MemorySearch();
  /** Done once, just after a text was read. */
  meanwhile: () => void = () => undefined;
  readings = 0;
  readonly index: SearchIndex;

  constructor() {
    const nothing = () => Promise.resolve(null);
    const none = () => Promise.resolve([]);
    const version = ({ kind, ofId }: ThingRef): string | null => {
      const document = kind === 'practice-document' ? this.documents.get(ofId) : undefined;
      return document === undefined ? null : versionOf.document(document);
    };
    this.index = new SearchIndex(this.records, {
      sources: {
        version: (thing) => Promise.resolve(version(thing)),
        existing: (kind, after, limit) => {
          const ids = kind === 'practice-document' ? [...this.documents.keys()] : [];
          const rows = ids.filter((ofId) => ofId > after).sort().slice(0, limit);
          return Promise.resolve(rows.map((ofId): IndexedThing => ({ ofId, version: version({ kind, ofId }) ?? '' })));
        },
      },
      documents: { byId: (id) => Promise.resolve(this.documents.get(id) ?? null) },
      sections: {
        read: (id) => {
          this.readings += 1;
          const text = this.texts.get(id) ?? null;
          this.meanwhile();
          this.meanwhile = () => undefined;
          return Promise.resolve(text);
        },
      },
      threads: { byId: nothing, posts: none },
      commitments: { byId: nothing },
      accounts: { byId: nothing },
      memberships: { rolesOf: none },
      organisations: { organisationsByIds: none, citiesByIds: none },
      places: { cityById: nothing },
    });
  } // prettier-ignore

  has(document: PracticeDocumentRecord, text: string | null = 'text'): ThingRef {
    this.documents.set(document.id, document);
    this.texts.set(document.id, text === null ? null : [{ key: 's', place: 's', text }]);
    return { kind: 'practice-document', ofId: document.id };
  }
  async found(word: string): Promise<string[]> {
    const doors = [DOORS.allDrafts(workspaceId), DOORS.sharedDrafts(workspaceId)];
    const { found } = await this.records.find({ doors, words: [word], demand: 'all' });
    return [...new Set(found.map(({ ofId }) => ofId))];
  }
}

describe('the index of the search', () => {
  let house: House;
  beforeEach(() => {
    house = new House();
  });

  it('catches up with what is new, changed and gone, and then has nothing to do', async () => {
    for (let n = 100; n < 550; n += 1) house.has(aDocument(n), `word${n}`);
    expect(await house.index.catchUp()).toBe(450);
    expect(await house.found('word540')).toEqual([hex(540)]);
    expect(await house.index.catchUp()).toBe(0);
    house.has(aDocument(300, { revision: 1 }), 'rewritten');
    house.documents.delete(hex(100));
    house.has(aDocument(99), 'earliest');
    house.has(aDocument(900), 'latest');
    expect(await house.index.catchUp()).toBe(4);
    expect(await house.found('word300')).toEqual([]);
    expect(await house.found('rewritten')).toEqual([hex(300)]);
    expect(await house.found('word100')).toEqual([]);
    expect(await house.found('earliest')).toEqual([hex(99)]);
    expect(await house.found('latest')).toEqual([hex(900)]);
    expect(await house.index.catchUp()).toBe(0);
  });

  it('stops between two things when asked to', async () => {
    for (let n = 100; n < 110; n += 1) house.has(aDocument(n));
    let asked = 0;
    expect(await house.index.catchUp(() => (asked += 1) > 3)).toBe(3);
    expect(await house.index.catchUp()).toBe(7);
  });

  it('writes what is there when it is done, also when somebody changes it meanwhile', async () => {
    const thing = house.has(aDocument(100), 'before');
    house.meanwhile = () => house.has(aDocument(100, { revision: 1 }), 'after');
    await house.index.refresh(thing);
    expect(await house.found('before')).toEqual([]);
    expect(await house.found('after')).toEqual([thing.ofId]);
    expect(await house.index.catchUp()).toBe(0);
  });

  it('lets fields and doors follow without reading the text, and reads it with the next look', async () => {
    const thing = house.has(aDocument(100), 'words');
    await house.index.refresh(thing);
    const readings = house.readings;
    house.has(aDocument(100, { revision: 1, title: 'Renamed', sharedWithMembers: true }), 'other words');
    await house.index.redescribe(DocumentId.parse(thing.ofId));
    expect(house.readings).toBe(readings);
    expect(await house.found('renamed')).toEqual([thing.ofId]);
    const stored = await house.records.of(thing);
    const doors = [DOORS.allDrafts(workspaceId), DOORS.sharedDrafts(workspaceId)];
    expect(stored.map((one) => [one.doors, one.text])).toEqual([
      [doors, ''],
      [doors, 'words'],
    ]);
    expect(await house.index.catchUp()).toBe(1);
    expect(await house.found('other')).toEqual([thing.ofId]);
  });

  it('does nothing at the moment of a change of the text alone', async () => {
    const thing = house.has(aDocument(100));
    await house.index.refresh(thing);
    const written = house.records.written.length;
    house.has(aDocument(100, { textChangedAt: new Date(at.getTime() + 1) }), 'new text');
    await house.index.redescribe(DocumentId.parse(thing.ofId));
    expect(house.records.written).toHaveLength(written);
    expect(await house.index.catchUp()).toBe(1);
  });

  it('keeps what is known of a text that cannot be read now, and asks again', async () => {
    const thing = house.has(aDocument(100), 'known');
    await house.index.refresh(thing);
    house.has(aDocument(100, { revision: 1, title: 'Renamed' }), null);
    expect(await house.index.catchUp()).toBe(1);
    expect(await house.found('known')).toEqual([thing.ofId]);
    expect(await house.found('renamed')).toEqual([thing.ofId]);
    expect(await house.index.catchUp()).toBe(1);
  });

  it('forgets a document that is no more', async () => {
    const thing = house.has(aDocument(100), 'words');
    await house.index.refresh(thing);
    house.documents.delete(thing.ofId);
    await house.index.redescribe(DocumentId.parse(thing.ofId));
    expect(await house.records.of(thing)).toEqual([]);
  });
});
