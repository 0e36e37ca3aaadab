import { CommitmentId, DocumentId, ThreadId, UserId, type WorkspaceId } from '@kontor/contracts';
import { scope } from '@kontor/policy';
import type { Access } from '../access/access.js';
import type { ThreadRecords } from '../discussions/discussions.port.js';
import type { People } from '../identity/people.port.js';
import type { Person } from '../kernel/actor.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { Memberships } from '../workspaces/memberships.port.js';
import { isOfficial, type Role } from './doors.js';
import { isStanding } from './projections.js';
import type { SearchRecord } from './search-record.js';

/** What the last look before the door needs. */
export interface JudgeMeans {
  access: Access;
  threads: Pick<ThreadRecords, 'postByNo'>;
  people: Pick<People, 'byIds'>;
  memberships: Pick<Memberships, 'rolesOf'>;
}

/**
 * Judges what a query found once more, each by the rule of the thing itself, before it is shown. The query holds the scope
 * already; but records follow what they are made of by a moment, and after a crash by a start. In that gap a draft that was
 * just narrowed, a post that was just deleted or a fellow who has just left must not show: neither text nor title.
 */
export class HitJudge {
  constructor(private readonly means: JudgeMeans) {}

  /** The workspace's name for things of a workspace; undefined: the reader may not see this, or it is not there. */
  async judge(
    actor: Person,
    roles: readonly Role[],
    record: SearchRecord,
  ): Promise<{ workspace: { id: WorkspaceId; name: string } | null } | undefined> {
    try {
      return await this.look(actor, roles, record);
    } catch (error) {
      if (error instanceof KontorError) return undefined;
      throw error;
    }
  }

  private async look(actor: Person, roles: readonly Role[], record: SearchRecord) {
    const { access } = this.means;
    switch (record.kind) {
      case 'practice-document': {
        const documentId = DocumentId.parse(record.ofId);
        const { workspace } = await access.require(actor, 'practice-document.read', { documentId });
        return { workspace: { id: workspace.id, name: workspace.name } };
      }
      case 'thread': {
        const threadId = ThreadId.parse(record.ofId);
        const { workspace } = await access.require(actor, 'thread.read', { threadId });
        if (record.place !== null && !(await this.says(threadId, record))) return undefined;
        return { workspace: { id: workspace.id, name: workspace.name } };
      }
      case 'commitment': {
        const commitmentId = CommitmentId.parse(record.ofId);
        const { workspace } = await access.require(actor, 'commitment.read', { commitmentId });
        return { workspace: { id: workspace.id, name: workspace.name } };
      }
      case 'person':
        return (await this.sees(actor, roles, UserId.parse(record.ofId))) ? { workspace: null } : undefined;
      case 'organisation':
      case 'city':
        return { workspace: null };
    }
  }

  /** Whether the post still says what was found: neither deleted nor written over. */
  private async says(threadId: ThreadId, { place, text }: SearchRecord): Promise<boolean> {
    const post = await this.means.threads.postByNo(threadId, Number(place));
    return post !== null && isStanding(post) && post.text.includes(text);
  }

  private async sees(actor: Person, roles: readonly Role[], userId: UserId): Promise<boolean> {
    const [card] = await this.means.people.byIds([userId]);
    if (card === undefined || card.disabledAt !== null) return false;
    if (userId === actor.userId) return true;
    const { people } = scope({ ...actor, isOfficialSomewhere: isOfficial(roles) });
    if (people !== 'sharing-a-workspace') return people === 'all';
    const theirs = await this.means.memberships.rolesOf(userId);
    return theirs.some(({ workspaceId }) => roles.some((own) => own.workspaceId === workspaceId));
  }
}
