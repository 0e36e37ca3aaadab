import { InvitationId, UserId, WorkspaceId, WorkspaceRole } from '@kontor/contracts';
import {
  sortKeyOf,
  MAX_MEMBERS,
  type JoinOutcome,
  type Membership,
  type WorkspacePageQuery,
  type WorkspaceRecord,
  type WorkspaceStanding,
  type WorkspaceStore,
} from '@kontor/domain';
import mongoose, { type Connection, type Model, type QueryFilter } from 'mongoose';
import { z } from 'zod';
import { together } from '../together.js';
import { workspaceModel, type StoredWorkspace } from './workspace.model.js';

const Member = z.object({ userId: UserId, role: WorkspaceRole, since: z.date() });
/** What a stored workspace must be when it comes back. */
export const WorkspaceRow = z
  .object({
    _id: WorkspaceId,
    revision: z.number(),
    name: z.string(),
    description: z.string(),
    programme: z.string().nullable(),
    isSample: z.boolean(),
    members: z.array(Member),
    usedInvitations: z.array(InvitationId),
    createdAt: z.date(),
    createdBy: UserId,
    updatedAt: z.date(),
    archivedAt: z.date().nullable(),
  })
  .transform(({ _id, ...rest }): WorkspaceRecord => ({ id: _id, ...rest }));

const Standing = z.object({
  _id: WorkspaceId,
  name: z.string(),
  archivedAt: z.date().nullable(),
  members: z.array(Member),
});
const Role = z.object({ _id: WorkspaceId, members: z.array(Member) });

const { trusted } = mongoose;
type Filter = QueryFilter<StoredWorkspace>;

const hasMember = (member: Partial<Membership>): Filter => ({ members: trusted({ $elemMatch: member }) });
/** Of all members these people, for a `$project`. */
const membersAmong = (userIds: readonly string[]) => ({
  $filter: { input: '$members', cond: { $in: ['$$this.userId', { $literal: [...userIds] }] } },
});
/** The heart of "never zero": somebody other than this person coordinates, judged inside the very write. */
const anotherCoordinates = (userId: UserId): Filter => ({
  members: trusted({ $elemMatch: { role: 'coordinator', userId: { $ne: userId } } }),
});

