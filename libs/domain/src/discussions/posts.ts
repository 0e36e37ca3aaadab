import {
  MAX_POSTS,
  type Attachment,
  type EditPost,
  type PostId,
  type React,
  type ThreadId,
  type WritePost,
} from '@kontor/contracts';
import type { PostFiles, SentPost } from '../attachments/post-files.js';
import type { Access } from '../access/access.js';
import { showsWords } from '../access/facts.js';
import type { PostGrant, ThreadGrant } from '../access/grants.js';
import type { Person } from '../kernel/actor.js';
import { KontorError, invalidField } from '../kernel/kontor-error.js';
import type { Clock } from '../kernel/ports.js';
import type { PostTexts, ReadBody, ReadingRecords, ThreadChange, ThreadRecords } from './discussions.port.js';
import type { DraftRecords } from './drafts.port.js';
import { entryOf, requireReason } from './moderation-log.js';
import { movedElsewhere, type ThreadChanges } from './thread-changes.js';
import { requirePace, type PostingPace } from './posting-pace.js';
import { requireText } from './threads.js';
import { withoutAccepted, type PostRecord, type PostVersion } from './thread.js';
import { homeOf } from './thread-home.js';
import { restoreUntil } from './thread-views.js';

/** Older versions than these are let go, so that a post stays a bounded record. */
const MAX_VERSIONS = 50;

/** What writing needs besides the store of threads. */
export interface PostMeans {
  texts: PostTexts;
  files: PostFiles;
  reading: ReadingRecords;
  drafts: DraftRecords;
  pace: PostingPace;
  clock: Clock;
}

/** Writing in threads: posts, their versions, taking them back, reactions. */
export class Posts {
  constructor(
    private readonly records: ThreadRecords,
    private readonly access: Access,
    private readonly changes: ThreadChanges,
    private readonly means: PostMeans,
  ) {}

  /** A post that is sent again is the same post: what was written offline arrives exactly once. */
  async write(actor: Person, begun: ThreadId, postId: PostId, input: WritePost): Promise<ThreadGrant> {
    // Written before the thread was merged into another, it belongs there.
    const threadId = await homeOf(this.records, begun);
    const read = requireText(this.means.texts.read(input.body));
    const sent = { body: read.body, attachments: input.attachments };
    const there = await this.ownThere(actor, threadId, postId, sent);
    if (there) return there;
    await requirePace(this.means.pace, actor.userId);
    const attachments = await this.means.files.of(actor, { threadId, postId }, sent);
    const grant = await this.changes.thread(actor, 'thread.post', threadId, async ({ thread }) => {
      if (await this.isThere(actor, threadId, postId, sent)) return null;
      if (thread.posts >= MAX_POSTS) {
        throw new KontorError('thread-full', 'This thread is full. Continue in a new one.');
      }
      const { answers, branch } = await this.placeOf(threadId, input);
      const now = this.means.clock.now();
      const post: PostRecord = {
        threadId,
        id: postId,
        no: thread.posts + 1,
        seq: 0,
        answers,
        branch: branch ?? thread.posts + 1,
        authorId: actor.userId,
        ...read,
        attachments,
        createdAt: now,
        versions: [],
        editedAt: null,
        deletedAt: null,
        deletedBy: null,
        hidden: null,
        movedTo: null,
        reactions: [],
      };
      const participants = [...new Set([...thread.participants, actor.userId])];
      return { fields: { posts: post.no, participants, lastPostAt: now }, posts: [post] };
    });
    await this.means.files.keep(sent);
    await this.follow(actor, grant, postId);
    await this.means.drafts.drop(actor.userId, threadId, { postId });
    return grant;
  }

  async edit(actor: Person, threadId: ThreadId, postId: PostId, input: EditPost): Promise<PostGrant> {
    const read = requireText(this.means.texts.read(input.body));
    const { files, clock } = this.means;
    const grant = await this.changes.post(actor, 'post.edit', threadId, postId, async ({ post }) => {
      const sent = {
        body: read.body,
        attachments: input.attachments ?? post.attachments.map(({ id }) => id),
      };
      const attachments = await files.of(actor, { threadId, postId }, sent, post);
      return edited(post, input, { ...read, attachments }, clock.now());
    });
    await files.keep({ body: read.body, attachments: input.attachments ?? [] });
    return grant;
  }

  /**
   * A placeholder stays. Deleting what is deleted changes nothing.
   * @param reason a coordinator who deletes the post of another says why
   */
  delete(actor: Person, threadId: ThreadId, postId: PostId, reason?: string): Promise<PostGrant> {
    return this.changes.post(actor, 'post.delete', threadId, postId, ({ thread, post }) => {
      if (post.deletedAt !== null) return null;
      const deletedAt = this.means.clock.now();
      const fields = withoutAccepted(thread, post);
      if (post.authorId === actor.userId) {
        return { fields, posts: [{ ...post, deletedAt, deletedBy: 'author' }] };
      }
      const deed = { act: 'post-deleted' as const, reason: requireReason(reason), post };
      const log = [entryOf(actor, deletedAt, thread, deed)];
      return { fields, posts: [{ ...post, deletedAt, deletedBy: 'coordinator' }], log };
    });
  }

  /** @throws KontorError conflict when an author comes later than a minute after deleting */
  restore(actor: Person, threadId: ThreadId, postId: PostId): Promise<PostGrant> {
    return this.changes.post(actor, 'post.restore', threadId, postId, ({ thread, post, facts }) => {
      if (post.deletedAt === null) return null;
      const now = this.means.clock.now();
      const until = restoreUntil(post, facts.workspace?.role ?? null);
      if (until !== null && now > until) {
        throw new KontorError(
          'conflict',
          'It was deleted too long ago to be brought back. Ask a coordinator.',
        );
      }
      const isOthers = post.authorId !== actor.userId;
      return {
        posts: [{ ...post, deletedAt: null, deletedBy: null }],
        ...(isOthers ? { log: [entryOf(actor, now, thread, { act: 'post-restored', post })] } : {}),
      };
    });
  }

