import type {
  DecideOnPost,
  FlagPost,
  Flag,
  FlaggedPost,
  HidePost,
  ModerationEntry,
  PostId,
  ThreadId,
  UserId,
  WorkspaceId,
} from '@kontor/contracts';
import type { Access } from '../access/access.js';
import type { PostGrant } from '../access/grants.js';
import type { People } from '../identity/people.port.js';
import type { Person } from '../kernel/actor.js';
import { decodeTimeCursor, pageOf } from '../kernel/cursor.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { Clock } from '../kernel/ports.js';
import type { PostTexts, ThreadRecords } from './discussions.port.js';
import {
  flaggedKey,
  type FlaggedRecord,
  type FlagRecord,
  type ModerationRecord,
  type ModerationRecords,
} from './moderation.port.js';
import { entryOf } from './moderation-log.js';
import { movedElsewhere, type ThreadChanges } from './thread-changes.js';
import { withoutAccepted, type ThreadRecord } from './thread.js';
import type { ThreadViews } from './thread-views.js';

const QUEUE = 'flagged';
const LOG = 'moderation-log';

/** What moderation shows and judges by. */
export interface ModerationMeans {
  changes: ThreadChanges;
  people: Pick<People, 'byIds'>;
  views: Pick<ThreadViews, 'authorsOf'>;
  texts: PostTexts;
  clock: Clock;
}

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
interface PageAsked {
  cursor?: string | undefined;
  limit: number;
}

/** Pointing at posts, and what coordinators decide about them. */
export class Moderation {
  constructor(
    private readonly records: ThreadRecords,
    private readonly moderation: ModerationRecords,
    private readonly access: Access,
    private readonly means: ModerationMeans,
  ) {}

  async flag(actor: Person, threadId: ThreadId, postId: PostId, { reason, words }: FlagPost): Promise<void> {
    const { thread, post } = await this.access.require(actor, 'post.flag', { threadId, postId });
    if (post.movedTo !== null) throw movedElsewhere();
    if (post.deletedAt !== null) throw new KontorError('conflict', 'This post was deleted.');
    const at = this.means.clock.now();
    const { userId } = actor;
    await this.moderation.flag(
      { workspaceId: thread.workspaceId, threadId, postId },
      { id: `${userId}@${at.getTime()}`, userId, reason, words, at },
    );
  }

  hide(actor: Person, threadId: ThreadId, postId: PostId, { reason }: HidePost): Promise<PostGrant> {
    return this.means.changes.post(actor, 'post.moderate', threadId, postId, async (grant) => {
      const { post, thread } = grant;
      if (post.hidden?.reason === reason) return null;
      if (post.deletedAt !== null) throw new KontorError('conflict', 'This post was deleted.');
      const hidden = { reason, at: this.means.clock.now(), by: actor.userId };
      const entry = await this.entry(actor, grant, 'post-hidden', reason);
      return { fields: withoutAccepted(thread, post), posts: [{ ...post, hidden }], log: [entry] };
    });
  }

  show(actor: Person, threadId: ThreadId, postId: PostId, { reason }: DecideOnPost): Promise<PostGrant> {
    return this.means.changes.post(actor, 'post.moderate', threadId, postId, async (grant) => {
      if (grant.post.hidden === null) return null;
      const entry = await this.entry(actor, grant, 'post-shown', reason);
      return { posts: [{ ...grant.post, hidden: null }], log: [entry] };
    });
  }

  /** The post stays as it is; what was said against it is answered. */
  dismiss(actor: Person, threadId: ThreadId, postId: PostId, { reason }: DecideOnPost): Promise<PostGrant> {
    return this.means.changes.post(actor, 'post.moderate', threadId, postId, async (grant) => {
      const entry = await this.entry(actor, grant, 'flags-dismissed', reason);
      return entry.flags.length === 0 ? null : { log: [entry] };
    });
  }

