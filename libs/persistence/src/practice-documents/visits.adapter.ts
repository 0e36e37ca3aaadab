import { DocumentId, type UserId } from '@kontor/contracts';
import type { DocumentReach, PracticeDocumentRecord, VisitRecord, VisitRecords } from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';
import { z } from 'zod';
import { practiceDocumentModel } from './practice-document.model.js';
import { DocumentRowSchema } from './practice-document.row.js';
import { matchReach } from './practice-documents.adapter.js';

interface StoredVisit {
  /** Person and document: one visit each, the latest. */
  _id: string;
  userId: string;
  documentId: string;
  sectionId: string | null;
  visitedAt: Date;
}

const text = { type: String, required: true } as const;
const schema = new Schema<StoredVisit>(
  {
    _id: text,
    userId: text,
    documentId: text,
    sectionId: { type: String, default: null },
    visitedAt: { type: Date, required: true },
  },
  { collection: 'visits', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);
const visitModel = (connection: Connection): Model<StoredVisit> =>
  connection.models['Visit'] === undefined
    ? connection.model<StoredVisit>('Visit', schema)
    : connection.model<StoredVisit>('Visit');

export async function ensureVisitIndexes(connection: Connection): Promise<void> {
  await visitModel(connection).collection.createIndex({ userId: 1, visitedAt: -1, documentId: -1 });
}

const Row = z.object({
  documentId: DocumentId,
  sectionId: z.string().nullable(),
  visitedAt: z.date(),
  document: DocumentRowSchema,
});

const matchVisited = (reach: DocumentReach) =>
  Object.fromEntries(Object.entries(matchReach(reach)).map(([name, value]) => [`document.${name}`, value]));

/** Where people left documents, in MongoDB. */
export class MongoVisits implements VisitRecords {
  readonly #visits: Model<StoredVisit>;
  readonly #documents: string;

  constructor(connection: Connection) {
    this.#visits = visitModel(connection);
    this.#documents = practiceDocumentModel(connection).collection.name;
  }

  async record(userId: UserId, { documentId, sectionId, visitedAt }: VisitRecord): Promise<void> {
    const _id = `${userId}:${documentId}`;
    await this.#visits.updateOne(
      { _id },
      { $set: { sectionId, visitedAt }, $setOnInsert: { userId, documentId } },
      { upsert: true },
    );
  }

  async recent(
    userId: UserId,
    reaches: readonly DocumentReach[],
    { after, limit }: { after: { at: Date; id: string } | null; limit: number },
  ): Promise<{ visit: VisitRecord; document: PracticeDocumentRecord }[]> {
    if (reaches.length === 0) return [];
    const beyond = after && {
      $or: [{ visitedAt: { $lt: after.at } }, { visitedAt: after.at, documentId: { $lt: after.id } }],
    };
    const rows: unknown[] = await this.#visits.aggregate([
      { $match: { userId, ...beyond } },
      { $sort: { visitedAt: -1, documentId: -1 } },
      { $lookup: { from: this.#documents, localField: 'documentId', foreignField: '_id', as: 'document' } },
      { $unwind: '$document' },
      // The reach is judged on the document as it is now, not as it was when it was visited.
      { $match: { 'document.archivedAt': null, $or: reaches.map(matchVisited) } },
      { $limit: limit },
    ]);
    return z
      .array(Row)
      .parse(rows)
      .map(({ document, ...visit }) => ({ visit, document }));
  }
}
