import type {
  ActivitySubject,
  CityId,
  CommitmentId,
  DocumentId,
  ThreadId,
  ThreadKind,
  UserId,
  WorkspaceId,
} from '@kontor/contracts';
import type { PracticeDocumentRecord } from '../practice-documents/practice-document.js';
import type { CommitmentRecord } from '../commitments/commitment.js';
import type { ThreadRecord } from '../discussions/thread.js';
import type { WorkspaceRecord } from '../workspaces/workspace.js';
import type { ActivityRecord, Happening, Place } from './activity.js';

/** What somebody may learn of one workspace: part of the query itself. */
export interface ActivityReach {
  workspaceId: WorkspaceId;
  documents: 'none' | 'shared' | 'all';
  threads: 'none' | 'community' | 'all';
  commitments: 'none' | 'signed' | 'all';
  members: boolean;
}

export interface ActivityListQuery {
  reaches: readonly ActivityReach[];
  show?: ActivitySubject | undefined;
  cityId?: CityId | undefined;
  after: { at: Date; id: string } | null;
  limit: number;
}

/** A record with what the reader may know of its thing, as it is now. */
export interface ActivityRow {
  record: ActivityRecord;
  document: { id: DocumentId; title: string } | null;
  thread: { id: ThreadId; title: string; kind: ThreadKind } | null;
  commitment: { id: CommitmentId; title: string } | null;
}

/** How much of each section was whose when a text was looked at last: sections, in them people. */
export interface TextLook {
  seq: number;
  characters: Record<string, Record<UserId, number>>;
}

/** Where activity is kept. Every method can be repeated and comes to the same. */
export interface ActivityRecords {
  /** Adds it to the record of its day, thing, kind and place. */
  note(happenings: readonly (Happening & { place: Place })[]): Promise<void>;
  /** It did not happen after all: a post that was taken back. */
  takeBack(threadId: ThreadId, sources: readonly string[]): Promise<void>;
  /** Newest first; only of things that the reaches hold at this moment; up to `limit` rows. */
  list(query: ActivityListQuery): Promise<ActivityRow[]>;

  /** Posts that the reach holds at this moment, by month (`YYYY-MM`) of the record's day. */
  postsByMonth(reach: ActivityReach, since: Date): Promise<Map<string, number>>;

  lookOf(documentId: DocumentId): Promise<TextLook | null>;
  /** Only over an older one. */
  keepLook(documentId: DocumentId, look: TextLook): Promise<void>;

  /** Everything that happened before is noted; null before the first time. */
  caughtUpTo(): Promise<Date | null>;
  setCaughtUpTo(at: Date): Promise<void>;
}

/** What happened since, for catching up; whole pages by id, the last one shorter than `limit`. */
export interface ActivitySources {
  documentsSince(at: Date, after: string, limit: number): Promise<PracticeDocumentRecord[]>;
  threadsSince(at: Date, after: string, limit: number): Promise<Pick<ThreadRecord, 'id'>[]>;
  commitmentsSince(at: Date, after: string, limit: number): Promise<CommitmentRecord[]>;
  workspacesSince(at: Date, after: string, limit: number): Promise<WorkspaceRecord[]>;
}
