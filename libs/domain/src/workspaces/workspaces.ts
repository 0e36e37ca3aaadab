import {
  WorkspaceId,
  type CreateWorkspace,
  type UpdateWorkspace,
  type Workspace,
  type WorkspaceRole,
} from '@kontor/contracts';
import { workspaceAbilities } from '@kontor/policy';
import type { Access } from '../access/access.js';
import { workspaceFacts } from '../access/facts.js';
import { reachesOf } from '../access/reach.js';
import type { Person } from '../kernel/actor.js';
import { decodeCursor, pageOf } from '../kernel/cursor.js';
import type { EventBus } from '../kernel/events.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { Clock, Ids } from '../kernel/ports.js';
import type { DocumentRecords } from '../practice-documents/practice-documents.port.js';
import { sortKeyOf } from './sort-key.js';
import { membershipOf, type WorkspaceRecord } from './workspace.js';
import type { WorkspaceStore } from './workspaces.port.js';

/** A workspace as one person sees it. */
export interface WorkspaceView {
  workspace: WorkspaceRecord;
  role: WorkspaceRole | null;
  /** Only documents that this person may list. */
  documentCount: number;
  abilities: Workspace['abilities'];
}

const LIST = 'workspaces';

/** Opening, describing, archiving and listing workspaces. */
export class Workspaces {
  constructor(
    private readonly store: WorkspaceStore,
    private readonly documents: Pick<DocumentRecords, 'countByWorkspace'>,
    private readonly access: Access,
    private readonly events: EventBus,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Whoever opens a workspace is its first coordinator. */
  async create(actor: Person, input: CreateWorkspace): Promise<WorkspaceView> {
    this.access.requireAct(actor, 'workspace.create');
    const now = this.clock.now();
    const workspace: WorkspaceRecord = {
      ...input,
      id: WorkspaceId.parse(this.ids.next()),
      revision: 0,
      programme: null,
      isSample: false,
      members: [{ userId: actor.userId, role: 'coordinator', since: now }],
      usedInvitations: [],
      createdAt: now,
      createdBy: actor.userId,
      updatedAt: now,
      archivedAt: null,
    };
    await this.store.insert(workspace);
    this.events.publish({ type: 'access.changed', userIds: [actor.userId], workspaceId: workspace.id });
    return this.view(actor, workspace);
  }

  async get(actor: Person, workspaceId: WorkspaceId): Promise<WorkspaceView> {
    const { workspace } = await this.access.require(actor, 'workspace.read', { workspaceId });
    return this.view(actor, workspace);
  }

  /** The actor's own workspaces, by name. */
  async list(
    actor: Person,
    query: { archived: boolean; cursor?: string | undefined; limit: number },
  ): Promise<{ items: WorkspaceView[]; nextCursor: string | null }> {
    this.access.requireAct(actor, 'workspace.list');
    const rows = await this.store.ofMember(actor.userId, {
      archived: query.archived,
      after: decodeCursor(LIST, query.cursor),
      limit: query.limit + 1,
    });
    const page = pageOf(LIST, rows, query.limit, ({ name, id }) => ({ key: sortKeyOf(name), id }));
    return { items: await this.views(actor, page.items), nextCursor: page.nextCursor };
  }

  /** @throws KontorError stale-revision when another write came first: read again, then redo */
  async update(actor: Person, workspaceId: WorkspaceId, input: UpdateWorkspace): Promise<WorkspaceView> {
    await this.access.require(actor, 'workspace.update', { workspaceId });
    const { revision, ...changes } = input;
    const written = await this.store.describe(workspaceId, revision, changes, this.clock.now());
    if (written === null) {
      // Judged anew: whoever lost the right meanwhile learns that, and nothing of what it looks like now.
      await this.access.require(actor, 'workspace.update', { workspaceId });
      throw new KontorError('stale-revision', 'Somebody else changed this workspace meanwhile.');
    }
    this.events.publish({ type: 'workspace.changed', workspaceId });
    return this.view(actor, written);
  }

  archive = (actor: Person, workspaceId: WorkspaceId): Promise<WorkspaceView> =>
    this.move(actor, workspaceId, true);
  restore = (actor: Person, workspaceId: WorkspaceId): Promise<WorkspaceView> =>
    this.move(actor, workspaceId, false);

  private async move(actor: Person, workspaceId: WorkspaceId, archived: boolean): Promise<WorkspaceView> {
    const action = archived ? 'workspace.archive' : 'workspace.restore';
    await this.access.require(actor, action, { workspaceId });
    const written = await this.store.setArchived(workspaceId, archived, this.clock.now());
    if (written === null) {
      // Somebody else was quicker: the state is what was asked for, so it is told as the policy tells it.
      const { workspace } = await this.access.require(actor, action, { workspaceId });
      return this.view(actor, workspace);
    }
    this.events.publish({ type: 'workspace.changed', workspaceId });
    // Everything inside becomes read-only, or writable again: live sessions are judged anew.
    this.events.publish({ type: 'access.changed', workspaceId });
    return this.view(actor, written);
  }

  private async view(actor: Person, workspace: WorkspaceRecord): Promise<WorkspaceView> {
    const [view] = await this.views(actor, [workspace]);
    if (view === undefined) throw new Error('a view per workspace');
    return view;
  }

  private async views(actor: Person, workspaces: readonly WorkspaceRecord[]): Promise<WorkspaceView[]> {
    const roles = workspaces.flatMap((workspace) => {
      const role = membershipOf(workspace, actor.userId)?.role;
      return role === undefined ? [] : [{ workspaceId: workspace.id, role }];
    });
    const counts = await this.documents.countByWorkspace(reachesOf(actor, roles));
    return workspaces.map((workspace) => ({
      workspace,
      role: membershipOf(workspace, actor.userId)?.role ?? null,
      documentCount: counts.get(workspace.id) ?? 0,
      abilities: workspaceAbilities(workspaceFacts(actor, workspace)),
    }));
  }
}