  react(actor: Person, threadId: ThreadId, postId: PostId, { reaction, on }: React): Promise<PostGrant> {
    const { userId } = actor;
    return this.changes.post(actor, 'thread.post', threadId, postId, ({ post }) => {
      const isOn = post.reactions.some((one) => one.reaction === reaction && one.userId === userId);
      if (isOn === on) return null;
      requireStanding(post);
      if (post.hidden !== null) throw new KontorError('conflict', 'This post is hidden.');
      const others = post.reactions.filter((one) => one.reaction !== reaction || one.userId !== userId);
      return { posts: [{ ...post, reactions: on ? [...others, { reaction, userId }] : others }] };
    });
  }

  /** What its author edits. */
  async source(actor: Person, threadId: ThreadId, postId: PostId) {
    const { post } = await this.access.require(actor, 'post.edit', { threadId, postId });
    requireStanding(post);
    return { body: post.body, edits: post.versions.length, attachments: post.attachments };
  }

  /** How it read before, oldest first, and as it reads now. Of a deleted post nothing. */
  async history(
    actor: Person,
    threadId: ThreadId,
    postId: PostId,
  ): Promise<{ html: string; attachments: Attachment[]; writtenAt: Date }[]> {
    const { post, facts } = await this.access.require(actor, 'post.read', { threadId, postId });
    if (!showsWords(facts, post)) return [];
    return [...post.versions, latest(post)].map(({ body, ...rest }) => ({
      html: this.means.texts.html(body),
      ...rest,
    }));
  }

  /** The grant when this very post was written before, also when the thread has been closed since. */
  private async ownThere(
    actor: Person,
    threadId: ThreadId,
    postId: PostId,
    sent: SentPost,
  ): Promise<ThreadGrant | null> {
    const grant = await this.access.require(actor, 'thread.read', { threadId });
    return (await this.isThere(actor, threadId, postId, sent)) ? grant : null;
  }

  /** @throws KontorError conflict when other words are there: a draft that went on on two devices was sent by both */
  private async isThere(actor: Person, threadId: ThreadId, postId: PostId, sent: SentPost): Promise<boolean> {
    const post = await this.records.post(threadId, postId);
    if (post === null) return false;
    if (post.authorId === actor.userId && (post.movedTo !== null || saidFirst(post, sent))) return true;
    throw new KontorError('conflict', 'Choose another id for this post.');
  }

  /** By its id a post is found whatever its number is now; one that has left is answered on the first level. */
  private async placeOf(
    threadId: ThreadId,
    { answers, answersId }: Pick<WritePost, 'answers' | 'answersId'>,
  ) {
    const first = { answers: null, branch: null };
    if (answersId !== null) {
      const answered = await this.records.post(threadId, answersId);
      const isHere = answered !== null && answered.movedTo === null && answered.no !== 1;
      return isHere ? { answers: answered.no, branch: answered.branch } : first;
    }
    if (answers === null || answers === 1) return first;
    const answered = await this.records.postByNo(threadId, answers);
    if (!answered) throw invalidField('answers', 'no-such-post', 'answers: there is no such post');
    return { answers, branch: answered.branch };
  }

  private async follow({ userId }: Person, { thread }: ThreadGrant, postId: PostId): Promise<void> {
    const { id: threadId, workspaceId, layout } = thread;
    const post = await this.records.post(threadId, postId);
    const reading = (await this.means.reading.of(userId, [threadId])).get(threadId);
    const level = reading === undefined || reading.level === 'normal' ? { level: 'followed' as const } : {};
    const read = post ? [{ from: post.no, to: post.no }] : [];
    await this.means.reading.note({ threadId, userId, workspaceId, read, layout, ...level });
  }
}

/** Of a post that was edited very often the first words are no longer known: then it is taken for the same. */
const saidFirst = (post: PostRecord, sent: SentPost): boolean =>
  post.versions.length === MAX_VERSIONS || isSame(post.versions[0] ?? post, sent);

const isSame = (there: Pick<PostRecord, 'body' | 'attachments'>, { body, attachments }: SentPost): boolean =>
  JSON.stringify([there.body, there.attachments.map(({ id }) => id)]) === JSON.stringify([body, attachments]);

const latest = ({ body, attachments, editedAt, createdAt }: PostRecord): PostVersion => ({
  body,
  attachments,
  writtenAt: editedAt ?? createdAt,
});

/** A file that was put in or taken out is an edit like any other: what somebody answered to can be looked up. */
function edited(
  post: PostRecord,
  input: EditPost,
  now: ReadBody & Pick<PostRecord, 'attachments'>,
  editedAt: Date,
): ThreadChange | null {
  requireStanding(post);
  const ids = now.attachments.map(({ id }) => id);
  if (isSame(post, { body: now.body, attachments: ids })) return null;
  if (post.versions.length !== input.edits && post.versions.length < MAX_VERSIONS) {
    throw new KontorError('stale-revision', 'This post was edited elsewhere meanwhile.', {
      current: { body: post.body, edits: post.versions.length, attachments: post.attachments },
    });
  }
  const versions = [...post.versions, latest(post)].slice(-MAX_VERSIONS);
  return { posts: [{ ...post, ...now, versions, editedAt }] };
}

function requireStanding(post: PostRecord): void {
  if (post.movedTo !== null) throw movedElsewhere();
  if (post.deletedAt !== null) throw new KontorError('conflict', 'This post was deleted.');
}
