import type { JobLeases } from '@kontor/domain';
import { Schema, trusted, type Connection, type Model } from 'mongoose';
import { duplicateIndex } from '../identity/duplicate.js';

interface StoredJob {
  _id: string;
  owner: string | null;
  leaseUntil: Date;
  dueAt: Date;
  lastRunAt: Date | null;
  fault: string | null;
}

const LONG_AGO = new Date(0);
const schema = new Schema<StoredJob>(
  {
    _id: { type: String, required: true },
    owner: { type: String, default: null },
    leaseUntil: { type: Date, required: true },
    dueAt: { type: Date, required: true },
    lastRunAt: { type: Date, default: null },
    fault: { type: String, default: null },
  },
  { collection: 'jobs', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);

/** Leases of jobs in MongoDB: every step is one conditional write of the job's record. */
export class MongoJobLeases implements JobLeases {
  readonly #jobs: Model<StoredJob>;

  constructor(connection: Connection) {
    this.#jobs =
      connection.models['Job'] === undefined
        ? connection.model<StoredJob>('Job', schema)
        : connection.model<StoredJob>('Job');
  }

  async take(
    name: string,
    owner: string,
    { now, until, onlyIfDue }: Parameters<JobLeases['take']>[2],
  ): Promise<'taken' | 'held' | 'not-due'> {
    await this.#ensure(name);
    const free = { _id: name, leaseUntil: trusted({ $lte: now }) };
    const { modifiedCount } = await this.#jobs.updateOne(
      onlyIfDue ? { ...free, dueAt: trusted({ $lte: now }) } : free,
      { $set: { owner, leaseUntil: until } },
    );
    if (modifiedCount === 1) return 'taken';
    return onlyIfDue && (await this.#jobs.exists(free)) !== null ? 'not-due' : 'held';
  }

  async renew(name: string, owner: string, { now, until }: { now: Date; until: Date }): Promise<boolean> {
    const { matchedCount } = await this.#jobs.updateOne(
      { _id: name, owner, leaseUntil: trusted({ $gt: now }) },
      { $set: { leaseUntil: until } },
    );
    return matchedCount === 1;
  }

  async release(
    name: string,
    owner: string,
    { at, nextAt, fault }: { at: Date; nextAt: Date; fault: string | null },
  ): Promise<void> {
    await this.#jobs.updateOne(
      { _id: name, owner },
      { $set: { owner: null, leaseUntil: LONG_AGO, dueAt: nextAt, lastRunAt: at, fault } },
    );
  }

  async #ensure(name: string): Promise<void> {
    if ((await this.#jobs.exists({ _id: name })) !== null) return;
    const fresh = { owner: null, leaseUntil: LONG_AGO, dueAt: LONG_AGO, lastRunAt: null, fault: null };
    try {
      await this.#jobs.create({ _id: name, ...fresh });
    } catch (error) {
      if (duplicateIndex(error) !== '_id_') throw error;
    }
  }
}
