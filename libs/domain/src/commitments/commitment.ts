import { createHash } from 'node:crypto';
import {
  RUNS_OUT_WITHIN_DAYS,
  type CityId,
  type CommitmentId,
  type CommitmentState,
  type CommitmentWording,
  type DocumentId,
  type OrganisationId,
  type UserId,
  type WorkspaceId,
  type WorkspaceRole,
} from '@kontor/contracts';

/** A signature as it was given; see [CM-3]. */
export interface SignatureRecord {
  userId: UserId;
  name: string;
  jobTitle: string;
  role: WorkspaceRole;
  organisationName: string;
  at: Date;
  hash: string;
  wording: CommitmentWording;
}

export interface ProofRecord {
  documentId: DocumentId | null;
  url: string | null;
  note: string;
}

/** What an organisation binds itself to. SPEC.md says what happens to it. */
export interface CommitmentRecord extends CommitmentWording {
  id: CommitmentId;
  workspaceId: WorkspaceId;
  organisationId: OrganisationId;
  /** Of the organisation, as it was when it was prepared, so that a list can be filtered by it. */
  cityId: CityId | null;
  revision: number;
  state: CommitmentState;
  /** Oldest first. */
  signatures: SignatureRecord[];
  proofs: ProofRecord[];
  /** The last step out of `signed` or `prepared` that was no signature. */
  settled: { by: UserId; at: Date; note: string } | null;
  isSample: boolean;
  createdAt: Date;
  createdBy: UserId;
  updatedAt: Date;
  updatedBy: UserId;
}

const DAY_MS = 86_400_000;

export const wordingOf = ({ title, text, topics, from, until }: CommitmentWording): CommitmentWording => ({
  title,
  text,
  topics,
  from,
  until,
});

/** Digest of what a signature binds to. The leading word says how it is made, should that ever change. */
export function hashOf(commitment: CommitmentWording & Pick<CommitmentRecord, 'organisationId'>): string {
  const { organisationId, title, text, topics, from, until } = commitment;
  const words = ['commitment/1', organisationId, title, text, [...topics].sort(), from, until];
  return createHash('sha256').update(JSON.stringify(words)).digest('hex');
}

export const lastSignature = ({ signatures }: CommitmentRecord): SignatureRecord | null =>
  signatures.at(-1) ?? null;

/** [CM-4] */
export function hasChangedSinceSigned(commitment: CommitmentRecord): boolean {
  const signature = lastSignature(commitment);
  return signature !== null && signature.hash !== hashOf(commitment);
}

/** [CM-9] */
export const waitsForSignature = (commitment: CommitmentRecord): boolean =>
  commitment.state === 'prepared' || (commitment.state === 'signed' && hasChangedSinceSigned(commitment));

/** The last day that is near, seen from this one. */
export const nearFrom = (today: string): string =>
  new Date(Date.parse(today) + RUNS_OUT_WITHIN_DAYS * DAY_MS).toISOString().slice(0, 10);

/** [CM-10] Calendar days compare as text. */
export const runsOutSoon = ({ state, until }: CommitmentRecord, today: string): boolean =>
  state === 'signed' && until !== null && until >= today && until <= nearFrom(today);

export const isOver = ({ until }: Pick<CommitmentRecord, 'until'>, today: string): boolean =>
  until !== null && until < today;

/** Which steps its state allows today, whoever asks. */
export function possibleSteps(commitment: CommitmentRecord, today: string) {
  const { state, proofs } = commitment;
  const isSettledAsSigned = state === 'signed' && !hasChangedSinceSigned(commitment);
  return {
    reword: state === 'prepared' || state === 'signed',
    prove: state !== 'withdrawn',
    sign: waitsForSignature(commitment),
    keep: isSettledAsSigned && proofs.length > 0,
    end: isSettledAsSigned && isOver(commitment, today),
    resume: state === 'kept' || state === 'ended',
    withdraw: state === 'prepared' || state === 'signed',
  };
}
export type Step = keyof ReturnType<typeof possibleSteps>;
