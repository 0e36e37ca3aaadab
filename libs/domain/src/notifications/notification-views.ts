import type { ThreadId, UserId, WorkspaceId } from '@kontor/contracts';
import type { Access } from '../access/access.js';
import type { ThreadGrant } from '../access/grants.js';
import type { ReadingRecords, ThreadRecords } from '../discussions/discussions.port.js';
import { includes } from '../discussions/ranges.js';
import type { PostRecord, ReadingRecord } from '../discussions/thread.js';
import type { People } from '../identity/people.port.js';
import type { Person } from '../kernel/actor.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { NotificationRecord } from './notification.js';

/** A notification as its receiver may see it at this moment. */
export interface NotificationView {
  record: NotificationRecord;
  workspaceId: WorkspaceId;
  workspaceName: string;
  threadId: ThreadId;
  title: string;
  postNo: number;
  text: string;
  actor: { userId: UserId; name: string } | null;
  read: boolean;
}

export interface NotificationViewMeans {
  threads: Pick<ThreadRecords, 'post'>;
  reading: Pick<ReadingRecords, 'of'>;
  people: Pick<People, 'byIds'>;
}

/** Looks up what notifications are about, and leaves out what their receiver may not read, or what is gone. */
export class NotificationViews {
  constructor(
    private readonly access: Access,
    private readonly means: NotificationViewMeans,
  ) {}

  async of(reader: Person, records: readonly NotificationRecord[]): Promise<NotificationView[]> {
    if (records.length === 0) return [];
    const threadIds = [...new Set(records.map(({ subject }) => subject.threadId))];
    const actorIds = [...new Set(records.flatMap(({ actorId }) => actorId ?? []))];
    const [grants, posts, readings, cards] = await Promise.all([
      this.grants(reader, threadIds),
      Promise.all(records.map(({ subject }) => this.means.threads.post(subject.threadId, subject.postId))),
      this.means.reading.of(reader.userId, threadIds),
      this.means.people.byIds(actorIds),
    ]);
    const names = new Map(cards.map(({ id, name }) => [id, name]));
    return records.flatMap((record, index): NotificationView[] => {
      const grant = grants.get(record.subject.threadId);
      const post = posts[index] ?? null;
      if (grant === undefined || post === null || post.deletedAt !== null) return [];
      const name = record.actorId === null ? undefined : names.get(record.actorId);
      const actor = record.actorId === null || name === undefined ? null : { userId: record.actorId, name };
      return [viewOf(record, grant, post, actor, readings.get(record.subject.threadId))];
    });
  }

  private async grants(reader: Person, threadIds: readonly ThreadId[]): Promise<Map<ThreadId, ThreadGrant>> {
    const grants = await Promise.all(
      threadIds.map(async (threadId) => {
        try {
          return await this.access.require(reader, 'thread.read', { threadId });
        } catch (error) {
          if (error instanceof KontorError) return null;
          throw error;
        }
      }),
    );
    return new Map(grants.flatMap((grant) => (grant === null ? [] : [[grant.thread.id, grant] as const])));
  }
}

const viewOf = (
  record: NotificationRecord,
  { thread, workspace }: ThreadGrant,
  post: PostRecord,
  actor: NotificationView['actor'],
  reading: ReadingRecord | undefined,
): NotificationView => ({
  record,
  workspaceId: workspace.id,
  workspaceName: workspace.name,
  threadId: thread.id,
  title: thread.title,
  postNo: post.no,
  text: post.text,
  actor,
  // A post that was read in its thread is read here: there is no second truth to keep in step.
  read: record.readAt !== null || (record.kind !== 'accepted' && includes(reading?.read ?? [], post.no)),
});
