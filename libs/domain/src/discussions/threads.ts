import type {
  CreateThread,
  PostBody,
  ThreadAnchor,
  ThreadId,
  ThreadQuery,
  UserId,
  WorkspaceId,
} from '@kontor/contracts';
import type { PostFiles } from '../attachments/post-files.js';
import type { Access } from '../access/access.js';
import { threadReachesOf } from '../access/reach.js';
import type { Person } from '../kernel/actor.js';
import { decodeCursor, pageOf } from '../kernel/cursor.js';
import { KontorError, invalidField } from '../kernel/kontor-error.js';
import type { Clock } from '../kernel/ports.js';
import type { OrganisationDirectory } from '../organisations/organisations.port.js';
import { membershipOf } from '../workspaces/workspace.js';
import type {
  PostTexts,
  ReadBody,
  ReadingRecords,
  ThreadListQuery,
  ThreadRecords,
} from './discussions.port.js';
import { askedPoll } from './poll.js';
import { requirePace, type PostingPace } from './posting-pace.js';
import { readingOf } from './reading-state.js';
import type { ThreadChanges } from './thread-changes.js';
import type { PostRecord, ThreadRecord } from './thread.js';
import { homeOf } from './thread-home.js';
import type { StateView, ThreadView, ThreadViews } from './thread-views.js';

/** What starting and reading threads needs besides their store. */
export interface ThreadMeans {
  texts: PostTexts;
  files: PostFiles;
  views: ThreadViews;
  changes: ThreadChanges;
  reading: ReadingRecords;
  organisations: OrganisationDirectory;
  pace: PostingPace;
  clock: Clock;
}

const LIST = 'threads';
/** An unread list leaves out what was read; after so many pages of nothing it says that there is no more for now. */
const MOST_LOOKS = 20;

/** Starting, finding and reading threads. */
export class Threads {
  constructor(
    private readonly records: ThreadRecords,
    private readonly access: Access,
    private readonly means: ThreadMeans,
  ) {}

  /** The client chooses the ids: who sends it again, because the answer was lost, gets the thread that is there. */
  async create(
    actor: Person,
    workspaceId: WorkspaceId,
    threadId: ThreadId,
    input: CreateThread,
  ): Promise<StateView> {
    const { audience, kind, anchor } = input;
    await this.access.require(
      actor,
      'thread.create',
      { workspaceId },
      { thread: newThread(actor, audience) },
    );
    if (kind === 'announcement') await this.access.require(actor, 'thread.announce', { workspaceId });
    if (anchor !== null) await this.requireAnchor(actor, workspaceId, anchor);
    const read = requireText(this.means.texts.read(input.body));
    // Who sends it again writes nothing new.
    if ((await this.records.byId(threadId)) === null) await requirePace(this.means.pace, actor.userId);
    const sent = { body: read.body, attachments: input.attachments };
    const attachments = await this.means.files.of(actor, { threadId, postId: input.postId }, sent);
    const now = this.means.clock.now();
    const thread: ThreadRecord = {
      id: threadId,
      workspaceId,
      seq: 1,
      wholeSeq: 1,
      kind,
      title: input.title,
      audience,
      tags: [...new Set(input.tags)],
      anchor,
      status: 'open',
      closedReason: null,
      accepted: null,
      pinned: false,
      poll: input.poll && askedPoll(input.poll, 1, now, 'poll.'),
      layout: 0,
      gone: [],
      mergedInto: null,
      posts: 1,
      participants: [actor.userId],
      cityId: await this.cityOf(actor),
      createdAt: now,
      createdBy: actor.userId,
      lastPostAt: now,
      isSample: false,
    };
    const first = firstPost(threadId, input, actor.userId, { ...read, attachments }, now);
    if (await this.records.insert(thread, [first])) this.means.changes.announce(thread);
    else await this.requireSame(actor, thread, input);
    await this.means.files.keep(sent);
    await this.means.reading.note({
      threadId,
      userId: actor.userId,
      workspaceId,
      read: [{ from: 1, to: 1 }],
      layout: 0,
      level: 'followed',
    });
    return this.state(actor, threadId, 0);
  }

  /**
   * The thread, and the posts that changed after `after`: all of them after 0, and after what touches all of them. Of a
   * thread that was merged into another that other one, whole.
   */
  async state(actor: Person, asked: ThreadId, after: number): Promise<StateView> {
    const threadId = await homeOf(this.records, asked);
    const known = threadId === asked ? after : 0;
    for (let look = 1; ; look += 1) {
      const grant = await this.access.require(actor, 'thread.read', { threadId });
      const posts = await this.records.posts(threadId, known < grant.thread.wholeSeq ? 0 : known);
      // Posts of a later state than the thread: it changed in between, perhaps in all its numbers.
      const isOne = posts.every(({ seq }) => seq <= grant.thread.seq);
      if (isOne || look === MOST_LOOKS) return this.means.views.state(actor, grant, posts);
    }
  }

