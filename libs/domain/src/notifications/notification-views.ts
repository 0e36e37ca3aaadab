import type { CommitmentId, PostId, ThreadId, UserId, WorkspaceId } from '@kontor/contracts';
import type { Access } from '../access/access.js';
import { mayReadWords, postFacts } from '../access/facts.js';
import type { ThreadGrant } from '../access/grants.js';
import { waitsForSignature } from '../commitments/commitment.js';
import type { ReadingRecords, ThreadRecords } from '../discussions/discussions.port.js';
import { includes } from '../discussions/ranges.js';
import { seenOf } from '../discussions/reading-state.js';
import { postWhereItIs } from '../discussions/thread-home.js';
import type { PostRecord, ReadingRecord } from '../discussions/thread.js';
import type { People } from '../identity/people.port.js';
import type { Person } from '../kernel/actor.js';
import { KontorError } from '../kernel/kontor-error.js';
import type {
  CommitmentSubject,
  InvitationSubject,
  NotificationRecord,
  NotificationSubject,
  PostSubject,
} from './notification.js';

/** A notification as its receiver may see it at this moment. */
export interface NotificationView {
  record: NotificationRecord;
  workspaceId: WorkspaceId;
  workspaceName: string;
  title: string;
  /** Where it leads: a post of a thread, a commitment, or else the members of the workspace. */
  place: { threadId: ThreadId; postId: PostId; postNo: number } | null;
  commitmentId: CommitmentId | null;
  text: string;
  actor: { userId: UserId; name: string } | null;
  read: boolean;
}

export interface NotificationViewMeans {
  threads: Pick<ThreadRecords, 'post'>;
  reading: Pick<ReadingRecords, 'of'>;
  people: Pick<People, 'byIds'>;
}

type Of<S extends NotificationSubject> = NotificationRecord & { subject: S };
/** What a view shows besides who did it. */
type Shown = Omit<NotificationView, 'actor'>;

/** Looks up what notifications are about, and leaves out what their receiver may not read, or what is gone. */
export class NotificationViews {
  constructor(
    private readonly access: Access,
    private readonly means: NotificationViewMeans,
  ) {}

  /** In the order of the records. */
  async of(reader: Person, records: readonly NotificationRecord[]): Promise<NotificationView[]> {
    if (records.length === 0) return [];
    const actorIds = [...new Set(records.flatMap(({ actorId }) => actorId ?? []))];
    const [posts, invitations, commitments, cards] = await Promise.all([
      this.ofPosts(reader, records.filter(isOfPost)),
      this.ofInvitations(reader, records.filter(isOfInvitation)),
      this.ofCommitments(reader, records.filter(isOfCommitment)),
      this.means.people.byIds(actorIds),
    ]);
    const shown = new Map([...posts, ...invitations, ...commitments].map((one) => [one.record.id, one]));
    const names = new Map(cards.map(({ id, name }) => [id, name]));
    return records.flatMap((record): NotificationView[] => {
      const one = shown.get(record.id);
      if (one === undefined) return [];
      const name = record.actorId === null ? undefined : names.get(record.actorId);
      const actor = record.actorId === null || name === undefined ? null : { userId: record.actorId, name };
      return [{ ...one, actor }];
    });
  }

  private async ofPosts(reader: Person, records: readonly Of<PostSubject>[]): Promise<Shown[]> {
    // Where they are now: a post moves with its thread, or out of it.
    const posts = await Promise.all(
      records.map(({ subject }) => postWhereItIs(this.means.threads, subject.threadId, subject.postId)),
    );
    const threadIds = [...new Set(posts.flatMap((post) => post?.threadId ?? []))];
    const [grants, readings] = await Promise.all([
      Promise.all(
        threadIds.map((threadId) => unlessRefused(this.access.require(reader, 'thread.read', { threadId }))),
      ),
      this.means.reading.of(reader.userId, threadIds),
    ]);
    const byThread = new Map(threadIds.map((threadId, index) => [threadId, grants[index] ?? null]));
    return records.flatMap((record, index) => {
      const post = posts[index] ?? null;
      const grant = post === null ? null : (byThread.get(post.threadId) ?? null);
      if (grant === null || post === null || post.deletedAt !== null) return [];
      if (!mayReadWords(postFacts(reader, grant.workspace, grant.thread, post), post)) return [];
      return [shownPost(record, grant, post, readings.get(post.threadId))];
    });
  }

  private async ofInvitations(reader: Person, records: readonly Of<InvitationSubject>[]): Promise<Shown[]> {
    const shown = await Promise.all(
      records.map(async (record): Promise<Shown[]> => {
        const { invitationId } = record.subject;
        const grant = await unlessRefused(this.access.require(reader, 'invitation.read', { invitationId }));
        if (grant === null) return [];
        const { workspace, invitation } = grant;
        return [
          {
            record,
            workspaceId: workspace.id,
            workspaceName: workspace.name,
            title: workspace.name,
            place: null,
            commitmentId: null,
            text: invitation.email,
            // Answered or revoked meanwhile: nothing is due any more.
            read: record.readAt !== null || (record.kind === 'deadline' && invitation.state !== 'pending'),
          },
        ];
      }),
    );
    return shown.flat();
  }

  private async ofCommitments(reader: Person, records: readonly Of<CommitmentSubject>[]): Promise<Shown[]> {
    const shown = await Promise.all(
      records.map(async (record): Promise<Shown[]> => {
        const { commitmentId, signatures } = record.subject;
        const grant = await unlessRefused(this.access.require(reader, 'commitment.read', { commitmentId }));
        if (grant === null) return [];
        const { workspace, commitment } = grant;
        return [
          {
            record,
            workspaceId: workspace.id,
            workspaceName: workspace.name,
            title: commitment.title,
            place: null,
            commitmentId,
            text: commitment.text,
            // Signed or withdrawn meanwhile, by whomever: nothing waits any more.
            read:
              record.readAt !== null ||
              !waitsForSignature(commitment) ||
              commitment.signatures.length > signatures,
          },
        ];
      }),
    );
    return shown.flat();
  }
}

const isOfCommitment = (record: NotificationRecord): record is Of<CommitmentSubject> =>
  record.subject.type === 'commitment';
const isOfPost = (record: NotificationRecord): record is Of<PostSubject> => record.subject.type === 'post';
const isOfInvitation = (record: NotificationRecord): record is Of<InvitationSubject> =>
  record.subject.type === 'invitation';

async function unlessRefused<T>(demand: Promise<T>): Promise<T | null> {
  try {
    return await demand;
  } catch (error) {
    if (error instanceof KontorError) return null;
    throw error;
  }
}

const shownPost = (
  record: NotificationRecord,
  { thread, workspace }: ThreadGrant,
  post: PostRecord,
  reading: ReadingRecord | undefined,
): Shown => ({
  record,
  workspaceId: workspace.id,
  workspaceName: workspace.name,
  title: thread.title,
  place: { threadId: thread.id, postId: post.id, postNo: post.no },
  commitmentId: null,
  // A post may be nothing but files: their names stand below its words.
  text: [post.text, ...post.attachments.map(({ name }) => `[${name}]`)].filter(Boolean).join('\n'),
  // A post that was read in its thread is read here: there is no second truth to keep in step.
  read: record.readAt !== null || (record.kind !== 'accepted' && includes(seenOf(thread, reading), post.no)),
});
