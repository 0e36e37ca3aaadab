import type {
  CityId,
  CommitmentId,
  CommitmentState,
  OrganisationId,
  Topic,
  WorkspaceId,
} from '@kontor/contracts';
import type { CommitmentRecord } from './commitment.js';

/** Which commitments of which workspace somebody lists: part of the query itself, so that no page leaks by a filter. */
export interface CommitmentReach {
  workspaceId: WorkspaceId;
  /** Only what was signed once. */
  signedOnly: boolean;
}

export interface CommitmentListQuery {
  reach: CommitmentReach;
  state?: CommitmentState[] | undefined;
  cityId?: CityId[] | undefined;
  organisationId?: OrganisationId | undefined;
  topic?: Topic[] | undefined;
  waitingOnly: boolean;
  /** Signed, with a last day between these two, both included. */
  runningOut: { from: string; to: string } | null;
  after: { key: string; id: string } | null;
  limit: number;
}

/** A row and its place in the order of the register. */
export interface CommitmentRow {
  commitment: CommitmentRecord;
  key: string;
}

export interface CommitmentRecords {
  /** @returns false when the id is taken */
  insert(commitment: CommitmentRecord): Promise<boolean>;
  byId(id: CommitmentId): Promise<CommitmentRecord | null>;
  /** What is near its last day first, then the open ones, then what is settled; up to `limit` rows. */
  list(query: CommitmentListQuery): Promise<CommitmentRow[]>;
  /** Takes the place of the revision just before its own. @returns false when another write came first */
  write(commitment: CommitmentRecord): Promise<boolean>;
}

/** Commitments that began to wait for a signature, and of which nobody was told yet. */
export interface UntoldCommitments {
  untold(limit: number): Promise<CommitmentRecord[]>;
  /** Of a later revision there may be more to tell. */
  noteTold(commitment: Pick<CommitmentRecord, 'id' | 'revision'>): Promise<void>;
}
