import {
  DocumentId,
  OrganisationId,
  SessionId,
  UserId,
  WorkspaceId,
  type WorkspaceRole,
} from '@kontor/contracts';
import type { Action } from '@kontor/policy';
import { ANONYMOUS, type Actor, type Person } from '../kernel/actor.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { PracticeDocumentRecord } from '../practice-documents/practice-document.js';
import type { WorkspaceRecord } from '../workspaces/workspace.js';
import { Access } from './access.js';
import { reachesOf } from './reach.js';

const id = (digit: string) => digit.repeat(24);
const at = new Date('2026-03-01T10:00:00Z');
const userId = UserId.parse(id('a'));
const workspaceId = WorkspaceId.parse(id('b'));
const documentId = DocumentId.parse(id('c'));
const missing = DocumentId.parse(id('d'));

const person: Person = {
  kind: 'person',
  userId,
  sessionId: SessionId.parse(id('e')),
  name: 'Demo Editor',
  organisationId: OrganisationId.parse(id('f')),
  isOperator: false,
  disabled: false,
  coordinatesSomewhere: false,
};

/** One workspace with one document, and a count of what was read. */
function house(
  role: WorkspaceRole | null,
  given: { archived?: boolean; shared?: boolean; documentArchived?: boolean } = {},
) {
  const workspace: WorkspaceRecord = {
    id: workspaceId,
    revision: 0,
    name: 'Workspace',
    description: '',
    programme: null,
    isSample: false,
    members: [
      { userId: UserId.parse(id('1')), role: 'coordinator', since: at },
      ...(role === null ? [] : [{ userId, role, since: at }]),
    ],
    usedInvitations: [],
    createdAt: at,
    createdBy: userId,
    updatedAt: at,
    archivedAt: given.archived ? at : null,
  };
  const document: PracticeDocumentRecord = {
    id: documentId,
    workspaceId,
    revision: 0,
    title: 'Draft',
    docType: 'practice',
    status: given.documentArchived ? 'archived' : 'draft',
    statusBeforeArchive: null,
    ownerOrganisationId: OrganisationId.parse(id('2')),
    cityIds: [],
    countries: [],
    topics: [],
    language: 'en',
    implementationStatus: 'unknown',
    startDate: null,
    endDate: null,
    sharedWithMembers: given.shared ?? false,
    sharedReason: null,
    isSample: false,
    createdAt: at,
    createdBy: userId,
    updatedAt: at,
    updatedBy: userId,
    textChangedAt: null,
    archivedAt: given.documentArchived ? at : null,
  };
  const reads: string[] = [];
  const read = <T>(what: string, found: T): Promise<T> => {
    reads.push(what);
    return Promise.resolve(found);
  };
  const access = new Access({
    workspaces: {
      byId: (asked) => read('workspace', asked === workspaceId ? workspace : null),
      standing: (asked, who) => {
        const own = workspace.members.find((member) => member.userId === who)?.role ?? null;
        const { name, archivedAt } = workspace;
        return read('standing', asked === workspaceId ? { id: asked, name, archivedAt, role: own } : null);
      },
    },
    documents: { byId: (asked) => read('document', asked === documentId ? document : null) },
    files: { byId: () => read('file', null) },
    attachments: { byId: () => read('attachment', null) },
    invitations: { byId: () => read('invitation', null) },
    threads: { byId: () => read('thread', null), post: () => read('post', null) },
    commitments: { byId: () => read('commitment', null) },
  });
  const codeOf = async (actor: Actor, action: Action, ref: { documentId: DocumentId }) => {
    try {
      await access.require(actor, action, ref);
      return 'allowed';
    } catch (error) {
      return error instanceof KontorError ? error.code : error;
    }
  };
  return { access, reads, codeOf, document };
}

describe('access, the only way to a resource', () => {
  it('returns the document with what else one may do, by two reads', async () => {
    const { access, reads, document } = house('editor');
    const grant = await access.require(person, 'practice-document.read', { documentId });
    expect(grant.document).toBe(document);
    expect(grant.workspace).toMatchObject({ id: workspaceId, role: 'editor' });
    expect(grant.abilities).toMatchObject({ edit: true, describe: true, archive: false });
    expect(reads).toEqual(['document', 'standing']);
  });

  it('answers alike for what is not there and for what is not readable', async () => {
    const { access } = house(null);
    const errorOf = (ref: { documentId: DocumentId }) =>
      access.require(person, 'practice-document.edit', ref).catch((error: unknown) => error);
    const [hidden, nothing] = [await errorOf({ documentId }), await errorOf({ documentId: missing })];
    expect(hidden).toEqual(nothing);
    expect(hidden).toMatchObject({ code: 'not-found', facts: {} });
  });

  it('[P-2, P-3] asks strangers and disabled people to sign in, whether the thing exists or not', async () => {
    const { codeOf } = house('coordinator', { shared: true });
    for (const asked of [documentId, missing]) {
      expect(await codeOf(ANONYMOUS, 'practice-document.read', { documentId: asked })).toBe('not-signed-in');
    }
    expect(await codeOf({ ...person, disabled: true }, 'practice-document.read', { documentId })).toBe(
      'not-signed-in',
    );
  });

  it.each([
    ['decision-maker', {}, 'practice-document.edit', 'forbidden'],
    ['member', {}, 'practice-document.edit', 'not-found'],
    ['member', { shared: true }, 'practice-document.read', 'allowed'],
    ['member', { shared: true }, 'practice-document.edit', 'forbidden'],
    ['editor', { archived: true }, 'practice-document.edit', 'workspace-archived'],
    ['editor', { documentArchived: true }, 'practice-document.edit', 'document-archived'],
    ['editor', { archived: true }, 'practice-document.read', 'allowed'],
    ['coordinator', {}, 'practice-document.widen', 'forbidden'],
  ] as const)('says to a %s in %j who asks for %s: %s', async (role, given, action, expected) => {
    expect(await house(role, given).codeOf(person, action, { documentId })).toBe(expected);
  });

  it('[P-31] lists by the same rule as it opens', () => {
    const roles = (['coordinator', 'editor', 'decision-maker', 'member'] as const).map((role) => ({
      workspaceId,
      role,
    }));
    expect(reachesOf(person, roles).map(({ sharedOnly }) => sharedOnly)).toEqual([false, false, false, true]);
    expect(reachesOf({ ...person, disabled: true }, roles)).toEqual([]);
  });
});
