import { MOST_WATCHED_TAGS, type ChangeWatching, type Watching, type WorkspaceId } from '@kontor/contracts';
import type { Access } from '../access/access.js';
import type { Person } from '../kernel/actor.js';
import { invalidField } from '../kernel/kontor-error.js';
import type { WorkspaceStore } from '../workspaces/workspaces.port.js';
import type { Watches } from './notifications.port.js';

const MOST_WORKSPACES = 200;

/** What somebody watches: new threads of a workspace, all of them or those with a tag. */
export class WatchingChoices {
  constructor(
    private readonly watches: Watches,
    private readonly access: Access,
    private readonly workspaces: Pick<WorkspaceStore, 'ofMember'>,
  ) {}

  /** Where the person still has a role; what was watched elsewhere counts again for whoever comes back. */
  async list(actor: Person): Promise<Watching[]> {
    this.access.requireAct(actor, 'notification.read');
    const { userId } = actor;
    const [watched, workspaces] = await Promise.all([
      this.watches.of(userId),
      this.workspaces.ofMember(userId, { archived: false, after: null, limit: MOST_WORKSPACES }),
    ]);
    return workspaces.flatMap(({ id, name }) => {
      const here = watched.find(({ workspaceId }) => workspaceId === id);
      if (here === undefined || (!here.all && here.tags.length === 0)) return [];
      return [{ workspaceId: id, workspaceName: name, all: here.all, tags: here.tags }];
    });
  }

  async change(actor: Person, workspaceId: WorkspaceId, change: ChangeWatching): Promise<Watching> {
    const { workspace } = await this.access.require(actor, 'thread.watch', { workspaceId });
    const { all, tags } = await this.write(actor, workspaceId, change);
    return { workspaceId, workspaceName: workspace.name, all, tags };
  }

  private async write({ userId }: Person, workspaceId: WorkspaceId, change: ChangeWatching) {
    if (change.what === 'all') return this.watches.setAll(userId, workspaceId, change.on);
    if (!change.on) return this.watches.removeTag(userId, workspaceId, change.tag);
    const added = await this.watches.addTag(userId, workspaceId, change.tag, MOST_WATCHED_TAGS);
    if (added !== null) return added;
    throw invalidField(
      'tag',
      'too-many',
      `tag: no more than ${MOST_WATCHED_TAGS} are watched in a workspace`,
    );
  }
}
