import type { KeepDraft, ThreadId, UserId } from '@kontor/contracts';
import type { Access } from '../access/access.js';
import type { Person } from '../kernel/actor.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { Clock } from '../kernel/ports.js';
import type { PostTexts, ThreadRecords } from './discussions.port.js';
import type { DraftRecord, DraftRecords } from './drafts.port.js';
import { homeOf } from './thread-home.js';
import { requireText } from './threads.js';

/** What somebody is writing in a thread, kept so that they go on with it on another device. */
export class Drafts {
  constructor(
    private readonly records: ThreadRecords,
    private readonly access: Access,
    private readonly drafts: DraftRecords,
    private readonly texts: PostTexts,
    private readonly clock: Clock,
  ) {}

  /** @returns null when nothing is kept. Who may not read the thread any more has no draft in it either: it goes. */
  async read(actor: Person, asked: ThreadId): Promise<DraftRecord | null> {
    const threadId = await homeOf(this.records, asked);
    try {
      await this.access.require(actor, 'thread.read-draft', { threadId });
    } catch (error) {
      if (error instanceof KontorError && error.code === 'not-found') {
        await this.drafts.drop(actor.userId, threadId);
      }
      throw error;
    }
    return (await this.unsent(actor.userId, threadId)) ?? this.carriedHere(actor.userId, threadId);
  }

  /** @throws KontorError stale-revision when other words are there; conflict when the post has been sent */
  async keep(actor: Person, begun: ThreadId, { revision: known, ...input }: KeepDraft): Promise<DraftRecord> {
    const threadId = await homeOf(this.records, begun);
    const { body } = requireText(this.texts.read(input.body));
    await this.access.require(actor, 'thread.keep-draft', { threadId });
    const { userId } = actor;
    const sent = await this.records.post(threadId, input.postId);
    if (sent !== null) throw new KontorError('conflict', 'This has been sent.');
    const savedAt = this.clock.now();
    // By the clock, so that a draft that begins anew is never taken for an older one of the same number.
    const revision = Math.max(known + 1, savedAt.getTime());
    const { postId, answersId, attachments } = input;
    const draft: DraftRecord = { userId, threadId, revision, postId, body, answersId, attachments, savedAt };
    if (await this.drafts.put(draft, known)) return draft;
    throw new KontorError('stale-revision', 'You have written something else here meanwhile.');
  }

  /** Takes back what was written: the words of this revision and no others. */
  async drop(actor: Person, begun: ThreadId, revision: number): Promise<void> {
    const threadId = await homeOf(this.records, begun);
    await this.access.require(actor, 'thread.keep-draft', { threadId });
    await this.drafts.drop(actor.userId, threadId, { revision });
    if ((await this.unsent(actor.userId, threadId)) === null) return;
    throw new KontorError('stale-revision', 'You have written something else here meanwhile.');
  }

  /** A post that is there is the end of its draft, also where whoever wrote it died before taking the draft away. */
  private async unsent(userId: UserId, threadId: ThreadId): Promise<DraftRecord | null> {
    const draft = await this.drafts.of(userId, threadId);
    if (draft === null || (await this.records.post(threadId, draft.postId)) === null) return draft;
    await this.drafts.drop(userId, threadId, { postId: draft.postId });
    return null;
  }

  /** What was begun in a thread that was merged into this one goes on here. */
  private async carriedHere(userId: UserId, threadId: ThreadId): Promise<DraftRecord | null> {
    for (const draft of await this.drafts.by(userId)) {
      if (draft.threadId === threadId || (await homeOf(this.records, draft.threadId)) !== threadId) continue;
      const isSent = (await this.records.post(draft.threadId, draft.postId)) !== null;
      const carried = { ...draft, threadId };
      if (!isSent && !(await this.drafts.put(carried, 0))) return this.unsent(userId, threadId);
      await this.drafts.drop(userId, draft.threadId, { revision: draft.revision });
      if (!isSent) return carried;
    }
    return null;
  }
}