/** Workspaces with their members in MongoDB. */
export class MongoWorkspaces implements WorkspaceStore {
  readonly #workspaces: Model<StoredWorkspace>;
  readonly #standing = together((asked: { id: WorkspaceId; userId: UserId | null }[]) =>
    this.#standings(asked),
  );
  readonly #coordinates = together((userIds: UserId[]) => this.#coordinating(userIds));

  constructor(connection: Connection) {
    this.#workspaces = workspaceModel(connection);
  }

  async insert({ id, ...rest }: WorkspaceRecord): Promise<void> {
    await this.#workspaces.create({ _id: id, ...rest, nameKey: sortKeyOf(rest.name) });
  }

  async byId(id: WorkspaceId): Promise<WorkspaceRecord | null> {
    return WorkspaceRow.nullable().parse(await this.#workspaces.findById(id).lean());
  }

  async standing(id: WorkspaceId, userId: UserId | null): Promise<WorkspaceStanding | null> {
    const row = Standing.nullable().parse(await this.#standing({ id, userId }));
    if (row === null) return null;
    return { id: row._id, name: row.name, archivedAt: row.archivedAt, role: row.members[0]?.role ?? null };
  }

  async ofMember(userId: UserId, { archived, after, limit }: WorkspacePageQuery): Promise<WorkspaceRecord[]> {
    const filter: Filter = {
      'members.userId': userId,
      archivedAt: archived ? trusted({ $ne: null }) : null,
      ...(after && {
        $or: [
          { nameKey: trusted({ $gt: after.key }) },
          { nameKey: after.key, _id: trusted({ $gt: WorkspaceId.parse(after.id) }) },
        ],
      }),
    };
    const rows = await this.#workspaces.find(filter).sort({ nameKey: 1, _id: 1 }).limit(limit).lean();
    return z.array(WorkspaceRow).parse(rows);
  }

  async describe(
    id: WorkspaceId,
    revision: number,
    changes: { name?: string; description?: string },
    at: Date,
  ): Promise<WorkspaceRecord | null> {
    const nameKey = changes.name === undefined ? {} : { nameKey: sortKeyOf(changes.name) };
    return this.#write(
      { _id: id, revision },
      { $set: { ...changes, ...nameKey, updatedAt: at }, $inc: { revision: 1 } },
    );
  }

  async setArchived(id: WorkspaceId, archived: boolean, at: Date): Promise<WorkspaceRecord | null> {
    const filter = { _id: id, archivedAt: archived ? null : trusted({ $ne: null }) };
    const $set = { archivedAt: archived ? at : null, updatedAt: at };
    return this.#write(filter, { $set, $inc: { revision: 1 } });
  }

  async join(
    id: WorkspaceId,
    member: Membership,
    { invitationId, inviterId }: { invitationId: InvitationId; inviterId: UserId },
  ): Promise<JoinOutcome> {
    const filter: Filter = {
      _id: id,
      archivedAt: null,
      usedInvitations: trusted({ $ne: invitationId }),
      [`members.${MAX_MEMBERS - 1}`]: trusted({ $exists: false }),
      $and: [
        { 'members.userId': trusted({ $ne: member.userId }) },
        hasMember({ userId: inviterId, role: 'coordinator' }),
      ],
    };
    const { modifiedCount } = await this.#workspaces.updateOne(filter, {
      $push: { members: member, usedInvitations: invitationId },
    });
    return modifiedCount === 1 ? 'joined' : this.#whyNot(id, member.userId, invitationId);
  }

  /** Only explains a write that did not happen; it decides nothing. */
  async #whyNot(id: WorkspaceId, userId: UserId, invitationId: InvitationId): Promise<JoinOutcome> {
    const workspace = await this.byId(id);
    if (workspace === null) return 'gone';
    if (workspace.usedInvitations.includes(invitationId)) return 'used';
    if (workspace.members.some((member) => member.userId === userId)) return 'already-member';
    return workspace.members.length >= MAX_MEMBERS ? 'full' : 'gone';
  }

  async changeRole(
    id: WorkspaceId,
    { userId, role, byId }: { userId: UserId; role: WorkspaceRole; byId: UserId },
  ): Promise<boolean> {
    const filter: Filter = {
      _id: id,
      archivedAt: null,
      $and: [
        hasMember({ userId }),
        hasMember({ userId: byId, role: 'coordinator' }),
        ...(role === 'coordinator' ? [] : [anotherCoordinates(userId)]),
      ],
    };
    const { matchedCount } = await this.#workspaces.updateOne(
      filter,
      { $set: { 'members.$[member].role': role } },
      { arrayFilters: [{ 'member.userId': userId }] },
    );
    return matchedCount === 1;
  }

  async removeMember(id: WorkspaceId, { userId, byId }: { userId: UserId; byId: UserId }): Promise<boolean> {
    const filter: Filter = {
      _id: id,
      $and: [
        hasMember({ userId }),
        anotherCoordinates(userId),
        ...(byId === userId ? [] : [hasMember({ userId: byId, role: 'coordinator' })]),
      ],
    };
    const { modifiedCount } = await this.#workspaces.updateOne(filter, { $pull: { members: { userId } } });
    return modifiedCount === 1;
  }

  async roleOf(workspaceId: WorkspaceId, userId: UserId): Promise<WorkspaceRole | null> {
    return (await this.standing(workspaceId, userId))?.role ?? null;
  }

  async rolesOf(userId: UserId): Promise<{ workspaceId: WorkspaceId; role: WorkspaceRole }[]> {
    const own = { members: { $elemMatch: { userId } } };
    const rows = await this.#workspaces.find({ 'members.userId': userId }, own).lean();
    return z
      .array(Role)
      .parse(rows)
      .flatMap(({ _id, members }) => members.slice(0, 1).map(({ role }) => ({ workspaceId: _id, role })));
  }

  async coordinatesSomewhere(userId: UserId): Promise<boolean> {
    return (await this.#coordinates(userId)) ?? false;
  }

  /** What each who asks sees of a workspace: its name and, of the members, themselves. */
  async #standings<Asked extends { id: WorkspaceId; userId: UserId | null }>(asked: readonly Asked[]) {
    const userIds = asked.map(({ userId }) => userId ?? '');
    const rows = await this.#workspaces.aggregate<z.input<typeof Standing>>([
      { $match: { _id: { $in: asked.map(({ id }) => id) } } },
      { $project: { name: 1, archivedAt: 1, members: membersAmong(userIds) } },
    ]);
    const found = new Map(
      rows.map(({ members, ...rest }) => [
        rest._id,
        { rest, byUser: new Map(members.map((member) => [member.userId, member])) },
      ]),
    );
    return new Map(
      asked.flatMap((one) => {
        const there = found.get(one.id);
        if (there === undefined) return [];
        const member = one.userId === null ? undefined : there.byUser.get(one.userId);
        return [[one, { ...there.rest, members: member ? [member] : [] }] as const];
      }),
    );
  }

  async #coordinating(userIds: readonly UserId[]): Promise<Map<UserId, boolean>> {
    const rows = await this.#workspaces.aggregate<Pick<StoredWorkspace, 'members'>>([
      { $match: { members: { $elemMatch: { userId: { $in: userIds }, role: 'coordinator' } } } },
      { $project: { members: membersAmong(userIds) } },
    ]);
    const coordinators = rows.flatMap(({ members }) => members.filter(({ role }) => role === 'coordinator'));
    return new Map(coordinators.map(({ userId }) => [userId, true]));
  }

  async #write(
    filter: Filter,
    update: mongoose.UpdateQuery<StoredWorkspace>,
  ): Promise<WorkspaceRecord | null> {
    const options = { returnDocument: 'after' } as const;
    return WorkspaceRow.nullable().parse(
      await this.#workspaces.findOneAndUpdate(filter, update, options).lean(),
    );
  }
}
