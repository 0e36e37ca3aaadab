import {
  THREAD_AUDIENCES,
  type OrganisationId,
  type ThreadAudience,
  type UserId,
  type WorkspaceId,
  type WorkspaceRole,
} from '@kontor/contracts';
import { isAllowed, RULES } from '@kontor/policy';
import type { Access } from '../access/access.js';
import type { WorkspaceGrant } from '../access/grants.js';
import { readersOf } from '../access/reach.js';
import type { People, PersonCard } from '../identity/people.port.js';
import type { Person } from '../kernel/actor.js';
import { decodeCursor, pageOf } from '../kernel/cursor.js';
import type { EventBus } from '../kernel/events.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { OrganisationCard, OrganisationDirectory } from '../organisations/organisations.port.js';
import { sortKeyOf } from './sort-key.js';
import type { Membership } from './workspace.js';
import type { WorkspaceStore } from './workspaces.port.js';

/** A member as one person sees another. */
export interface MemberView {
  membership: Membership;
  name: string;
  /** Null for everybody but coordinators. */
  email: string | null;
  organisation: OrganisationCard | null;
  isSelf: boolean;
  /** Audiences of threads that they read. */
  reads: ThreadAudience[];
}

const LIST = 'members';
/** Somebody whose account is gone stays in the list without a name: roles do not vanish silently. */
const FORMER = 'Former member';

/** Who belongs to a workspace, in which role, and how that changes. There is a coordinator at all times. */
export class Members {
  constructor(
    private readonly store: WorkspaceStore,
    private readonly people: People,
    private readonly organisations: OrganisationDirectory,
    private readonly access: Access,
    private readonly events: EventBus,
  ) {}

  /** By name; addresses only for coordinators. */
  async list(
    actor: Person,
    workspaceId: WorkspaceId,
    query: { cursor?: string | undefined; limit: number },
  ): Promise<{ items: MemberView[]; nextCursor: string | null }> {
    const grant = await this.access.require(actor, 'membership.read', { workspaceId });
    const { workspace } = grant;
    const after = decodeCursor(LIST, query.cursor);
    const cards = new Map(
      (await this.people.byIds(workspace.members.map((m) => m.userId))).map((c) => [c.id, c]),
    );
    const rows = workspace.members
      .map((membership) => ({
        membership,
        card: cards.get(membership.userId) ?? null,
        key: sortKeyOf(cards.get(membership.userId)?.name ?? FORMER),
      }))
      .filter((row) => after === null || compare(row.key, row.membership.userId, after.key, after.id) > 0)
      .sort((a, b) => compare(a.key, a.membership.userId, b.key, b.membership.userId));
    const page = pageOf(LIST, rows, query.limit, (row) => ({ key: row.key, id: row.membership.userId }));
    return { items: await this.views(actor, page.items, grant), nextCursor: page.nextCursor };
  }

  /** @throws KontorError last-coordinator, also when two coordinators demote each other at the same instant */
  async changeRole(
    actor: Person,
    workspaceId: WorkspaceId,
    userId: UserId,
    role: WorkspaceRole,
  ): Promise<MemberView> {
    const demand = () => this.access.require(actor, 'membership.change', { workspaceId, userId });
    const before = await demand();
    if (before.membership.role !== role) {
      if (!(await this.store.changeRole(workspaceId, { userId, role, byId: actor.userId }))) {
        await demand();
        throw lastCoordinator();
      }
      this.announce(workspaceId, userId);
    }
    const [card] = await this.people.byIds([userId]);
    const membership = { ...before.membership, role };
    const [view] = await this.views(actor, [{ membership, card: card ?? null }], before);
    if (view === undefined) throw new Error('a view per membership');
    return view;
  }

  /** Ends somebody else's membership, or one's own by the same door. */
  async end(actor: Person, workspaceId: WorkspaceId, userId: UserId): Promise<void> {
    const demand = () => this.access.require(actor, 'membership.end', { workspaceId, userId });
    await demand();
    await this.remove(actor, workspaceId, userId, demand);
  }

  async leave(actor: Person, workspaceId: WorkspaceId): Promise<void> {
    const demand = () => this.access.require(actor, 'membership.leave', { workspaceId });
    await demand();
    await this.remove(actor, workspaceId, actor.userId, demand);
  }

  private async remove(
    actor: Person,
    workspaceId: WorkspaceId,
    userId: UserId,
    demand: () => Promise<unknown>,
  ): Promise<void> {
    const isWritten = await this.store.removeMember(workspaceId, { userId, byId: actor.userId });
    if (!isWritten) {
      await demand();
      throw lastCoordinator();
    }
    this.announce(workspaceId, userId);
  }

  private announce(workspaceId: WorkspaceId, userId: UserId): void {
    this.events.publish({ type: 'access.changed', userIds: [userId], workspaceId });
    this.events.publish({ type: 'member.changed', workspaceId, userId });
  }

  private async views(
    actor: Person,
    rows: readonly { membership: Membership; card: PersonCard | null }[],
    { workspace, facts }: Pick<WorkspaceGrant, 'workspace' | 'facts'>,
  ): Promise<MemberView[]> {
    // Whoever may invite by address may see addresses.
    const seesAddresses = isAllowed(facts, 'invitation.read');
    const ids = new Set(
      rows.flatMap(({ card }): OrganisationId[] => (card?.organisationId ? [card.organisationId] : [])),
    );
    const found = await this.organisations.organisationsByIds([...ids]);
    const organisations = new Map(found.map((organisation) => [organisation.id, organisation]));
    return rows.map(({ membership, card }) => ({
      membership,
      name: card?.name ?? FORMER,
      email: seesAddresses ? (card?.email ?? null) : null,
      organisation: card?.organisationId ? (organisations.get(card.organisationId) ?? null) : null,
      isSelf: membership.userId === actor.userId,
      reads: THREAD_AUDIENCES.filter((audience) => {
        const alone = { archivedAt: workspace.archivedAt, members: [membership] };
        return readersOf(alone, { audience, createdBy: actor.userId }).length > 0;
      }),
    }));
  }
}

const compare = (key: string, id: string, otherKey: string, otherId: string): number =>
  key === otherKey ? (id < otherId ? -1 : id > otherId ? 1 : 0) : key < otherKey ? -1 : 1;

const lastCoordinator = (): KontorError =>
  new KontorError(
    'last-coordinator',
    'A workspace keeps at least one coordinator. Make somebody else coordinator first.',
    {
      rule: RULES.lastCoordinator,
    },
  );
