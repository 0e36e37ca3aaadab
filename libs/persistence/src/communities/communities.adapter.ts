import { DocumentId, UserId, type WorkspaceId } from '@kontor/contracts';
import type { CommunityRecord, CommunityRecords } from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';
import { z } from 'zod';

interface StoredCommunity extends CommunityRecord {
  /** The workspace. */
  _id: string;
}

const optionalText = { type: String, default: null } as const;
const schema = new Schema<StoredCommunity>(
  { _id: { type: String, required: true }, facilitatorId: optionalText, charterId: optionalText },
  { collection: 'communities', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);
const Row = z.object({
  facilitatorId: UserId.nullable().default(null),
  charterId: DocumentId.nullable().default(null),
});

/** Communities in MongoDB: one record per workspace, found by its id. */
export class MongoCommunities implements CommunityRecords {
  readonly #communities: Model<StoredCommunity>;

  constructor(connection: Connection) {
    this.#communities =
      connection.models['Community'] ?? connection.model<StoredCommunity>('Community', schema);
  }

  async of(workspaceId: WorkspaceId): Promise<CommunityRecord> {
    return Row.parse((await this.#communities.findById(workspaceId).lean()) ?? {});
  }

  setFacilitator(workspaceId: WorkspaceId, facilitatorId: UserId | null): Promise<void> {
    return this.#set(workspaceId, { facilitatorId });
  }

  setCharter(workspaceId: WorkspaceId, charterId: DocumentId | null): Promise<void> {
    return this.#set(workspaceId, { charterId });
  }

  async #set(workspaceId: WorkspaceId, change: Partial<CommunityRecord>): Promise<void> {
    await this.#communities.updateOne({ _id: workspaceId }, { $set: change }, { upsert: true });
  }
}
