export { CommitmentChanges, type CommitmentChangeMeans, type Settling } from './commitment-changes.js';
export { CommitmentViews, type CommitmentView } from './commitment-views.js';
export {
  hashOf,
  hasChangedSinceSigned,
  lastSignature,
  possibleSteps,
  runsOutSoon,
  waitsForSignature,
  wordingOf,
  type CommitmentRecord,
  type ProofRecord,
  type SignatureRecord,
} from './commitment.js';
export { Commitments, type CommitmentMeans } from './commitments.js';
export type {
  CommitmentListQuery,
  CommitmentReach,
  CommitmentRecords,
  CommitmentRow,
  UntoldCommitments,
} from './commitments.port.js';
