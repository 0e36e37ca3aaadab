import { randomBytes } from 'node:crypto';
import { InvitationId, UserId, WorkspaceId, type WorkspaceRole } from '@kontor/contracts';
import { sortKeyOf, type WorkspaceRecord } from '@kontor/domain';
import { testDatabase } from '@kontor/testing';
import { ensureIndexes } from '../index.js';
import { MongoWorkspaces } from './workspaces.adapter.js';

const hex = () => randomBytes(12).toString('hex');
const aUser = () => UserId.parse(hex());
const at = new Date('2026-03-01T10:00:00Z');

const aWorkspace = (members: Record<UserId, WorkspaceRole>): WorkspaceRecord => ({
  id: WorkspaceId.parse(hex()),
  revision: 0,
  name: 'Ærø and Łódź',
  description: '',
  programme: null,
  isSample: false,
  members: Object.entries(members).map(([userId, role]) => ({
    userId: UserId.parse(userId),
    role,
    since: at,
  })),
  usedInvitations: [],
  createdAt: at,
  createdBy: aUser(),
  updatedAt: at,
  archivedAt: null,
});

describe('a workspace in MongoDB', () => {
  const database = testDatabase();
  let store: MongoWorkspaces;

  beforeAll(async () => {
    await ensureIndexes(database.connection);
    store = new MongoWorkspaces(database.connection);
  });

  const coordinatorsOf = async (id: WorkspaceId) =>
    (await store.byId(id))?.members.filter(({ role }) => role === 'coordinator').length;

  it('comes back as it was stored, with an empty description too', async () => {
    const workspace = aWorkspace({ [aUser()]: 'coordinator', [aUser()]: 'member' });
    await store.insert(workspace);
    expect(await store.byId(workspace.id)).toEqual(workspace);
  });

  it('[P-25] keeps a coordinator when two demote each other at once, 200 times', async () => {
    for (let round = 0; round < 200; round += 1) {
      const [a, b] = [aUser(), aUser()];
      const workspace = aWorkspace({ [a]: 'coordinator', [b]: 'coordinator' });
      await store.insert(workspace);
      const wins = await Promise.all([
        store.changeRole(workspace.id, { userId: b, role: 'editor', byId: a }),
        store.changeRole(workspace.id, { userId: a, role: 'editor', byId: b }),
      ]);
      expect(wins.filter(Boolean)).toHaveLength(1);
      expect(await coordinatorsOf(workspace.id)).toBe(1);
    }
  });

  it('[P-25] keeps a coordinator when two leave, or one leaves and is demoted, at once, 100 times each', async () => {
    for (let round = 0; round < 100; round += 1) {
      const [a, b, c, d] = [aUser(), aUser(), aUser(), aUser()];
      const leaving = aWorkspace({ [a]: 'coordinator', [b]: 'coordinator' });
      const mixed = aWorkspace({ [c]: 'coordinator', [d]: 'coordinator' });
      await Promise.all([store.insert(leaving), store.insert(mixed)]);
      await Promise.all([
        store.removeMember(leaving.id, { userId: a, byId: a }),
        store.removeMember(leaving.id, { userId: b, byId: b }),
        store.removeMember(mixed.id, { userId: c, byId: c }),
        store.changeRole(mixed.id, { userId: d, role: 'member', byId: d }),
      ]);
      expect(await coordinatorsOf(leaving.id)).toBe(1);
      expect(await coordinatorsOf(mixed.id)).toBe(1);
    }
  });

  it('[P-23] changes nothing for somebody who coordinates no more, whatever was decided a moment ago', async () => {
    const [a, b, c] = [aUser(), aUser(), aUser()];
    const workspace = aWorkspace({ [a]: 'coordinator', [b]: 'editor', [c]: 'member' });
    await store.insert(workspace);
    expect(await store.changeRole(workspace.id, { userId: b, role: 'coordinator', byId: b })).toBe(false);
    expect(await store.removeMember(workspace.id, { userId: c, byId: b })).toBe(false);
    expect(await store.changeRole(workspace.id, { userId: b, role: 'member', byId: a })).toBe(true);
    expect(await store.roleOf(workspace.id, b)).toBe('member');
  });

  it('lets somebody in once per invitation, however many tabs ask', async () => {
    const [inviterId, guest] = [aUser(), aUser()];
    const workspace = aWorkspace({ [inviterId]: 'coordinator' });
    await store.insert(workspace);
    const by = { invitationId: InvitationId.parse(hex()), inviterId };
    const member = { userId: guest, role: 'editor' as const, since: at };
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => store.join(workspace.id, member, by)),
    );
    expect(outcomes.filter((outcome) => outcome === 'joined')).toHaveLength(1);
    expect((await store.byId(workspace.id))?.members).toHaveLength(2);
    // Sent away, the same invitation is no way back.
    await store.removeMember(workspace.id, { userId: guest, byId: inviterId });
    expect(await store.join(workspace.id, member, by)).toBe('used');
  });

  it('lets nobody in by an inviter who coordinates no more', async () => {
    const [a, b] = [aUser(), aUser()];
    const workspace = aWorkspace({ [a]: 'coordinator', [b]: 'editor' });
    await store.insert(workspace);
    const member = { userId: aUser(), role: 'coordinator' as const, since: at };
    const by = { invitationId: InvitationId.parse(hex()), inviterId: b };
    expect(await store.join(workspace.id, member, by)).toBe('gone');
  });

  it('lists only the own ones, by folded name, page by page without a gap', async () => {
    const me = aUser();
    const names = ['Örebro', 'aarhus', 'Aarhus', 'Zwolle', 'Łódź', 'Oslo'];
    for (const name of names) await store.insert({ ...aWorkspace({ [me]: 'member' }), name });
    await store.insert({ ...aWorkspace({ [aUser()]: 'coordinator' }), name: 'CANARY' });
    const seen: WorkspaceRecord[] = [];
    let after: { key: string; id: string } | null = null;
    for (;;) {
      const rows: WorkspaceRecord[] = await store.ofMember(me, { archived: false, after, limit: 2 });
      if (rows.length === 0) break;
      seen.push(...rows);
      const last = rows.at(-1)!;
      after = { key: sortKeyOf(last.name), id: last.id };
    }
    expect(seen.map(({ name }) => name.toLowerCase())).toEqual([
      'aarhus',
      'aarhus',
      'łódź',
      'örebro',
      'oslo',
      'zwolle',
    ]);
  });

  it('writes a description over its revision only', async () => {
    const workspace = aWorkspace({ [aUser()]: 'coordinator' });
    await store.insert(workspace);
    const writes = await Promise.all(
      ['one', 'two', 'three'].map((description) => store.describe(workspace.id, 0, { description }, at)),
    );
    expect(writes.filter((written) => written !== null)).toHaveLength(1);
    expect((await store.byId(workspace.id))?.revision).toBe(1);
  });
});
