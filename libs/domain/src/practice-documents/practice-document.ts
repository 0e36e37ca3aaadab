import type {
  CityId,
  ContentLanguage,
  DocType,
  DocumentId,
  DocumentStatus,
  ImplementationStatus,
  OrganisationId,
  PostId,
  ThreadId,
  Topic,
  UserId,
  WorkspaceId,
} from '@kontor/contracts';

/** What people fill in about a document. Its text lives in the sync engine's log, never here. */
export interface DocumentFields {
  title: string;
  docType: DocType;
  ownerOrganisationId: OrganisationId;
  cityIds: CityId[];
  topics: Topic[];
  language: ContentLanguage;
  implementationStatus: ImplementationStatus;
  /** Calendar days, `YYYY-MM-DD`. */
  startDate: string | null;
  endDate: string | null;
}

/** The post that a document began with, where it stood then. */
export interface BegunFrom {
  threadId: ThreadId;
  postId: PostId;
  authorId: UserId;
}

export interface PracticeDocumentRecord extends DocumentFields {
  id: DocumentId;
  workspaceId: WorkspaceId;
  revision: number;
  status: DocumentStatus;
  /** What an archived document returns to. */
  statusBeforeArchive: DocumentStatus | null;
  /** Countries of its cities, kept so that a list can be filtered by them. */
  countries: string[];
  /** Community members of the workspace read it. */
  sharedWithMembers: boolean;
  /** Why a coordinator widened it last. */
  sharedReason: string | null;
  isSample: boolean;
  /** Left out: with no post. */
  begunFrom?: BegunFrom | null;
  createdAt: Date;
  createdBy: UserId;
  updatedAt: Date;
  updatedBy: UserId;
  /** When the shared text last changed durably. */
  textChangedAt: Date | null;
  archivedAt: Date | null;
}
