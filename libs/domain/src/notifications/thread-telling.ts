import type { ThreadId, UserId } from '@kontor/contracts';
import { isAllowed } from '@kontor/policy';
import { threadFacts } from '../access/facts.js';
import type { PostTexts, ThreadRecords } from '../discussions/discussions.port.js';
import type { PostRecord, ThreadRecord } from '../discussions/thread.js';
import type { Job, JobRun } from '../jobs/job.js';
import { personOnBehalf } from '../identity/on-behalf.js';
import type { Clock } from '../kernel/ports.js';
import { membershipOf, type WorkspaceRecord } from '../workspaces/workspace.js';
import type { WorkspaceStore } from '../workspaces/workspaces.port.js';
import { KEPT_DAYS } from './notification.js';
import type { Recipient, ThreadListeners, UntoldThreads, Watches } from './notifications.port.js';
import type { News, Telling } from './telling.js';
import { reasonsOf, type Reason } from './thread-reasons.js';

const AT_ONCE = 50;
const DAY_MS = 86_400_000;
const SWEEP_MS = 30_000;

/** What telling needs to know of threads. */
export interface ThreadTellingMeans {
  threads: Pick<ThreadRecords, 'byId' | 'post' | 'postByNo' | 'posts'>;
  untold: UntoldThreads;
  listeners: ThreadListeners;
  watches: Pick<Watches, 'watchersOf'>;
  workspaces: Pick<WorkspaceStore, 'byId'>;
  texts: PostTexts;
  clock: Clock;
}

/**
 * Turns what changed in threads into notifications. A thread carries the mark that it has changes of which nobody was told
 * since the very write that made them; it goes when all are told. So whatever dies in between, the next run tells, and the
 * keys of the records keep everybody from being told twice.
 */
export class ThreadTelling implements Job {
  readonly name = 'thread-telling';
  readonly everyMs = SWEEP_MS;

  constructor(
    private readonly telling: Telling,
    private readonly means: ThreadTellingMeans,
  ) {}

  async run({ mayGoOn }: JobRun): Promise<void> {
    for (;;) {
      const found = await this.means.untold.untold(AT_ONCE);
      for (const { threadId, seq, posts } of found) {
        if (!mayGoOn()) return;
        await this.tell(threadId, seq, posts);
      }
      if (found.length < AT_ONCE) return;
    }
  }

  private async tell(threadId: ThreadId, since: number, posts: number): Promise<void> {
    const thread = await this.means.threads.byId(threadId);
    if (thread === null) return;
    const workspace = await this.means.workspaces.byId(thread.workspaceId);
    if (workspace !== null) {
      const reasons = await this.reasons(thread, workspace, since, posts);
      // What the demo brings with it happened to nobody: it is shown, not mailed.
      await this.telling.tell(
        reasons.map((reason) => newsOf(reason, thread)),
        (reader) => mayRead(reader, workspace, thread),
        !(thread.isSample && posts === 0),
      );
    }
    await this.means.untold.noteTold(threadId, thread.seq);
  }

  private async reasons(
    thread: ThreadRecord,
    workspace: WorkspaceRecord,
    since: number,
    toldPosts: number,
  ): Promise<Reason[]> {
    const { threads, listeners, watches, clock } = this.means;
    const oldest = clock.now().getTime() - KEPT_DAYS * DAY_MS;
    const isRecent = (post: PostRecord) => post.createdAt.getTime() > oldest;
    const changed = (await threads.posts(thread.id, since)).filter(isRecent);
    const answered = new Set(changed.map(({ answers }) => answers ?? 1));
    const authors = new Map<number, UserId>();
    for (const no of answered) {
      const post = await threads.postByNo(thread.id, no);
      if (post !== null) authors.set(no, post.authorId);
    }
    const accepted = thread.accepted === null ? null : await threads.postByNo(thread.id, thread.accepted);
    const levels = await listeners.levelsOf(thread.id);
    const isNew = ({ no }: PostRecord) => no > toldPosts;
    const hasBegun = changed.some((post) => post.no === 1 && isNew(post));
    return reasonsOf({
      thread,
      changed,
      isNew,
      accepted: accepted !== null && isRecent(accepted) ? accepted : null,
      authorOf: (no) => authors.get(no) ?? null,
      mentionedIn: (post) => (isNew(post) ? post.mentions : this.addedMentions(post)),
      members: workspace.members.map(({ userId }) => userId),
      levels: new Map(levels.map(({ userId, level }) => [userId, level])),
      watchers: hasBegun ? await watches.watchersOf(thread.workspaceId, thread.tags) : [],
    });
  }

  private addedMentions(post: PostRecord): UserId[] {
    const last = post.versions.at(-1);
    const before = last === undefined ? post.mentions : (this.means.texts.read(last.body)?.mentions ?? []);
    return post.mentions.filter((userId) => !before.includes(userId));
  }
}

function newsOf(reason: Reason, thread: ThreadRecord): News {
  const { key, userId, kind, post, actorId } = reason;
  return {
    key,
    userId,
    workspaceId: thread.workspaceId,
    kind,
    subject: { type: 'post', threadId: thread.id, postId: post.id },
    actorId,
    at: kind === 'accepted' ? null : (post.editedAt ?? post.createdAt),
  };
}

function mayRead(reader: Recipient, workspace: WorkspaceRecord, thread: ThreadRecord): boolean {
  const role = membershipOf(workspace, reader.id)?.role ?? null;
  const facts = threadFacts(personOnBehalf(reader), { archivedAt: workspace.archivedAt, role }, thread);
  return isAllowed(facts, 'thread.read');
}
