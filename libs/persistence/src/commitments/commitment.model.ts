import {
  CityId,
  COMMITMENT_STATES,
  CommitmentId,
  CommitmentState,
  CommitmentWording,
  DocumentId,
  OrganisationId,
  UserId,
  WorkspaceId,
  WorkspaceRole,
} from '@kontor/contracts';
import { waitsForSignature, type CommitmentRecord } from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';
import { z } from 'zod';

/** What lists are ordered and filtered by, derived from the record whenever it is written. */
export interface Derived {
  /** Near last days first, then open ones, then what is settled. */
  orderKey: string;
  waits: boolean;
  /** It waits for a signature, and nobody was told since it was written. */
  untold: boolean;
}
export type StoredCommitment = Omit<CommitmentRecord, 'id'> & { _id: CommitmentRecord['id'] } & Derived;

const OPEN = '9999-12-31';

export function storedOf(commitment: CommitmentRecord): StoredCommitment {
  const { id, ...rest } = commitment;
  const isRunning = rest.state === 'prepared' || rest.state === 'signed';
  const waits = waitsForSignature(commitment);
  return {
    _id: id,
    ...rest,
    orderKey: `${isRunning ? 1 : 2}:${rest.until ?? OPEN}`,
    waits,
    untold: waits,
  };
}

/** What a stored commitment must be when it comes back; derived fields stay behind. */
export const CommitmentRow = z
  .object({
    _id: CommitmentId,
    workspaceId: WorkspaceId,
    organisationId: OrganisationId,
    cityId: CityId.nullable(),
    revision: z.number(),
    ...CommitmentWording.shape,
    state: CommitmentState,
    signatures: z.array(
      z.object({
        userId: UserId,
        name: z.string(),
        jobTitle: z.string(),
        role: WorkspaceRole,
        organisationName: z.string(),
        at: z.date(),
        hash: z.string(),
        wording: CommitmentWording,
      }),
    ),
    proofs: z.array(
      z.object({ documentId: DocumentId.nullable(), url: z.string().nullable(), note: z.string() }),
    ),
    settled: z.object({ by: UserId, at: z.date(), note: z.string() }).nullable(),
    isSample: z.boolean(),
    createdAt: z.date(),
    createdBy: UserId,
    updatedAt: z.date(),
    updatedBy: UserId,
  })
  .transform(({ _id, ...rest }): CommitmentRecord => ({ id: _id, ...rest }));

const text = { type: String, required: true } as const;
const optionalText = { type: String, default: null } as const;
const when = { type: Date, required: true } as const;
const anything = { type: Schema.Types.Mixed } as const;

const schema = new Schema<StoredCommitment>(
  {
    _id: text,
    workspaceId: text,
    organisationId: text,
    cityId: optionalText,
    revision: { type: Number, required: true },
    title: text,
    text,
    topics: { type: [String], required: true },
    from: text,
    until: optionalText,
    state: { ...text, enum: COMMITMENT_STATES },
    signatures: anything,
    proofs: anything,
    settled: { ...anything, default: null },
    isSample: { type: Boolean, required: true },
    createdAt: when,
    createdBy: text,
    updatedAt: when,
    updatedBy: text,
    orderKey: text,
    waits: { type: Boolean, required: true },
    untold: { type: Boolean, required: true },
  },
  {
    collection: 'commitments',
    strict: 'throw',
    minimize: false,
    versionKey: false,
    autoIndex: false,
    autoCreate: false,
  },
);

export const commitmentModel = (connection: Connection): Model<StoredCommitment> =>
  connection.models['Commitment'] === undefined
    ? connection.model<StoredCommitment>('Commitment', schema)
    : connection.model<StoredCommitment>('Commitment');

/** One index for the register, one for what waits to be told, one for what changed since. */
export async function ensureCommitmentIndexes(connection: Connection): Promise<void> {
  const { collection } = commitmentModel(connection);
  await collection.createIndex({ workspaceId: 1, orderKey: 1, _id: 1 });
  await collection.createIndex({ untold: 1 });
  await collection.createIndex({ updatedAt: 1 });
}
