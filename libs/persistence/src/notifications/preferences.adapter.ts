import type {
  DigestRhythm,
  NotificationChoice,
  NotificationKind,
  UserId,
  WorkspaceId,
} from '@kontor/contracts';
import type { PreferenceRecord, PreferenceRecords } from '@kontor/domain';
import { trusted, type Connection, type Model } from 'mongoose';
import { duplicateIndex } from '../identity/duplicate.js';
import { PreferenceRow, preferenceModel, type StoredPreferences } from './notification.model.js';

/** How people want to be told, in MongoDB: one record a person. */
export class MongoPreferences implements PreferenceRecords {
  readonly #model: Model<StoredPreferences>;

  constructor(connection: Connection) {
    this.#model = preferenceModel(connection);
  }

  async of(userIds: readonly UserId[]): Promise<Map<UserId, PreferenceRecord>> {
    const rows = await this.#model.find({ _id: trusted({ $in: [...userIds] }) }).lean();
    return new Map(rows.map((row) => PreferenceRow.parse(row)).map((record) => [record.userId, record]));
  }

  async choose(
    userId: UserId,
    workspaceId: WorkspaceId | null,
    kind: NotificationKind,
    choice: NotificationChoice | null,
  ): Promise<void> {
    await this.ensure(userId);
    const path = workspaceId === null ? `everywhere.${kind}` : `workspaces.${workspaceId}.${kind}`;
    await this.#model.updateOne(
      { _id: userId },
      choice === null ? { $unset: { [path]: 1 } } : { $set: { [path]: choice } },
    );
  }

  async setDigest(userId: UserId, digest: DigestRhythm, digestAt: Date): Promise<void> {
    await this.ensure(userId);
    await this.#model.updateOne({ _id: userId }, { $set: { digest, digestAt } });
  }

  async awaitDigest(userId: UserId, at: Date): Promise<void> {
    await this.ensure(userId);
    await this.#model.updateOne({ _id: userId, digestAt: null }, { $set: { digestAt: at } });
  }

  async nextDigest(now: Date): Promise<PreferenceRecord | null> {
    const row = await this.#model
      .findOne({ digestAt: trusted({ $ne: null, $lte: now }) })
      .sort({ digestAt: 1 })
      .lean();
    return PreferenceRow.nullable().parse(row);
  }

  async moveDigest(userId: UserId, from: Date, to: Date): Promise<void> {
    await this.#model.updateOne({ _id: userId, digestAt: from }, { $set: { digestAt: to } });
  }

  private async ensure(userId: UserId): Promise<void> {
    if ((await this.#model.exists({ _id: userId })) !== null) return;
    try {
      await this.#model.create({
        _id: userId,
        digest: 'daily',
        everywhere: {},
        workspaces: {},
        digestAt: null,
      });
    } catch (error) {
      if (duplicateIndex(error) !== '_id_') throw error;
    }
  }
}
