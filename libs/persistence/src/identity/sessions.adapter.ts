import { SessionId, UserId } from '@kontor/contracts';
import type { Session, SessionStore } from '@kontor/domain';
import { trusted, type Connection, type Model } from 'mongoose';
import { z } from 'zod';
import { together } from '../together.js';
import { sessionModel, type StoredSession } from './session.model.js';

const Stored = z
  .object({
    _id: SessionId,
    digest: z.string(),
    userId: UserId,
    epoch: z.number().int(),
    agent: z.string(),
    createdAt: z.date(),
    lastSeenAt: z.date(),
  })
  .transform(({ _id, ...rest }): Session => ({ id: _id, ...rest }));

/** Sessions in MongoDB. */
export class MongoSessions implements SessionStore {
  readonly #model: Model<StoredSession>;
  readonly #byDigest = together(async (digests: string[]) => {
    const found = await this.#model.find({ digest: trusted({ $in: digests }) }).lean();
    return new Map(found.map((row) => [row.digest, row]));
  });

  constructor(connection: Connection) {
    this.#model = sessionModel(connection);
  }

  async insert({ id, ...rest }: Session): Promise<void> {
    await this.#model.create({ _id: id, ...rest });
  }

  async byDigest(digest: string): Promise<Session | null> {
    return Stored.nullable().parse(await this.#byDigest(digest));
  }

  async byId(id: SessionId): Promise<Session | null> {
    return Stored.nullable().parse(await this.#model.findById(id).lean());
  }

  async ofUser(userId: UserId): Promise<Session[]> {
    return z.array(Stored).parse(await this.#model.find({ userId }).sort({ lastSeenAt: -1, _id: -1 }).lean());
  }

  async touch(id: SessionId, at: Date): Promise<void> {
    await this.#model.updateOne({ _id: id }, { $max: { lastSeenAt: at } });
  }

  async renew(id: SessionId, digest: string, epoch: number): Promise<void> {
    await this.#model.updateOne({ _id: id }, { $set: { digest, epoch } });
  }

  async remove(userId: UserId, id: SessionId): Promise<boolean> {
    return (await this.#model.deleteOne({ _id: id, userId })).deletedCount === 1;
  }

  async removeAll(userId: UserId, except?: SessionId): Promise<void> {
    await this.#model.deleteMany({ userId, ...(except !== undefined && { _id: trusted({ $ne: except }) }) });
  }

  async sweep(seenBefore: Date, createdBefore: Date): Promise<number> {
    const filter = {
      $or: [{ lastSeenAt: trusted({ $lte: seenBefore }) }, { createdAt: trusted({ $lte: createdBefore }) }],
    };
    return (await this.#model.deleteMany(filter)).deletedCount;
  }
}
