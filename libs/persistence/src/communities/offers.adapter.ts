import { LearningDirection, Topic, UserId, WorkspaceId } from '@kontor/contracts';
import type { OfferRecord, OfferRecords } from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';
import { z } from 'zod';

interface StoredOffer extends OfferRecord {
  /** Workspace, person and topic. */
  _id: string;
}

const text = { type: String, required: true } as const;
const schema = new Schema<StoredOffer>(
  {
    _id: text,
    workspaceId: text,
    userId: text,
    topic: text,
    direction: text,
    maturity: { type: Number, required: true },
    note: { type: String, default: '' },
    at: { type: Date, required: true },
  },
  { collection: 'learningOffers', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);
const Row = z.object({
  workspaceId: WorkspaceId,
  userId: UserId,
  topic: Topic,
  direction: LearningDirection,
  maturity: z.number(),
  note: z.string(),
  at: z.date(),
}) satisfies z.ZodType<OfferRecord>;

const keyOf = ({ workspaceId, userId, topic }: Pick<OfferRecord, 'workspaceId' | 'userId' | 'topic'>) =>
  `${workspaceId}/${userId}/${topic}`;

const offerModel = (connection: Connection): Model<StoredOffer> =>
  connection.models['LearningOffer'] ?? connection.model<StoredOffer>('LearningOffer', schema);

export async function ensureOfferIndexes(connection: Connection): Promise<void> {
  await offerModel(connection).collection.createIndex({ workspaceId: 1 });
}

/** Offers in MongoDB: one record per workspace, person and topic. */
export class MongoOffers implements OfferRecords {
  readonly #offers: Model<StoredOffer>;

  constructor(connection: Connection) {
    this.#offers = offerModel(connection);
  }

  async ofWorkspace(workspaceId: WorkspaceId): Promise<OfferRecord[]> {
    return Row.array().parse(await this.#offers.find({ workspaceId }).lean());
  }

  async put(offer: OfferRecord): Promise<void> {
    await this.#offers.updateOne({ _id: keyOf(offer) }, { $set: { ...offer } }, { upsert: true });
  }

  async withdraw(offer: Pick<OfferRecord, 'workspaceId' | 'userId' | 'topic'>): Promise<void> {
    await this.#offers.deleteOne({ _id: keyOf(offer) });
  }
}
