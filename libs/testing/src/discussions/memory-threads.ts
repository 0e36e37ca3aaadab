import type { PostId, ThreadId } from '@kontor/contracts';
import {
  mergePlan,
  numbersOf,
  placed,
  placeLeft,
  type Placement,
  type PostRecord,
  type ThreadChange,
  type ThreadListQuery,
  type ThreadRecord,
  type ThreadRecords,
} from '@kontor/domain';
import { MemoryReadings } from './memory-readings.js';
import { MemoryModeration } from './memory-moderation.js';

/** Threads in memory: what the domain's own tests stand on. */
export class MemoryThreads implements ThreadRecords {
  private readonly threads = new Map<ThreadId, ThreadRecord>();
  private readonly written = new Map<string, PostRecord>();
  readonly moderation = new MemoryModeration();

  constructor(private readonly readings = new MemoryReadings()) {}

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
    { fields, posts, touchesAll, log, task }: ThreadChange,
  ): Promise<ThreadRecord | null> {
    const there = this.threads.get(before.id);
    if (there?.seq !== before.seq) return Promise.resolve(null);
    const seq = there.seq + 1;
    const now = { ...there, ...structuredClone(fields), seq, wholeSeq: touchesAll ? seq : there.wholeSeq };
    this.threads.set(now.id, now);
    for (const post of posts ?? []) this.put({ ...post, seq });
    for (const [n, entry] of (log ?? []).entries())
      this.moderation.put({ ...entry, id: `${now.id}-${seq}-${n}` });
    if (task?.kind === 'merge') this.merge(now, task.from.id);
    if (task?.kind === 'split') this.split(now, task.into, task.placements);
    return this.byId(now.id);
  }

  private merge(into: ThreadRecord, from: ThreadId): void {
    const other = this.threads.get(from);
    if (other === undefined) return;
    const { placements, fields } = mergePlan(into, other, this.of(into.id), this.of(from));
    const before = new Map(this.written);
    for (const one of placements) {
      const post = before.get(`${one.from}/${one.id}`);
      if (post === undefined) continue;
      const numbers = numbersOf(placements, one.from);
      this.put(placed(post, one, { threadId: into.id, seq: into.seq, numbers }));
      if (one.from === from) this.put(placeLeft(post, into.id, one.as, post.seq + 1));
    }
    for (const id of [into.id, from])
      this.readings.carry(id, into.id, fields.layout, numbersOf(placements, id));
    this.threads.set(from, { ...other, mergedInto: into.id });
    this.threads.set(into.id, { ...into, ...fields });
  }

  private split(thread: ThreadRecord, into: ThreadRecord, placements: readonly Placement[]): void {
    const numbers = numbersOf(placements, thread.id);
    for (const one of placements) {
      const post = this.written.get(`${thread.id}/${one.id}`);
      if (post === undefined) continue;
      this.put(placed(post, one, { threadId: into.id, seq: 1, numbers }));
      this.put(placeLeft(post, into.id, one.as, thread.seq));
    }
    this.readings.carry(thread.id, into.id, 0, numbers);
    this.threads.set(into.id, structuredClone(into));
  }

  list({ reach, limit, ...query }: ThreadListQuery): Promise<ThreadRecord[]> {
    const rows = [...this.threads.values()]
      .filter(
        (thread) =>
          thread.workspaceId === reach.workspaceId &&
          thread.mergedInto === null &&
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
