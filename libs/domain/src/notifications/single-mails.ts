import type { NotificationId } from '@kontor/contracts';
import { personOnBehalf } from '../identity/on-behalf.js';
import type { Job, JobRun } from '../jobs/job.js';
import type { Clock, Mailer } from '../kernel/ports.js';
import type { NotificationMailWriter } from './mail/notification-mails.js';
import type { NotificationRecord } from './notification.js';
import type { NotificationView, NotificationViews } from './notification-views.js';
import type { NotificationMails, Recipient, Recipients } from './notifications.port.js';
import type { Preferences } from './preferences.js';

/** What mail jobs work with. */
export interface MailingMeans {
  mails: NotificationMails;
  views: NotificationViews;
  recipients: Recipients;
  preferences: Pick<Preferences, 'isMailed'>;
  writer: NotificationMailWriter;
  mailer: Mailer;
  clock: Clock;
}

const HOUR_MS = 3_600_000;
/** More mails than these within an hour are a flood: the rest comes in one. */
const MOST_PER_HOUR = 4;
const EVERY_MS = 10_000;

/**
 * Mails about single notifications. A mail is decided (by its key), written to the outbox under that key, and only then
 * noted as sent: whatever dies in between, the next run comes to the same key, and the outbox keeps one mail of a key.
 */
export class SingleMails implements Job {
  readonly name = 'notification-mails';
  readonly everyMs = EVERY_MS;

  constructor(private readonly means: MailingMeans) {}

  async run({ mayGoOn }: JobRun): Promise<void> {
    while (mayGoOn()) {
      const due = await this.means.mails.nextDue(this.means.clock.now());
      if (due === null) return;
      await (due.mail === 'gathered' ? this.sendGathered(due) : this.send(due));
    }
  }

  private async send(record: NotificationRecord): Promise<void> {
    const { mails, clock } = this.means;
    const [recipient] = await this.means.recipients.of([record.userId]);
    const [view] = recipient ? await readableOf(this.means, recipient, [record]) : [];
    if (recipient === undefined || view === undefined) {
      await mails.settle([record.id], { mail: 'none' });
      return;
    }
    const now = clock.now();
    const sent = await mails.sentSince(record.userId, new Date(now.getTime() - HOUR_MS));
    const [first] = sent.slice(-MOST_PER_HOUR);
    if (sent.length >= MOST_PER_HOUR && first !== undefined) {
      const mailDueAt = new Date(first.getTime() + HOUR_MS);
      await mails.settle([record.id], { mail: 'gathered', mailDueAt });
      return;
    }
    const mailKey = `notification:${record.id}`;
    await this.means.mailer.queue({
      key: mailKey,
      to: recipient.email,
      ...this.means.writer.single(recipient, view),
    });
    await mails.settle([record.id], { mail: 'sent', mailKey, mailedAt: now });
  }

  private async sendGathered(first: NotificationRecord): Promise<void> {
    const key = first.mailKey ?? `gathered:${first.id}`;
    if (first.mailKey === null) await this.means.mails.decide(first.userId, 'gathered', key);
    await sendTogether(this.means, first.userId, key, 'gathered');
  }
}

/** What may be read, was not, and is still wanted by mail, at this moment. */
async function readableOf(
  { views, preferences }: MailingMeans,
  recipient: Recipient,
  records: readonly NotificationRecord[],
): Promise<NotificationView[]> {
  if (recipient.disabledAt !== null) return [];
  const seen = await views.of(personOnBehalf(recipient), records);
  const unread = seen.filter(({ read }) => !read);
  const wanted = await Promise.all(
    unread.map(({ workspaceId, record: { kind } }) =>
      preferences.isMailed(recipient.id, { workspaceId, kind }),
    ),
  );
  return unread.filter((_, index) => wanted[index]);
}

/** Sends all that was decided for this mail, in one; nothing when none of it may be read or everything was. */
export async function sendTogether(
  means: MailingMeans,
  userId: Recipient['id'],
  key: string,
  why: 'daily' | 'weekly' | 'gathered',
): Promise<void> {
  const records = await means.mails.ofMail(key);
  if (records.length === 0) return;
  const ids: NotificationId[] = records.map(({ id }) => id);
  const [recipient] = await means.recipients.of([userId]);
  const views = recipient ? await readableOf(means, recipient, records) : [];
  if (recipient === undefined || views.length === 0) {
    await means.mails.settle(ids, { mail: 'none' });
    return;
  }
  await means.mailer.queue({ key, to: recipient.email, ...means.writer.digest(recipient, views, why) });
  await means.mails.settle(ids, { mail: 'sent', mailedAt: means.clock.now() });
}
