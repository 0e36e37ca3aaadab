import {
  MOST_UNREAD,
  type Notification,
  type NotificationId,
  type NotificationQuery,
  type ReadNotifications,
  type ThreadId,
  type UserId,
} from '@kontor/contracts';
import { includes } from '../discussions/ranges.js';
import type { ReadingRecords, ThreadRecords } from '../discussions/discussions.port.js';
import type { Access } from '../access/access.js';
import type { Person } from '../kernel/actor.js';
import { decodeTimeCursor, pageOf } from '../kernel/cursor.js';
import type { EventBus } from '../kernel/events.js';
import type { Clock } from '../kernel/ports.js';
import type { NotificationRecords } from './notifications.port.js';
import type { NotificationView, NotificationViews } from './notification-views.js';

const LIST = 'notifications';
const EXCERPT = 240;
const NAMES = 3;
/** Pages of nothing, because nothing of it may be read any more, before the list says that there is no more for now. */
const MOST_LOOKS = 10;

export interface CentreMeans {
  views: NotificationViews;
  threads: Pick<ThreadRecords, 'post'>;
  reading: Pick<ReadingRecords, 'of'>;
  events: EventBus;
  clock: Clock;
}

/** Own notifications: nobody has a way to those of others. */
export class NotificationCentre {
  constructor(
    private readonly records: NotificationRecords,
    private readonly access: Access,
    private readonly means: CentreMeans,
  ) {}

  async list(
    actor: Person,
    { cursor, limit, show }: NotificationQuery,
  ): Promise<{ items: Notification[]; nextCursor: string | null }> {
    this.access.requireAct(actor, 'notification.read');
    let after = decodeTimeCursor(LIST, cursor);
    const unreadOnly = show === 'unread';
    for (let look = 1; ; look += 1) {
      const rows = await this.records.list(actor.userId, { unreadOnly, after, limit: limit + 1 });
      const page = pageOf(LIST, rows, limit, ({ at, id }) => ({ key: at.toISOString(), id }));
      const views = await this.means.views.of(actor, page.items);
      const items = gathered(unreadOnly ? views.filter(({ read }) => !read) : views);
      if (items.length > 0 || page.nextCursor === null || look === MOST_LOOKS) {
        return { items, nextCursor: page.nextCursor };
      }
      after = decodeTimeCursor(LIST, page.nextCursor);
    }
  }

  /** As many as may be read and were not, up to {@link MOST_UNREAD}. */
  async unread(actor: Person): Promise<number> {
    this.access.requireAct(actor, 'notification.read');
    const rows = await this.records.list(actor.userId, {
      unreadOnly: true,
      after: null,
      limit: MOST_UNREAD,
    });
    const views = await this.means.views.of(actor, rows);
    return views.filter(({ read }) => !read).length;
  }

  async markRead(actor: Person, { ids }: ReadNotifications): Promise<void> {
    this.access.requireAct(actor, 'notification.settle');
    const changed = await this.records.markRead(actor.userId, ids, this.means.clock.now());
    if (changed > 0) this.means.events.publish({ type: 'notification.changed', userId: actor.userId });
  }

  /** What was read in its thread counts as read here too, in every tab. */
  async noteThreadRead(userId: UserId, threadId: ThreadId): Promise<void> {
    const unread = await this.records.unreadOfThread(userId, threadId);
    if (unread.length === 0) return;
    const read = (await this.means.reading.of(userId, [threadId])).get(threadId)?.read ?? [];
    const ids: NotificationId[] = [];
    for (const { id, kind, subject } of unread) {
      if (kind === 'accepted' || subject.type !== 'post') continue;
      const post = await this.means.threads.post(threadId, subject.postId);
      if (post !== null && includes(read, post.no)) ids.push(id);
    }
    if (ids.length === 0) return;
    await this.records.markRead(userId, ids, this.means.clock.now());
    this.means.events.publish({ type: 'notification.changed', userId });
  }
}

/** What happened in one place for one reason is one line, where the newest of it stands. */
function gathered(views: readonly NotificationView[]): Notification[] {
  const lines = new Map<string, NotificationView[]>();
  for (const view of views) {
    const where = view.place?.threadId ?? view.commitmentId ?? view.workspaceId;
    const key = `${where} ${view.record.kind} ${view.read}`;
    lines.set(key, [...(lines.get(key) ?? []), view]);
  }
  return [...lines.values()].flatMap((line) => lineOf(line) ?? []);
}

function lineOf(views: readonly NotificationView[]): Notification | null {
  const [newest] = views;
  if (newest === undefined) return null;
  const people = new Map(
    views.flatMap(({ actor }) => (actor === null ? [] : [[actor.userId, actor] as const])),
  );
  return {
    id: newest.record.id,
    ids: views.map(({ record }) => record.id),
    kind: newest.record.kind,
    workspaceId: newest.workspaceId,
    workspaceName: newest.workspaceName,
    title: newest.title,
    threadId: newest.place?.threadId ?? null,
    commitmentId: newest.commitmentId,
    postNo: newest.place === null ? null : Math.min(...views.flatMap(({ place }) => place?.postNo ?? [])),
    people: [...people.values()].slice(0, NAMES),
    excerpt: excerptOf(newest.text, EXCERPT),
    count: views.length,
    at: newest.record.at.toISOString(),
    read: newest.read,
  };
}

/** The beginning of a text, cut between words. @param length in characters, the dots not counted */
export function excerptOf(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= length) return line;
  const cut = line.slice(0, length);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > length / 2 ? space : length).trimEnd()}…`;
}
