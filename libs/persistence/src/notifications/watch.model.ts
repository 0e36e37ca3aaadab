import { UserId, WorkspaceId } from '@kontor/contracts';
import type { WatchRecord } from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';
import { z } from 'zod';

export type StoredWatch = WatchRecord & { _id: string };

export const WatchRow = z
  .object({
    userId: UserId,
    workspaceId: WorkspaceId,
    all: z.boolean(),
    tags: z.array(z.string()),
  })
  .transform((row): WatchRecord => row);

const text = { type: String, required: true } as const;
const watchSchema = new Schema<StoredWatch>(
  {
    _id: text,
    userId: text,
    workspaceId: text,
    all: { type: Boolean, required: true },
    tags: { type: [String], required: true },
  },
  {
    strict: 'throw',
    versionKey: false,
    autoIndex: false,
    autoCreate: false,
    collection: 'watches',
  },
);

export const watchModel = (connection: Connection): Model<StoredWatch> =>
  connection.models['Watch'] === undefined
    ? connection.model<StoredWatch>('Watch', watchSchema)
    : connection.model<StoredWatch>('Watch');

/** One for one's own list, one for whom a new thread concerns. */
export async function ensureWatchIndexes(connection: Connection): Promise<void> {
  const watches = watchModel(connection).collection;
  await watches.createIndex({ userId: 1 });
  await watches.createIndex({ workspaceId: 1 });
}
