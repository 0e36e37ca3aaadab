import type { PostId, ThreadId, WorkspaceId } from '@kontor/contracts';
import {
  flaggedKey,
  MAX_FLAGS,
  type FlaggedRecord,
  type FlagRecord,
  type ModerationPlace,
  type ModerationRecord,
  type ModerationRecords,
} from '@kontor/domain';
import mongoose, { type Connection, type Model } from 'mongoose';
import { duplicateIndex } from '../identity/duplicate.js';
import { EntryRow, FlaggedRow } from './moderation.row.js';
import { entryModel, flaggedModel, type StoredEntry, type StoredFlagged } from './thread.model.js';

const { trusted } = mongoose;

interface Asked {
  after: ModerationPlace | null;
  limit: number;
}

/** The queue of flagged posts and the moderation log, in MongoDB. */
export class MongoModeration implements ModerationRecords {
  readonly #flagged: Model<StoredFlagged>;
  readonly #entries: Model<StoredEntry>;

  constructor(connection: Connection) {
    this.#flagged = flaggedModel(connection);
    this.#entries = entryModel(connection);
  }

  /** Replaces an own flag in place, else adds one; between the two another tab may have added it: then once more. */
  async flag(
    post: Pick<FlaggedRecord, 'workspaceId' | 'threadId' | 'postId'>,
    flag: FlagRecord,
  ): Promise<void> {
    const _id = flaggedKey(post);
    const isReplaced = async () => {
      const own = { _id, flags: trusted({ $elemMatch: { userId: flag.userId } }) };
      return (await this.#flagged.updateOne(own, { $set: { 'flags.$': flag } })).matchedCount === 1;
    };
    if (await isReplaced()) return;
    // Decided ones have left: whoever flags first now is the first again.
    await this.#flagged.updateOne({ _id, flags: trusted({ $size: 0 }) }, { $set: { since: flag.at } });
    const withoutOwn = {
      _id,
      flags: trusted({ $not: { $elemMatch: { userId: flag.userId } } }),
      [`flags.${MAX_FLAGS - 1}`]: trusted({ $exists: false }),
    };
    try {
      await this.#flagged.updateOne(
        withoutOwn,
        { $push: { flags: flag }, $setOnInsert: { ...post, since: flag.at } },
        { upsert: true },
      );
    } catch (error) {
      // There is a record that does not match: this person's flag came meanwhile, or enough others have said it.
      if (duplicateIndex(error) !== '_id_') throw error;
      await isReplaced();
    }
  }

  async flagsOf(threadId: ThreadId, postId: PostId): Promise<FlagRecord[]> {
    const row = await this.#flagged.findById(flaggedKey({ threadId, postId })).lean();
    return FlaggedRow.nullable().parse(row)?.flags ?? [];
  }

  async flagged(workspaceId: WorkspaceId, { after, limit }: Asked): Promise<FlaggedRecord[]> {
    const beyond =
      after === null
        ? {}
        : {
            $or: [
              { since: trusted({ $gt: after.at }) },
              { since: after.at, _id: trusted({ $gt: after.id }) },
            ],
          };
    const rows = await this.#flagged
      .find({ workspaceId, 'flags.0': trusted({ $exists: true }), ...beyond })
      .sort({ since: 1, _id: 1 })
      .limit(limit)
      .lean();
    return FlaggedRow.array().parse(rows);
  }

  async entries(workspaceId: WorkspaceId, { after, limit }: Asked): Promise<ModerationRecord[]> {
    const beyond =
      after === null
        ? {}
        : { $or: [{ at: trusted({ $lt: after.at }) }, { at: after.at, _id: trusted({ $lt: after.id }) }] };
    const rows = await this.#entries
      .find({ workspaceId, ...beyond })
      .sort({ at: -1, _id: -1 })
      .limit(limit)
      .lean();
    return EntryRow.array().parse(rows);
  }

  /** Writes an entry and takes what it decides out of the queue. Done again it changes nothing. */
  async put(entry: StoredEntry): Promise<void> {
    const { _id, ...rest } = entry;
    await this.#entries.updateOne({ _id }, { $setOnInsert: rest }, { upsert: true });
    if (entry.postId === null || entry.flags.length === 0) return;
    const key = flaggedKey({ threadId: entry.threadId, postId: entry.postId });
    const ids = entry.flags.map(({ id }) => id);
    await this.#flagged.updateOne({ _id: key }, { $pull: { flags: { id: { $in: ids } } } });
  }
}
