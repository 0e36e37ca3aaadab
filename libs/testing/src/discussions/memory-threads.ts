import type { PostId, ThreadId } from '@kontor/contracts';
import type { PostRecord, ThreadChange, ThreadListQuery, ThreadRecord, ThreadRecords } from '@kontor/domain';
import { MemoryModeration } from './memory-moderation.js';

/** Threads in memory: what the domain's own tests stand on. */
export class MemoryThreads implements ThreadRecords {
  private readonly threads = new Map<ThreadId, ThreadRecord>();
  private readonly written = new Map<string, PostRecord>();
  readonly moderation = new MemoryModeration();

  insert(thread: ThreadRecord, posts: readonly PostRecord[]): Promise<boolean> {
    if (this.threads.has(thread.id)) return Promise.resolve(false);
    this.threads.set(thread.id, structuredClone(thread));
    for (const post of posts) this.put(post);
    return Promise.resolve(true);
  }

  byId(id: ThreadId): Promise<ThreadRecord | null> {
    return Promise.resolve(structuredClone(this.threads.get(id) ?? null));
  }

  post(threadId: ThreadId, id: PostId): Promise<PostRecord | null> {
    return Promise.resolve(structuredClone(this.written.get(`${threadId}/${id}`) ?? null));
  }

  postByNo(threadId: ThreadId, no: number): Promise<PostRecord | null> {
    return Promise.resolve(structuredClone(this.of(threadId).find((post) => post.no === no) ?? null));
  }

  posts(threadId: ThreadId, seq: number): Promise<PostRecord[]> {
    return Promise.resolve(structuredClone(this.of(threadId).filter((post) => post.seq > seq)));
  }

  commit(
    before: ThreadRecord,
    { fields, posts, touchesAll, log }: ThreadChange,
  ): Promise<ThreadRecord | null> {
    const there = this.threads.get(before.id);
    if (there?.seq !== before.seq) return Promise.resolve(null);
    const seq = there.seq + 1;
    const now = { ...there, ...structuredClone(fields), seq, wholeSeq: touchesAll ? seq : there.wholeSeq };
    this.threads.set(now.id, now);
    for (const post of posts ?? []) this.put({ ...post, seq });
    for (const [n, entry] of (log ?? []).entries())
      this.moderation.put({ ...entry, id: `${now.id}-${seq}-${n}` });
    return Promise.resolve(structuredClone(now));
  }

  list({ reach, limit, ...query }: ThreadListQuery): Promise<ThreadRecord[]> {
    const rows = [...this.threads.values()]
      .filter(
        (thread) =>
          thread.workspaceId === reach.workspaceId &&
          (!reach.communityOnly || thread.audience === 'community') &&
          (query.kind === undefined || thread.kind === query.kind) &&
          (query.participant === undefined || thread.participants.includes(query.participant)),
      )
      .toSorted(
        (a, b) =>
          Number(b.pinned) - Number(a.pinned) ||
          b.lastPostAt.getTime() - a.lastPostAt.getTime() ||
          (a.id < b.id ? 1 : -1),
      );
    return Promise.resolve(structuredClone(rows.slice(0, limit)));
  }

  private put(post: PostRecord): void {
    this.written.set(`${post.threadId}/${post.id}`, structuredClone(post));
  }

  private of(threadId: ThreadId): PostRecord[] {
    return [...this.written.values()]
      .filter((post) => post.threadId === threadId)
      .toSorted((a, b) => a.no - b.no);
  }
}