  async queue(
    actor: Person,
    workspaceId: WorkspaceId,
    { cursor, limit }: PageAsked,
  ): Promise<Page<FlaggedPost>> {
    await this.access.require(actor, 'post.list-flags', { workspaceId });
    const after = decodeTimeCursor(QUEUE, cursor);
    const waiting = async () => this.moderation.flagged(workspaceId, { after, limit: limit + 1 });
    // A decision whose writer died takes its flags out of the queue when its thread is read: so after that it is asked.
    const threads = new Map<ThreadId, ThreadRecord>();
    for (const threadId of new Set((await waiting()).map((one) => one.threadId))) {
      const thread = await this.records.byId(threadId);
      if (thread !== null) threads.set(threadId, thread);
    }
    const page = pageOf(QUEUE, await waiting(), limit, (row) => ({
      key: row.since.toISOString(),
      id: flaggedKey(row),
    }));
    const items = await this.shown(workspaceId, threads, page.items);
    return { items, nextCursor: page.nextCursor };
  }

  async log(
    actor: Person,
    workspaceId: WorkspaceId,
    { cursor, limit }: PageAsked,
  ): Promise<Page<ModerationEntry>> {
    const about = { about: 'workspace' as const, ownerOrganisationId: null, signedByUserId: null };
    await this.access.require(actor, 'audit-log.read', { workspaceId }, { auditEntry: about });
    const after = decodeTimeCursor(LOG, cursor);
    const rows = await this.moderation.entries(workspaceId, { after, limit: limit + 1 });
    const page = pageOf(LOG, rows, limit, ({ at, id }) => ({ key: at.toISOString(), id }));
    const names = await this.names(
      page.items.flatMap(({ actorId, authorId, flags }) => [
        actorId,
        ...(authorId === null ? [] : [authorId]),
        ...flags.map(({ userId }) => userId),
      ]),
    );
    return { items: page.items.map((entry) => entryView(entry, names)), nextCursor: page.nextCursor };
  }

  private async shown(
    workspaceId: WorkspaceId,
    threads: ReadonlyMap<ThreadId, ThreadRecord>,
    rows: readonly FlaggedRecord[],
  ): Promise<FlaggedPost[]> {
    const found = await Promise.all(
      rows.map(async (row) => ({ row, post: await this.records.post(row.threadId, row.postId) })),
    );
    const authors = await this.means.views.authorsOf(
      workspaceId,
      found.flatMap(({ post }) => (post === null ? [] : [post.authorId])),
    );
    const names = await this.names(rows.flatMap(({ flags }) => flags.map(({ userId }) => userId)));
    return found.flatMap(({ row, post }): FlaggedPost[] => {
      const thread = threads.get(row.threadId);
      if (post === null || thread === undefined) return [];
      return [
        {
          threadId: row.threadId,
          threadTitle: thread.title,
          postId: post.id,
          no: post.no,
          author: authors(post.authorId),
          html: post.deletedAt === null ? this.means.texts.html(post.body) : '',
          hidden: post.hidden !== null,
          deleted: post.deletedAt !== null,
          flags: row.flags.map((flag) => flagView(flag, names)),
        },
      ];
    });
  }

  private async entry(
    actor: Person,
    { thread, post }: PostGrant,
    act: ModerationRecord['act'],
    reason: string,
  ) {
    const flags = await this.moderation.flagsOf(thread.id, post.id);
    return { ...entryOf(actor, this.means.clock.now(), thread, { act, reason, post }), flags };
  }

  private async names(ids: readonly UserId[]): Promise<Names> {
    const cards = await this.means.people.byIds([...new Set(ids)]);
    const names = new Map(cards.map(({ id, name }) => [id, name]));
    return (id) => (id === null ? null : (names.get(id) ?? null));
  }
}

type Names = (id: UserId | null) => string | null;

const flagView = ({ userId, reason, words, at }: FlagRecord, names: Names): Flag => ({
  by: names(userId),
  reason,
  words,
  at: at.toISOString(),
});

const entryView = (entry: ModerationRecord, names: Names): ModerationEntry => ({
  id: entry.id,
  at: entry.at.toISOString(),
  act: entry.act,
  by: names(entry.actorId),
  threadId: entry.threadId,
  threadTitle: entry.threadTitle,
  no: entry.no,
  author: names(entry.authorId),
  reason: entry.reason,
  flags: entry.flags.map((flag) => flagView(flag, names)),
});
