import { NotificationId, type NotificationChoice, type ThreadId, type UserId } from '@kontor/contracts';
import { isAllowed } from '@kontor/policy';
import { threadFacts } from '../access/facts.js';
import type { PostTexts, ThreadRecords } from '../discussions/discussions.port.js';
import type { PostRecord, ThreadRecord } from '../discussions/thread.js';
import type { Job, JobRun } from '../jobs/job.js';
import { personOnBehalf } from '../identity/on-behalf.js';
import type { EventBus } from '../kernel/events.js';
import type { Clock, Ids } from '../kernel/ports.js';
import { membershipOf, type WorkspaceRecord } from '../workspaces/workspace.js';
import type { WorkspaceStore } from '../workspaces/workspaces.port.js';
import { choiceFor } from './choices.js';
import { nextDigestAt } from './digest-time.js';
import { KEPT_DAYS, type NotificationRecord } from './notification.js';
import type {
  Attendance,
  NotificationRecords,
  PreferenceRecord,
  PreferenceRecords,
  Recipient,
  Recipients,
  ThreadListeners,
  UntoldThreads,
} from './notifications.port.js';
import { reasonsOf, type Reason } from './thread-reasons.js';

/** Who has Kontor open may be reading already: their mail waits so long, and does not go out when they were. */
const HOLD_MS = 60_000;
const AT_ONCE = 50;
const DAY_MS = 86_400_000;
const SWEEP_MS = 30_000;

/** What telling needs to know of threads and people. */
export interface TellingMeans {
  threads: Pick<ThreadRecords, 'byId' | 'post' | 'postByNo' | 'posts'>;
  untold: UntoldThreads;
  listeners: ThreadListeners;
  workspaces: Pick<WorkspaceStore, 'byId'>;
  recipients: Recipients;
  preferences: PreferenceRecords;
  attendance: Attendance;
  texts: PostTexts;
  events: EventBus;
  ids: Ids;
  clock: Clock;
  /** Told after something was stored whose mail is due. */
  onMailDue: () => void;
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
    private readonly records: Pick<NotificationRecords, 'add'>,
    private readonly means: TellingMeans,
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
      await this.notify(thread, workspace, reasons, thread.isSample && posts === 0);
    }
    await this.means.untold.noteTold(threadId, thread.seq);
  }

  private async reasons(
    thread: ThreadRecord,
    workspace: WorkspaceRecord,
    since: number,
    toldPosts: number,
  ): Promise<Reason[]> {
    const { threads, listeners, clock } = this.means;
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
    return reasonsOf({
      thread,
      changed,
      isNew,
      accepted: accepted !== null && isRecent(accepted) ? accepted : null,
      authorOf: (no) => authors.get(no) ?? null,
      mentionedIn: (post) => (isNew(post) ? post.mentions : this.addedMentions(post)),
      members: workspace.members.map(({ userId }) => userId),
      levels: new Map(levels.map(({ userId, level }) => [userId, level])),
      watchers: [],
    });
  }

  private addedMentions(post: PostRecord): UserId[] {
    const last = post.versions.at(-1);
    const before = last === undefined ? post.mentions : (this.means.texts.read(last.body)?.mentions ?? []);
    return post.mentions.filter((userId) => !before.includes(userId));
  }

  private async notify(
    thread: ThreadRecord,
    workspace: WorkspaceRecord,
    reasons: readonly Reason[],
    isUnmailed: boolean,
  ): Promise<void> {
    if (reasons.length === 0) return;
    const userIds = [...new Set(reasons.map(({ userId }) => userId))];
    const [recipients, preferences] = await Promise.all([
      this.means.recipients.of(userIds),
      this.means.preferences.of(userIds),
    ]);
    const readers = new Map(
      recipients.filter((one) => mayRead(one, workspace, thread)).map((one) => [one.id, one]),
    );
    const records = reasons.flatMap((reason) => {
      const reader = readers.get(reason.userId);
      if (reader === undefined) return [];
      const chosen = choiceFor(preferences.get(reader.id), thread.workspaceId, reason.kind);
      const choice = isUnmailed ? { ...chosen, mail: 'never' as const } : chosen;
      return this.recordOf(reason, reader, thread, choice) ?? [];
    });
    const added = await this.records.add(records);
    await this.awaitDigests(records, readers, preferences);
    const fresh = records.filter(({ key }) => added.has(key));
    for (const userId of new Set(fresh.map((record) => record.userId))) {
      this.means.events.publish({ type: 'notification.changed', userId });
    }
    if (fresh.some(({ mail }) => mail === 'due')) this.means.onMailDue();
  }

  private recordOf(
    { key, userId, kind, post, actorId }: Reason,
    reader: Recipient,
    thread: ThreadRecord,
    { inApp, mail }: NotificationChoice,
  ): NotificationRecord | null {
    if (!inApp && mail === 'never') return null;
    const now = this.means.clock.now();
    const hold = this.means.attendance.isHere(reader.id) ? HOLD_MS : 0;
    return {
      id: NotificationId.parse(this.means.ids.next()),
      key,
      userId,
      workspaceId: thread.workspaceId,
      kind,
      subject: { type: 'post', threadId: thread.id, postId: post.id },
      actorId,
      at: kind === 'accepted' ? now : (post.editedAt ?? post.createdAt),
      inApp,
      readAt: null,
      mail: FIRST_STATE[mail],
      mailDueAt: mail === 'at-once' ? new Date(now.getTime() + hold) : null,
      mailKey: null,
      mailedAt: null,
    };
  }

  /** Also for those who were told before: the run that told them may have died before it came here. */
  private async awaitDigests(
    records: readonly NotificationRecord[],
    readers: ReadonlyMap<UserId, Recipient>,
    preferences: ReadonlyMap<UserId, PreferenceRecord>,
  ): Promise<void> {
    const now = this.means.clock.now();
    const waiting = new Set(records.filter(({ mail }) => mail === 'digest').map(({ userId }) => userId));
    for (const userId of waiting) {
      const chosen = preferences.get(userId);
      const reader = readers.get(userId);
      if (reader === undefined || (chosen?.digestAt ?? null) !== null) continue;
      const at = nextDigestAt(now, chosen?.digest ?? 'daily', reader.timeZone);
      await this.means.preferences.awaitDigest(userId, at);
    }
  }
}

const FIRST_STATE = { 'at-once': 'due', digest: 'digest', never: 'none' } as const;

function mayRead(reader: Recipient, workspace: WorkspaceRecord, thread: ThreadRecord): boolean {
  const role = membershipOf(workspace, reader.id)?.role ?? null;
  const facts = threadFacts(personOnBehalf(reader), { archivedAt: workspace.archivedAt, role }, thread);
  return isAllowed(facts, 'thread.read');
}
