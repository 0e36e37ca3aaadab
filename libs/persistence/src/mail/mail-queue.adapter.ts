import { MailId } from '@kontor/contracts';
import type { MailQueue, OutboxMail } from '@kontor/domain';
import { trusted, type Connection, type Model } from 'mongoose';
import { z } from 'zod';
import { duplicateIndex } from '../identity/duplicate.js';
import { mailModel, type StoredMail } from './mail.model.js';

const Stored = z
  .object({
    _id: MailId,
    key: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string().optional(),
    replyTo: z.string().optional(),
    unsubscribe: z.string().optional(),
    about: z.string().optional(),
    at: z.date(),
    state: z.enum(['queued', 'sent', 'failed']),
    attempts: z.number().int(),
  })
  .transform(({ _id, html, replyTo, unsubscribe, about, ...rest }): OutboxMail => ({
    id: _id,
    ...rest,
    ...(html === undefined ? {} : { html }),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(unsubscribe === undefined ? {} : { unsubscribe }),
    ...(about === undefined ? {} : { about }),
  }));

const AFTER = { returnDocument: 'after' } as const;

/** The mail outbox in MongoDB. */
export class MongoMailQueue implements MailQueue {
  readonly #model: Model<StoredMail>;

  constructor(connection: Connection) {
    this.#model = mailModel(connection);
  }

  async add({ id, ...mail }: OutboxMail): Promise<boolean> {
    try {
      await this.#model.create({ _id: id, ...mail, dueAt: mail.at, fault: null });
      return true;
    } catch (error) {
      if (duplicateIndex(error) === 'key') return false;
      throw error;
    }
  }

  async claim(now: Date, until: Date): Promise<OutboxMail | null> {
    const claimed = await this.#model
      .findOneAndUpdate(
        { state: 'queued', dueAt: trusted({ $lte: now }) },
        { $set: { dueAt: until }, $inc: { attempts: 1 } },
        { ...AFTER, sort: { dueAt: 1 } },
      )
      .lean();
    return Stored.nullable().parse(claimed);
  }

  async reportSent(id: MailId, forgetText: boolean): Promise<void> {
    await this.#model.updateOne(
      { _id: id },
      {
        $set: { state: 'sent', fault: null, ...(forgetText && { text: '' }) },
        ...(forgetText && { $unset: { html: 1, replyTo: 1, unsubscribe: 1 } }),
      },
    );
  }

  async reportFailed(id: MailId, reason: string, retryAt: Date | null): Promise<void> {
    const state = retryAt === null ? 'failed' : 'queued';
    const fault = reason.slice(0, 500);
    await this.#model.updateOne(
      { _id: id },
      { $set: { state, fault, ...(retryAt !== null && { dueAt: retryAt }) } },
    );
  }

  async list(page: {
    after: string | null;
    limit: number;
  }): Promise<{ items: OutboxMail[]; next: string | null }> {
    const filter = page.after === null ? {} : { _id: trusted({ $lt: MailId.parse(page.after) }) };
    const found = z.array(Stored).parse(
      await this.#model
        .find(filter)
        .sort({ _id: -1 })
        .limit(page.limit + 1)
        .lean(),
    );
    const items = found.slice(0, page.limit);
    return { items, next: found.length > page.limit ? (items.at(-1)?.id ?? null) : null };
  }
}
