import { UserId, type WorkspaceId } from '@kontor/contracts';
import type { CommunityRecords } from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';
import { z } from 'zod';

interface StoredCommunity {
  /** The workspace. */
  _id: string;
  facilitatorId: string | null;
}

const schema = new Schema<StoredCommunity>(
  { _id: { type: String, required: true }, facilitatorId: { type: String, default: null } },
  { collection: 'communities', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);
const Row = z.object({ facilitatorId: UserId.nullable() });

/** Communities in MongoDB: one record per workspace, found by its id. */
export class MongoCommunities implements CommunityRecords {
  readonly #communities: Model<StoredCommunity>;

  constructor(connection: Connection) {
    this.#communities =
      connection.models['Community'] ?? connection.model<StoredCommunity>('Community', schema);
  }

  async facilitatorOf(workspaceId: WorkspaceId): Promise<UserId | null> {
    const row = Row.nullable().parse(await this.#communities.findById(workspaceId).lean());
    return row?.facilitatorId ?? null;
  }

  async setFacilitator(workspaceId: WorkspaceId, userId: UserId | null): Promise<void> {
    await this.#communities.updateOne(
      { _id: workspaceId },
      { $set: { facilitatorId: userId } },
      { upsert: true },
    );
  }
}
