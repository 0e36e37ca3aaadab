import { CommitmentId } from '@kontor/contracts';
import type {
  CommitmentListQuery,
  CommitmentReach,
  CommitmentRecord,
  CommitmentRecords,
  CommitmentRow as Row,
  UntoldCommitments,
} from '@kontor/domain';
import mongoose, { type Connection, type Model, type QueryFilter } from 'mongoose';
import { z } from 'zod';
import { duplicateIndex } from '../identity/duplicate.js';
import { together } from '../together.js';
import { commitmentModel, CommitmentRow, storedOf, type StoredCommitment } from './commitment.model.js';

type Filter = QueryFilter<StoredCommitment>;
const { trusted } = mongoose;
const Ordered = z.object({ orderKey: z.string() });

/** Commitments in MongoDB: each is one record, and a change takes its place whole. */
export class MongoCommitments implements CommitmentRecords, UntoldCommitments {
  readonly #commitments: Model<StoredCommitment>;
  readonly #byId = together(async (ids: CommitmentId[]) => {
    const found = await this.#commitments.find({ _id: trusted({ $in: ids }) }).lean();
    return new Map(found.map((row) => [row._id, row]));
  });

  constructor(connection: Connection) {
    this.#commitments = commitmentModel(connection);
  }

  async insert(commitment: CommitmentRecord): Promise<boolean> {
    try {
      await this.#commitments.create(storedOf(commitment));
      return true;
    } catch (error) {
      if (duplicateIndex(error) !== '_id_') throw error;
      return false;
    }
  }

  async byId(id: CommitmentId): Promise<CommitmentRecord | null> {
    return CommitmentRow.nullable().parse(await this.#byId(id));
  }

  async list(query: CommitmentListQuery): Promise<Row[]> {
    const rows = await this.#commitments
      .find(listFilter(query))
      .sort({ orderKey: 1, _id: 1 })
      .limit(query.limit)
      .lean();
    return rows.map((row) => ({
      commitment: CommitmentRow.parse(row),
      key: Ordered.parse(row).orderKey,
    }));
  }

  async write(commitment: CommitmentRecord): Promise<boolean> {
    const before = { _id: commitment.id, revision: commitment.revision - 1 };
    const { matchedCount } = await this.#commitments.replaceOne(before, storedOf(commitment));
    return matchedCount === 1;
  }

  async untold(limit: number): Promise<CommitmentRecord[]> {
    return CommitmentRow.array().parse(await this.#commitments.find({ untold: true }).limit(limit).lean());
  }

  async noteTold({ id, revision }: Pick<CommitmentRecord, 'id' | 'revision'>): Promise<void> {
    await this.#commitments.updateOne({ _id: id, revision }, { $set: { untold: false } });
  }
}

/** Reach as plain conditions; for pipelines and filters alike. */
export const matchCommitmentReach = ({ workspaceId, signedOnly }: CommitmentReach) => ({
  workspaceId,
  ...(signedOnly ? { 'signatures.0': trusted({ $exists: true }) } : {}),
});

function listFilter(query: CommitmentListQuery): Filter {
  const any = <T>(values: readonly T[] | undefined) =>
    values === undefined || values.length === 0 ? undefined : trusted({ $in: values });
  const { reach, state, cityId, organisationId, topic, waitingOnly, runningOut, after } = query;
  const filters = {
    cityId: any(cityId),
    organisationId,
    topics: any(topic),
    state: runningOut === null ? any(state) : 'signed',
    until: runningOut === null ? undefined : trusted({ $gte: runningOut.from, $lte: runningOut.to }),
    waits: waitingOnly ? true : undefined,
  };
  return {
    ...matchCommitmentReach(reach),
    ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)),
    ...(after === null
      ? {}
      : {
          $or: [
            { orderKey: trusted({ $gt: after.key }) },
            { orderKey: after.key, _id: trusted({ $gt: CommitmentId.parse(after.id) }) },
          ],
        }),
  };
}
