import type { UserId, WorkspaceId } from '@kontor/contracts';
import type { WatchRecord, Watches } from '@kontor/domain';
import { trusted, type Connection, type Model, type UpdateQuery } from 'mongoose';
import { duplicateIndex } from '../identity/duplicate.js';
import { WatchRow, watchModel, type StoredWatch } from './watch.model.js';

/** What people watch, in MongoDB: one record for a person and workspace. */
export class MongoWatches implements Watches {
  readonly #model: Model<StoredWatch>;

  constructor(connection: Connection) {
    this.#model = watchModel(connection);
  }

  async of(userId: UserId): Promise<WatchRecord[]> {
    return WatchRow.array().parse(await this.#model.find({ userId }).lean());
  }

  async watchersOf(workspaceId: WorkspaceId, tags: readonly string[]): Promise<UserId[]> {
    const rows = await this.#model
      .find({ workspaceId, $or: [{ all: true }, { tags: trusted({ $in: [...tags] }) }] })
      .lean();
    return WatchRow.array()
      .parse(rows)
      .map(({ userId }) => userId);
  }

  setAll(userId: UserId, workspaceId: WorkspaceId, all: boolean): Promise<WatchRecord> {
    return this.change(userId, workspaceId, { $set: { all } });
  }

  async addTag(
    userId: UserId,
    workspaceId: WorkspaceId,
    tag: string,
    most: number,
  ): Promise<WatchRecord | null> {
    await this.ensure(userId, workspaceId);
    const _id = watchKey(userId, workspaceId);
    const isThere = { tags: tag };
    const hasRoom = { [`tags.${most - 1}`]: trusted({ $exists: false }) };
    const row = await this.#model
      .findOneAndUpdate(
        { _id, $or: [isThere, hasRoom] },
        { $addToSet: { tags: tag } },
        { returnDocument: 'after' },
      )
      .lean();
    return WatchRow.nullable().parse(row);
  }

  removeTag(userId: UserId, workspaceId: WorkspaceId, tag: string): Promise<WatchRecord> {
    return this.change(userId, workspaceId, { $pull: { tags: tag } });
  }

  private async change(
    userId: UserId,
    workspaceId: WorkspaceId,
    update: UpdateQuery<StoredWatch>,
  ): Promise<WatchRecord> {
    await this.ensure(userId, workspaceId);
    const _id = watchKey(userId, workspaceId);
    const row = await this.#model.findOneAndUpdate({ _id }, update, { returnDocument: 'after' }).lean();
    return WatchRow.parse(row);
  }

  private async ensure(userId: UserId, workspaceId: WorkspaceId): Promise<void> {
    const _id = watchKey(userId, workspaceId);
    if ((await this.#model.exists({ _id })) !== null) return;
    try {
      await this.#model.create({ _id, userId, workspaceId, all: false, tags: [] });
    } catch (error) {
      if (duplicateIndex(error) !== '_id_') throw error;
    }
  }
}

const watchKey = (userId: UserId, workspaceId: WorkspaceId): string => `${userId}:${workspaceId}`;
