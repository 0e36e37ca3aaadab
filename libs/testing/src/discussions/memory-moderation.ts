import type { PostId, ThreadId, WorkspaceId } from '@kontor/contracts';
import {
  flaggedKey,
  MAX_FLAGS,
  type FlaggedRecord,
  type FlagRecord,
  type ModerationPlace,
  type ModerationRecord,
  type ModerationRecords,
} from '@kontor/domain';

/** Flags and the moderation log in memory. */
export class MemoryModeration implements ModerationRecords {
  private readonly posts = new Map<string, FlaggedRecord>();
  private readonly log: ModerationRecord[] = [];

  flag(post: Pick<FlaggedRecord, 'workspaceId' | 'threadId' | 'postId'>, flag: FlagRecord): Promise<void> {
    const key = flaggedKey(post);
    const { flags, since } = this.posts.get(key) ?? { flags: [], since: flag.at };
    const others = flags.filter(({ userId }) => userId !== flag.userId);
    this.posts.set(key, { ...post, since, flags: [...others, flag].slice(0, MAX_FLAGS) });
    return Promise.resolve();
  }

  flagsOf(threadId: ThreadId, postId: PostId): Promise<FlagRecord[]> {
    return Promise.resolve(structuredClone(this.posts.get(flaggedKey({ threadId, postId }))?.flags ?? []));
  }

  flagged(
    workspaceId: WorkspaceId,
    { limit }: { after: ModerationPlace | null; limit: number },
  ): Promise<FlaggedRecord[]> {
    const rows = [...this.posts.values()].filter(
      (row) => row.workspaceId === workspaceId && row.flags.length > 0,
    );
    return Promise.resolve(structuredClone(rows.slice(0, limit)));
  }

  entries(
    workspaceId: WorkspaceId,
    { limit }: { after: ModerationPlace | null; limit: number },
  ): Promise<ModerationRecord[]> {
    const rows = this.log.filter((row) => row.workspaceId === workspaceId).toReversed();
    return Promise.resolve(structuredClone(rows.slice(0, limit)));
  }

  /** What comes with a change of a thread. */
  put(entry: ModerationRecord): void {
    this.log.push(structuredClone(entry));
    if (entry.postId === null) return;
    const post = this.posts.get(flaggedKey({ threadId: entry.threadId, postId: entry.postId }));
    if (post) post.flags = post.flags.filter(({ id }) => !entry.flags.some((flag) => flag.id === id));
  }
}
