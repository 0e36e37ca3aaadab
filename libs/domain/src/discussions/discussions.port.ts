import type {
  CityId,
  DocumentId,
  PostBody,
  PostId,
  ThreadId,
  ThreadKind,
  UserId,
  WorkspaceId,
} from '@kontor/contracts';
import type { NewModerationEntry } from './moderation.port.js';
import type { Placement } from './rearrange.js';
import type { PostRecord, ReadingRecord, ThreadFields, ThreadRecord } from './thread.js';

/** What one act changes: of the thread, and whole posts as they are afterwards. Their `seq` is set by the store. */
export interface ThreadChange {
  fields?: Partial<
    ThreadFields & Pick<ThreadRecord, 'workspaceId' | 'posts' | 'participants' | 'lastPostAt' | 'gone'>
  >;
  posts?: PostRecord[];
  /** It changes what may be done with every post. */
  touchesAll?: boolean;
  /** What of it enters the moderation log. The flags that an entry names are decided by it. */
  log?: NewModerationEntry[];
  /** What else follows from it, more than one write can hold; see {@link ThreadTask}. */
  task?: ThreadTask;
}

/**
 * What follows from the change of a thread in other records. It is stored with the change and carried out by whoever reads
 * the thread, as often as need be: done twice it is done once.
 */
export type ThreadTask =
  /** The thread is in another workspace now; `readers` are all who may read it there. */
  | { kind: 'move'; readers: UserId[] }
  /** All posts of another thread come into this one. Nothing happens when that one has changed sides meanwhile. */
  | { kind: 'merge'; from: Pick<ThreadRecord, 'id' | 'workspaceId' | 'audience'> }
  /** These posts go on in a new thread. */
  | { kind: 'split'; into: ThreadRecord; placements: Placement[] };

/** Which threads of which workspace somebody lists: part of the query itself. */
export interface ThreadReach {
  workspaceId: WorkspaceId;
  /** Only threads of the community. */
  communityOnly: boolean;
}

export interface ThreadListQuery {
  reach: ThreadReach;
  kind?: ThreadKind | undefined;
  tag?: string | undefined;
  cityId?: CityId | undefined;
  anchorId?: DocumentId | undefined;
  participant?: UserId | undefined;
  /** Questions that are open and have no accepted answer. */
  unansweredOnly?: boolean | undefined;
  /** Newest activity first; `pinned` threads come before all others. */
  after: { pinned: boolean; at: Date; id: string } | null;
  limit: number;
}

/**
 * Threads and their posts. A change is one atomic write of the thread, which carries the changed posts with it until they
 * are in place: whoever finds some that are not, puts them there. So a thread at `seq` n always shows all changes up to n,
 * whatever died when.
 */
export interface ThreadRecords {
  /** @returns false when there is a thread with this id */
  insert(thread: ThreadRecord, posts: readonly PostRecord[]): Promise<boolean>;
  byId(id: ThreadId): Promise<ThreadRecord | null>;
  post(threadId: ThreadId, id: PostId): Promise<PostRecord | null>;
  postByNo(threadId: ThreadId, no: number): Promise<PostRecord | null>;
  /** The posts that changed after `seq`, in order of their numbers. */
  posts(threadId: ThreadId, seq: number): Promise<PostRecord[]>;
  /** Writes only over `before`; null when another change came first. @returns the thread as it is now */
  commit(before: ThreadRecord, change: ThreadChange): Promise<ThreadRecord | null>;
  list(query: ThreadListQuery): Promise<ThreadRecord[]>;
}

export interface ReadingRecords {
  /** Of these threads, by thread; none where nothing was read. */
  of(userId: UserId, threadIds: readonly ThreadId[]): Promise<Map<ThreadId, ReadingRecord>>;
  /**
   * Adds what was read and sets the level where given. Repeats and late comers change nothing, numbers of an older layout
   * among them.
   */
  note(
    reading: Pick<ReadingRecord, 'threadId' | 'userId' | 'workspaceId' | 'read' | 'layout'> & {
      level?: ReadingRecord['level'];
    },
  ): Promise<ReadingRecord>;
}

/** What a body says, when it conforms to the schema of posts. */
export interface ReadBody {
  body: PostBody;
  text: string;
  mentions: UserId[];
}

/** Reading and rendering of post bodies: the editor's schema knows how. */
export interface PostTexts {
  /** @returns null when the body does not conform to the schema, or says nothing at all */
  read(body: PostBody): ReadBody | null;
  /** Safe to show. */
  html(body: PostBody): string;
}
