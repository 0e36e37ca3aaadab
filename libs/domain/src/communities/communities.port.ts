import type { DocumentId, LearningDirection, Topic, UserId, WorkspaceId } from '@kontor/contracts';

/** What a workspace's coordinator decided about its community; everything else about it is read from other records. */
export interface CommunityRecord {
  /** Null when nobody was named. */
  facilitatorId: UserId | null;
  /** Null when none was chosen: the charter is the one begun here. */
  charterId: DocumentId | null;
}

export interface CommunityRecords {
  of(workspaceId: WorkspaceId): Promise<CommunityRecord>;
  setFacilitator(workspaceId: WorkspaceId, userId: UserId | null): Promise<void>;
  setCharter(workspaceId: WorkspaceId, documentId: DocumentId | null): Promise<void>;
}

/** What somebody can be asked about, or wants to learn. One per workspace, person and topic. */
export interface OfferRecord {
  workspaceId: WorkspaceId;
  userId: UserId;
  topic: Topic;
  direction: LearningDirection;
  /** From 0 to 5, as the person rates the own place. */
  maturity: number;
  note: string;
  at: Date;
}

export interface OfferRecords {
  ofWorkspace(workspaceId: WorkspaceId): Promise<OfferRecord[]>;
  /** Over what the person said about the topic before. */
  put(offer: OfferRecord): Promise<void>;
  withdraw(offer: Pick<OfferRecord, 'workspaceId' | 'userId' | 'topic'>): Promise<void>;
}
