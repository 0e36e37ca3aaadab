import type {
  CityId,
  DOCUMENT_SORTS,
  DocType,
  DocumentId,
  DocumentStatus,
  Topic,
  UserId,
  WorkspaceId,
} from '@kontor/contracts';
import type { DocumentFields, PracticeDocumentRecord } from './practice-document.js';

export type DocumentSort = (typeof DOCUMENT_SORTS)[number];

/** Which documents of which workspace somebody lists: part of the query itself, so that no page leaks by a filter. */
export interface DocumentReach {
  workspaceId: WorkspaceId;
  /** Only what is shared with members. */
  sharedOnly: boolean;
}

export interface DocumentListQuery {
  reach: DocumentReach;
  archived: boolean;
  q?: string;
  status?: DocumentStatus[];
  docType?: DocType[];
  topic?: Topic[];
  cityId?: CityId[];
  country?: string[];
  sort: DocumentSort;
  after: { key: string; id: string } | null;
  limit: number;
}

/** A row and its place in the order asked for. */
export interface DocumentRow {
  document: PracticeDocumentRecord;
  key: string;
}

export type DocumentFieldChanges = Partial<DocumentFields> & { countries?: string[] };

export interface DocumentRecords {
  insert(document: PracticeDocumentRecord): Promise<void>;
  byId(id: DocumentId): Promise<PracticeDocumentRecord | null>;
  /** Up to `limit` rows. `after.key` is one that an earlier row carried. */
  list(query: DocumentListQuery): Promise<DocumentRow[]>;
  /** How many documents that are not archived each reach holds. */
  countByWorkspace(reaches: readonly DocumentReach[]): Promise<Map<WorkspaceId, number>>;

  /** Writes only over `revision`; null when another write came first. */
  describe(
    id: DocumentId,
    revision: number,
    changes: DocumentFieldChanges,
    by: { userId: UserId; at: Date },
  ): Promise<PracticeDocumentRecord | null>;
  /** Null when it already is as asked. */
  setArchived(
    id: DocumentId,
    archived: boolean,
    by: { userId: UserId; at: Date },
  ): Promise<PracticeDocumentRecord | null>;
  setShared(
    id: DocumentId,
    sharing: { shared: boolean; reason: string | null },
    by: { userId: UserId; at: Date },
  ): Promise<PracticeDocumentRecord | null>;
  /** Moves `textChangedAt` forward, never back. Null when there is no such document. */
  touchText(id: DocumentId, at: Date): Promise<PracticeDocumentRecord | null>;
}

/** Where somebody left a document. */
export interface VisitRecord {
  documentId: DocumentId;
  sectionId: string | null;
  visitedAt: Date;
}

export interface VisitRecords {
  record(userId: UserId, visit: VisitRecord): Promise<void>;
  /** Newest first, only documents within one of the reaches and not archived; up to `limit` rows. */
  recent(
    userId: UserId,
    reaches: readonly DocumentReach[],
    query: { after: { at: Date; id: string } | null; limit: number },
  ): Promise<{ visit: VisitRecord; document: PracticeDocumentRecord }[]>;
}
