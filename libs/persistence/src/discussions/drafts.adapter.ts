import { Attachment, PostBody, PostId, ThreadId, UserId } from '@kontor/contracts';
import type { DraftRecord, DraftRecords } from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';
import { z } from 'zod';
import { duplicateIndex } from '../identity/duplicate.js';

/** Found by person and thread: each has one draft there. */
type StoredDraft = DraftRecord & { _id: string };

const text = { type: String, required: true } as const;
const schema = new Schema<StoredDraft>(
  {
    _id: text,
    userId: text,
    threadId: text,
    revision: { type: Number, required: true },
    postId: text,
    body: { type: Schema.Types.Mixed, required: true },
    answersId: { type: String, default: null },
    attachments: { type: [Schema.Types.Mixed], default: [] },
    savedAt: { type: Date, required: true },
  },
  {
    collection: 'threadDrafts',
    strict: 'throw',
    versionKey: false,
    autoIndex: false,
    autoCreate: false,
    minimize: false,
  },
);
const draftModel = (connection: Connection): Model<StoredDraft> =>
  connection.models['ThreadDraft'] === undefined
    ? connection.model<StoredDraft>('ThreadDraft', schema)
    : connection.model<StoredDraft>('ThreadDraft');

export async function ensureDraftIndexes(connection: Connection): Promise<void> {
  await draftModel(connection).collection.createIndex({ userId: 1 });
}

const DraftRow = z.object({
  userId: UserId,
  threadId: ThreadId,
  revision: z.number(),
  postId: PostId,
  body: PostBody,
  answersId: PostId.nullable(),
  attachments: Attachment.array().default([]),
  savedAt: z.date(),
}) satisfies z.ZodType<DraftRecord>;

const keyOf = (userId: UserId, threadId: ThreadId): string => `${userId}:${threadId}`;

/** What people are writing in threads, in MongoDB: one record per person and thread. */
export class MongoDrafts implements DraftRecords {
  readonly #drafts: Model<StoredDraft>;

  constructor(connection: Connection) {
    this.#drafts = draftModel(connection);
  }

  async of(userId: UserId, threadId: ThreadId): Promise<DraftRecord | null> {
    return DraftRow.nullable().parse(await this.#drafts.findById(keyOf(userId, threadId)).lean());
  }

  async by(userId: UserId): Promise<DraftRecord[]> {
    return DraftRow.array().parse(await this.#drafts.find({ userId }).lean());
  }

  async put(draft: DraftRecord, known: number): Promise<boolean> {
    const _id = keyOf(draft.userId, draft.threadId);
    if (known === 0) return this.isFirst({ _id, ...draft });
    const { matchedCount } = await this.#drafts.replaceOne({ _id, revision: known }, draft);
    return matchedCount === 1;
  }

  async drop(
    userId: UserId,
    threadId: ThreadId,
    only: Parameters<DraftRecords['drop']>[2] = {},
  ): Promise<void> {
    await this.#drafts.deleteOne({ _id: keyOf(userId, threadId), ...only });
  }

  private async isFirst(row: StoredDraft): Promise<boolean> {
    try {
      await this.#drafts.create(row);
      return true;
    } catch (error) {
      if (duplicateIndex(error) === '_id_') return false;
      throw error;
    }
  }
}
