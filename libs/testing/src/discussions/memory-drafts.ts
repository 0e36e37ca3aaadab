import type { ThreadId, UserId } from '@kontor/contracts';
import type { DraftRecord, DraftRecords } from '@kontor/domain';

/** Drafts in memory. */
export class MemoryDrafts implements DraftRecords {
  private readonly drafts = new Map<string, DraftRecord>();

  of(userId: UserId, threadId: ThreadId): Promise<DraftRecord | null> {
    return Promise.resolve(structuredClone(this.drafts.get(`${userId}:${threadId}`) ?? null));
  }

  by(userId: UserId): Promise<DraftRecord[]> {
    return Promise.resolve(
      structuredClone([...this.drafts.values()].filter((draft) => draft.userId === userId)),
    );
  }

  put(draft: DraftRecord, known: number): Promise<boolean> {
    const key = `${draft.userId}:${draft.threadId}`;
    if ((this.drafts.get(key)?.revision ?? 0) !== known) return Promise.resolve(false);
    this.drafts.set(key, structuredClone(draft));
    return Promise.resolve(true);
  }

  drop(
    userId: UserId,
    threadId: ThreadId,
    { revision, postId }: Parameters<DraftRecords['drop']>[2] = {},
  ): Promise<void> {
    const draft = this.drafts.get(`${userId}:${threadId}`);
    const isMeant =
      (revision ?? draft?.revision) === draft?.revision && (postId ?? draft?.postId) === draft?.postId;
    if (isMeant) this.drafts.delete(`${userId}:${threadId}`);
    return Promise.resolve();
  }
}
