import type { NotificationId, ThreadId, UserId } from '@kontor/contracts';
import type { MailState, NotificationMails, NotificationRecord, NotificationRecords } from '@kontor/domain';
import { trusted, type Connection, type Model } from 'mongoose';
import { duplicateIndex } from '../identity/duplicate.js';
import { NotificationRow, notificationModel, type StoredNotification } from './notification.model.js';

/** Notifications in MongoDB. */
export class MongoNotifications implements NotificationRecords, NotificationMails {
  readonly #model: Model<StoredNotification>;

  constructor(connection: Connection) {
    this.#model = notificationModel(connection);
  }

  async add(records: readonly NotificationRecord[]): Promise<Set<string>> {
    const added = new Set<string>();
    for (const { id, ...rest } of records) {
      try {
        await this.#model.create({ _id: id, ...rest });
        added.add(rest.key);
      } catch (error) {
        if (duplicateIndex(error) !== 'key') throw error;
      }
    }
    return added;
  }

  async byId(id: NotificationId): Promise<NotificationRecord | null> {
    return NotificationRow.nullable().parse(await this.#model.findById(id).lean());
  }

  async list(
    userId: UserId,
    { unreadOnly, after, limit }: Parameters<NotificationRecords['list']>[1],
  ): Promise<NotificationRecord[]> {
    const later = after && {
      $or: [
        { at: trusted({ $lt: after.at }) },
        { at: after.at, _id: trusted({ $lt: after.id as NotificationId }) },
      ],
    };
    const rows = await this.#model
      .find({ userId, inApp: true, ...(unreadOnly ? { readAt: null } : {}), ...later })
      .sort({ at: -1, _id: -1 })
      .limit(limit)
      .lean();
    return NotificationRow.array().parse(rows);
  }

  async unreadOfThread(userId: UserId, threadId: ThreadId): Promise<NotificationRecord[]> {
    const rows = await this.#model.find({ userId, 'subject.threadId': threadId, readAt: null }).lean();
    return NotificationRow.array().parse(rows);
  }

  async markRead(userId: UserId, ids: readonly NotificationId[] | 'all', at: Date): Promise<number> {
    const which = ids === 'all' ? { at: trusted({ $lte: at }) } : { _id: trusted({ $in: [...ids] }) };
    const { modifiedCount } = await this.#model.updateMany(
      { userId, readAt: null, ...which },
      { $set: { readAt: at } },
    );
    return modifiedCount;
  }

  async forget(before: Date): Promise<void> {
    await this.#model.deleteMany({ at: trusted({ $lt: before }) });
  }

  async nextDue(now: Date): Promise<NotificationRecord | null> {
    const row = await this.#model
      .findOne({
        mail: trusted({ $in: ['due', 'gathered'] satisfies MailState[] }),
        mailDueAt: trusted({ $lte: now }),
      })
      .sort({ mailDueAt: 1 })
      .lean();
    return NotificationRow.nullable().parse(row);
  }

  async ofMail(mailKey: string): Promise<NotificationRecord[]> {
    const rows = await this.#model.find({ mailKey }).sort({ at: 1, _id: 1 }).lean();
    return NotificationRow.array().parse(rows);
  }

  async decide(userId: UserId, waiting: 'gathered' | 'digest', mailKey: string): Promise<void> {
    await this.#model.updateMany({ userId, mail: waiting, mailKey: null }, { $set: { mailKey } });
  }

  async settle(
    ids: readonly NotificationId[],
    outcome: Parameters<NotificationMails['settle']>[1],
  ): Promise<void> {
    await this.#model.updateMany({ _id: trusted({ $in: [...ids] }) }, { $set: outcome });
  }

  async sentSince(userId: UserId, since: Date): Promise<Date[]> {
    const rows = await this.#model
      .find(
        {
          userId,
          mail: 'sent',
          mailedAt: trusted({ $gt: since }),
          mailKey: trusted({ $regex: /^notification:/ }),
        },
        { mailedAt: 1 },
      )
      .sort({ mailedAt: 1 })
      .lean();
    return rows.flatMap(({ mailedAt }) => mailedAt ?? []);
  }
}
