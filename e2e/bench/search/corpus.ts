import {
  DocumentId,
  OrganisationId,
  PostId,
  TOPICS,
  ThreadId,
  UserId,
  WorkspaceId,
  type ContentLanguage,
  type WorkspaceRole,
} from '@kontor/contracts';
import {
  documentRecords,
  slugId,
  threadRecords,
  versionOf,
  type PostRecord,
  type PracticeDocumentRecord,
  type SearchRecord,
  type ThreadRecord,
  type WorkspaceRecord,
} from '@kontor/domain';
import { seeded } from '../../support/random.js';
import { LANGUAGES, RARE } from './words.js';

export const WORKSPACES = 40;
const THREADS = 20_000;
const POSTS = 3;
const DOCUMENTS = 2_000;
const SECTIONS = 9;
const hex = (n: number): string => n.toString(16).padStart(24, '0');
const AT = Date.parse('2026-01-01T00:00:00Z');
const HOUR_MS = 3_600_000;

export const person = (address: string): UserId => UserId.parse(slugId('person', address));
export const workspaceIdOf = (n: number): WorkspaceId => WorkspaceId.parse(hex(0xa000 + n));

/** Few words stand everywhere, most stand nearly nowhere. */
export const often = <T>(items: readonly T[], draw: number): T => {
  const item = items[Math.min(items.length - 1, Math.floor(items.length ** draw) - 1)];
  if (item === undefined) throw new Error('nothing to draw from');
  return item;
};

/** One asker is an official of half of the workspaces, one a member of a quarter, one of none. */
export function workspaces(): WorkspaceRecord[] {
  return Array.from({ length: WORKSPACES }, (_, n) => {
    const roles: [string, WorkspaceRole][] = [['editor.ghent', 'coordinator']];
    if (n % 2 === 0) roles.push(['editor.tampere', 'editor']);
    if (n % 4 === 0) roles.push(['member', 'member']);
    const since = new Date(AT);
    return {
      id: workspaceIdOf(n),
      revision: 0,
      name: `Bench ${n}`,
      description: '',
      programme: null,
      isSample: false,
      members: roles.map(([address, role]) => ({ userId: person(address), role, since })),
      usedInvitations: [],
      createdAt: since,
      createdBy: person('editor.ghent'),
      updatedAt: since,
      archivedAt: null,
    };
  });
}

export interface Bulk {
  records: SearchRecord[];
  version: string;
}
export interface Corpus {
  threads: { thread: ThreadRecord; posts: PostRecord[]; bulk: Bulk }[];
  documents: { document: PracticeDocumentRecord; bulk: Bulk }[];
}

/** 20,000 threads of three posts and 2,000 documents of nine sections: 100,000 records. */
export function corpus(seed: number): Corpus {
  const draw = seeded(seed);
  const pick = <T>(items: readonly T[]): T => often(items, draw());
  const text = (words: readonly string[], length: number): string =>
    Array.from({ length }, (_, n) => (draw() < 0.6 ? pick(words) : pick(RARE)) + (n % 14 === 13 ? '.' : '')).join(' ');
  const spoken = () => {
    const found = LANGUAGES[Math.floor(draw() * LANGUAGES.length)] ?? LANGUAGES[0];
    if (found === undefined) throw new Error('there are languages');
    return found;
  };
  return {
    threads: Array.from({ length: THREADS }, (_, n) => {
      const { words } = spoken();
      return aThread(n, text(words, 6), Array.from({ length: POSTS }, () => text(words, 60)));
    }),
    documents: Array.from({ length: DOCUMENTS }, (_, n) => {
      const { words, language } = spoken();
      return aDocument(n, language, text(words, 6), Array.from({ length: SECTIONS }, () => text(words, 150)));
    }),
  };
} // prettier-ignore

function aThread(n: number, title: string, texts: string[]): Corpus['threads'][number] {
  const at = new Date(AT - n * HOUR_MS);
  const createdBy = person('editor.ghent');
  const thread: ThreadRecord = {
    id: ThreadId.parse(hex(0x10_0000 + n)),
    workspaceId: workspaceIdOf(n % WORKSPACES),
    seq: texts.length,
    wholeSeq: 1,
    kind: 'question',
    title,
    audience: n % 3 === 0 ? 'workspace' : 'community',
    tags: [],
    anchor: null,
    status: 'open',
    closedReason: null,
    accepted: null,
    pinned: false,
    poll: null,
    posts: texts.length,
    participants: [createdBy],
    cityId: null,
    createdAt: at,
    createdBy,
    lastPostAt: at,
    isSample: false,
    layout: 0,
    gone: [],
    mergedInto: null,
  };
  const posts = texts.map((said, index): PostRecord => ({
    threadId: thread.id,
    id: PostId.parse(hex(0x1000_0000 + n * POSTS + index)),
    no: index + 1,
    seq: index + 1,
    answers: null,
    branch: index + 1,
    authorId: createdBy,
    body: { type: 'doc' },
    text: said,
    mentions: [],
    attachments: [],
    createdAt: at,
    versions: [],
    editedAt: null,
    deletedAt: null,
    hidden: null,
    movedTo: null,
    deletedBy: null,
    reactions: [],
  }));
  const bulk = { records: threadRecords(thread, posts, null), version: versionOf.thread(thread) };
  return { thread, posts, bulk };
}

function aDocument(
  n: number,
  language: ContentLanguage,
  title: string,
  texts: string[],
): Corpus['documents'][number] {
  const at = new Date(AT - n * HOUR_MS);
  const by = person('editor.ghent');
  const document: PracticeDocumentRecord = {
    id: DocumentId.parse(hex(0x20_0000 + n)),
    workspaceId: workspaceIdOf(n % WORKSPACES),
    revision: 0,
    title,
    docType: 'practice',
    status: 'draft',
    statusBeforeArchive: null,
    ownerOrganisationId: OrganisationId.parse(slugId('organisation', 'city-of-tampere')),
    cityIds: [],
    countries: [],
    topics: [TOPICS[n % TOPICS.length] ?? 'other'],
    language,
    implementationStatus: 'unknown',
    startDate: null,
    endDate: null,
    sharedWithMembers: n % 3 === 0,
    sharedReason: null,
    isSample: false,
    createdAt: at,
    createdBy: by,
    updatedAt: at,
    updatedBy: by,
    textChangedAt: at,
    archivedAt: null,
  };
  const parts = texts.map((said, index) => ({ key: `s${index}`, place: `s${index}`, text: said }));
  const records = documentRecords(document, { owner: null, cities: [] }, parts);
  return { document, bulk: { records, version: versionOf.document(document) } };
}
