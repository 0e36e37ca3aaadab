import type {
  Attachment,
  CityId,
  DocumentId,
  PostBody,
  PostId,
  PostRange,
  Reaction,
  ThreadAnchor,
  ThreadAudience,
  ThreadId,
  ThreadKind,
  ThreadLevel,
  ThreadStatus,
  UserId,
  WorkspaceId,
} from '@kontor/contracts';
import type { PollRecord } from './poll.js';

/** What people decide about a thread. */
export interface ThreadFields {
  kind: ThreadKind;
  title: string;
  audience: ThreadAudience;
  tags: string[];
  anchor: ThreadAnchor | null;
  status: ThreadStatus;
  closedReason: string | null;
  /** Number of the accepted post. */
  accepted: number | null;
  pinned: boolean;
  /** What it lets people vote on, with their votes. */
  poll: PollRecord | null;
}

export interface ThreadRecord extends ThreadFields {
  id: ThreadId;
  workspaceId: WorkspaceId;
  /** Rises by one with every change of the thread or of any of its posts. */
  seq: number;
  /** The last `seq` that changed what may be done with every post: closing and opening do. */
  wholeSeq: number;
  /** How often its posts got other numbers. */
  layout: number;
  /** Numbers of posts that went on in another thread: only their places are here. */
  gone: PostRange[];
  /** All its posts went there: whoever opens it is led on. */
  mergedInto: ThreadId | null;
  /** Posts written so far, deleted ones included: the highest number. */
  posts: number;
  /** Everybody who has posted. */
  participants: UserId[];
  /** City of whoever started it, as it was then. */
  cityId: CityId | null;
  createdAt: Date;
  createdBy: UserId;
  lastPostAt: Date;
  isSample: boolean;
}

export interface PostVersion {
  body: PostBody;
  attachments: Attachment[];
  writtenAt: Date;
}

export interface PostRecord {
  threadId: ThreadId;
  /** Chosen by the writer's client, unique within the thread: a post that is sent again is the same post. */
  id: PostId;
  no: number;
  /** Sequence number of the thread at its last change. */
  seq: number;
  answers: number | null;
  branch: number;
  authorId: UserId;
  body: PostBody;
  /** The words of `body`, for excerpts and search. */
  text: string;
  mentions: UserId[];
  /** Files below the words; pictures stand among them. */
  attachments: Attachment[];
  createdAt: Date;
  /** Earlier versions, oldest first. */
  versions: PostVersion[];
  editedAt: Date | null;
  deletedAt: Date | null;
  deletedBy: 'author' | 'coordinator' | null;
  /** A coordinator hid it, and says why. */
  hidden: { reason: string; at: Date; by: UserId } | null;
  /** It went on in another thread; here is only its place. */
  movedTo: { threadId: ThreadId; postId: PostId } | null;
  /** Documents that were begun, or were to be begun, with its words. Left out: none. */
  documents?: DocumentId[];
  reactions: { reaction: Reaction; userId: UserId }[];
}

/** How far one person has come in one thread. */
export interface ReadingRecord {
  threadId: ThreadId;
  userId: UserId;
  workspaceId: WorkspaceId;
  /** Numbers of posts that were seen: ascending ranges that neither touch nor overlap. */
  read: PostRange[];
  /** The layout of the thread whose numbers these are. */
  layout: number;
  level: ThreadLevel;
}

export const isClosed = ({ status }: Pick<ThreadRecord, 'status'>): boolean =>
  status === 'closed' || status === 'locked';

/** An answer that is taken away is no longer the accepted one. */
export const withoutAccepted = (
  thread: ThreadRecord,
  post: PostRecord,
): Partial<Pick<ThreadRecord, 'accepted' | 'status'>> =>
  thread.accepted === post.no
    ? { accepted: null, ...(thread.status === 'answered' ? { status: 'open' as const } : {}) }
    : {};