  async list(
    actor: Person,
    workspaceId: WorkspaceId,
    { cursor, limit, show, ...filters }: ThreadQuery,
  ): Promise<{ items: ThreadView[]; nextCursor: string | null }> {
    const { workspace } = await this.access.require(actor, 'thread.list', { workspaceId });
    let after = placeFrom(cursor);
    const role = membershipOf(workspace, actor.userId)?.role ?? null;
    const [reach] = role === null ? [] : threadReachesOf(actor, [{ workspaceId, role }]);
    if (reach === undefined) return { items: [], nextCursor: null };
    const query: Omit<ThreadListQuery, 'after'> = {
      ...filters,
      ...(show === 'decisions' ? { kind: 'decision' as const } : {}),
      ...(show === 'mine' ? { participant: actor.userId } : {}),
      ...(show === 'unanswered' ? { unansweredOnly: true } : {}),
      reach,
      limit: limit + 1,
    };
    const rows: ThreadRecord[] = [];
    for (let look = 0; look < MOST_LOOKS && rows.length <= limit; look += 1) {
      const found = await this.records.list({ ...query, after });
      rows.push(...(show === 'unread' ? await this.unreadOf(actor, found) : found));
      const last = found.at(-1);
      if (last === undefined || found.length <= limit) break;
      after = placeOf(last);
    }
    const page = pageOf(LIST, rows, limit, (row) => ({ key: keyOf(row), id: row.id }));
    const standing = { ...workspace, role };
    return { items: await this.means.views.of(actor, standing, page.items), nextCursor: page.nextCursor };
  }

  private async unreadOf(actor: Person, threads: readonly ThreadRecord[]): Promise<ThreadRecord[]> {
    const readings = await this.means.reading.of(
      actor.userId,
      threads.map(({ id }) => id),
    );
    return threads.filter((thread) => {
      const { unread, level } = readingOf(thread, readings.get(thread.id));
      return level !== 'muted' && unread > 0;
    });
  }

  private async requireAnchor(actor: Person, workspaceId: WorkspaceId, anchor: ThreadAnchor): Promise<void> {
    const { document } = await this.access.require(actor, 'practice-document.read', {
      documentId: anchor.id,
    });
    if (document.workspaceId === workspaceId) return;
    throw invalidField('anchor', 'other-workspace', 'anchor: the document is of another workspace');
  }

  private async cityOf({ organisationId }: Person): Promise<ThreadRecord['cityId']> {
    if (organisationId === null) return null;
    const [organisation] = await this.means.organisations.organisationsByIds([organisationId]);
    return organisation?.cityId ?? null;
  }

  private async requireSame(actor: Person, thread: ThreadRecord, input: CreateThread): Promise<void> {
    const there = await this.records.byId(thread.id);
    const post = await this.records.post(thread.id, input.postId);
    const isSame = there?.workspaceId === thread.workspaceId && there.createdBy === actor.userId;
    if (!isSame || post?.no !== 1) throw new KontorError('conflict', 'Choose another id for this thread.');
  }
}

/** @throws KontorError invalid-input */
export function requireText(read: ReadBody | null): ReadBody {
  if (read !== null) return read;
  throw invalidField('body', 'unreadable', 'body: write something that the editor of posts can hold');
}

const newThread = (actor: Person, audience: ThreadRecord['audience']) => ({
  authorUserId: actor.userId,
  audience,
  ofOwnReview: false,
  closed: false,
  published: false,
});

const firstPost = (
  threadId: ThreadId,
  { postId }: { postId: CreateThread['postId']; body: PostBody },
  authorId: UserId,
  read: ReadBody & Pick<PostRecord, 'attachments'>,
  createdAt: Date,
) => ({
  threadId,
  id: postId,
  no: 1,
  seq: 1,
  answers: null,
  branch: 1,
  authorId,
  ...read,
  createdAt,
  versions: [],
  editedAt: null,
  deletedAt: null,
  deletedBy: null,
  hidden: null,
  movedTo: null,
  reactions: [],
});

const keyOf = ({ pinned, lastPostAt }: ThreadRecord): string =>
  `${pinned ? 'pinned' : 'other'} ${lastPostAt.toISOString()}`;
const placeOf = (row: ThreadRecord) => ({ pinned: row.pinned, at: row.lastPostAt, id: row.id });

function placeFrom(cursor: string | undefined): ThreadListQuery['after'] {
  const decoded = decodeCursor(LIST, cursor);
  if (decoded === null) return null;
  const [place, time] = decoded.key.split(' ');
  const at = new Date(time ?? '');
  if (Number.isNaN(at.getTime())) throw invalidField('cursor', 'unknown-cursor', 'cursor: start again');
  return { pinned: place === 'pinned', at, id: decoded.id };
}
