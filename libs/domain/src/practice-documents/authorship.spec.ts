import { DocumentId, OrganisationId, SessionId, UserId, WorkspaceId } from '@kontor/contracts';
import { Access } from '../access/access.js';
import type { Person } from '../kernel/actor.js';
import type { WorkspaceRecord } from '../workspaces/workspace.js';
import { Authorship } from './authorship.js';
import type { PracticeDocumentRecord } from './practice-document.js';
import type { SectionSources, TextAuthorship, WordSource } from './text-authorship.port.js';

const at = new Date('2026-03-01T10:00:00Z');
const numbered = (n: number) => n.toString(16).padStart(24, '0');
const workspaceId = WorkspaceId.parse('b'.repeat(24));
const documentId = DocumentId.parse('c'.repeat(24));
const organisationId = OrganisationId.parse('f'.repeat(24));
const coordinator: Person = {
  kind: 'person',
  userId: UserId.parse('a'.repeat(24)),
  sessionId: SessionId.parse('e'.repeat(24)),
  name: 'Demo Coordinator',
  organisationId,
  isOperator: false,
  disabled: false,
  coordinatesSomewhere: true,
};
const workspace: WorkspaceRecord = {
  id: workspaceId,
  revision: 0,
  name: 'Workspace',
  description: '',
  programme: null,
  isSample: false,
  members: [{ userId: coordinator.userId, role: 'coordinator', since: at }],
  usedInvitations: [],
  createdAt: at,
  createdBy: coordinator.userId,
  updatedAt: at,
  archivedAt: null,
};
const document: PracticeDocumentRecord = {
  id: documentId,
  workspaceId,
  revision: 0,
  title: 'Draft',
  docType: 'practice',
  status: 'draft',
  statusBeforeArchive: null,
  ownerOrganisationId: organisationId,
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
  createdBy: coordinator.userId,
  updatedAt: at,
  updatedBy: coordinator.userId,
  textChangedAt: null,
  archivedAt: null,
};

/** A text in which person n has written n + 1 characters of each section. */
function authorshipOf(people: number, sections: number): Authorship {
  const sources = Array.from({ length: people }, (_, n): WordSource => ({
    origin: 'person',
    userId: UserId.parse(numbered(n)),
  }));
  const value = Array.from({ length: sections }, (_, n): SectionSources => ({
    id: `section-${n}`,
    key: null,
    title: `Section ${n}`,
    characters: (people * (people + 1)) / 2,
    bySource: new Map(sources.map((source, index) => [source, index + 1])),
  }));
  const texts: TextAuthorship = {
    sections: () => Promise.resolve({ value, seq: 1, storedAt: at.toISOString() }),
    runs: () => Promise.reject(new Error('not asked for here')),
  };
  const standing = { id: workspaceId, name: workspace.name, archivedAt: null, role: 'coordinator' as const };
  const workspaces = {
    byId: () => Promise.resolve(workspace),
    standing: () => Promise.resolve(standing),
  };
  const none = { byId: () => Promise.resolve(null) };
  const documents = { byId: () => Promise.resolve(document) };
  const threads = { ...none, post: none.byId };
  const access = new Access({
    workspaces,
    documents,
    files: none,
    attachments: none,
    invitations: none,
    threads,
    commitments: none,
  });
  const directory = {
    byIds: () => Promise.resolve([]),
    byEmail: () => Promise.resolve(null),
    byOrganisations: () => Promise.resolve([]),
  };
  const organisations = {
    organisationsByIds: () => Promise.resolve([]),
    citiesByIds: () => Promise.resolve([]),
  };
  return new Authorship(texts, access, workspaces, directory, organisations);
}

describe('how much of a text is whose', () => {
  it('[AU-9] names the fifty who wrote most, and everybody else as one sum', async () => {
    const {
      document: whole,
      sections,
      authors,
    } = await authorshipOf(60, 2).sections(coordinator, documentId, { limit: 10 });
    expect(authors).toHaveLength(50);
    for (const { shares, others, characters } of [whole, ...sections]) {
      expect(shares).toHaveLength(50);
      expect(shares.map((one) => one.characters)).toEqual(
        shares.map((one) => one.characters).toSorted((a, b) => b - a),
      );
      expect(others.authors).toBe(10);
      expect(shares.reduce((sum, one) => sum + one.characters, others.characters)).toBe(characters);
    }
    expect(whole.characters).toBe(2 * 1830);
    expect(whole.others.characters).toBe(2 * 55);
  });

  it('gives sections in pages that join, and the sum of the whole with each', async () => {
    const authorship = authorshipOf(3, 7);
    const titles: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await authorship.sections(coordinator, documentId, { limit: 3, cursor });
      expect(page.document.characters).toBe(42);
      titles.push(...page.sections.map(({ title }) => title));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(titles).toEqual(Array.from({ length: 7 }, (_, n) => `Section ${n}`));
  });

  it('says nothing of a text without words but that it has none', async () => {
    const {
      document: whole,
      authors,
      sections,
    } = await authorshipOf(0, 1).sections(coordinator, documentId, {
      limit: 1,
    });
    const empty = { characters: 0, shares: [], others: { authors: 0, characters: 0 } };
    expect(whole).toEqual(empty);
    expect(sections[0]).toMatchObject(empty);
    expect(authors).toEqual([]);
  });
});
