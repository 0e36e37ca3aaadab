import type { Job, JobRun } from '../jobs/job.js';
import { nextDigestAt } from './digest-time.js';
import type { PreferenceRecords } from './notifications.port.js';
import { sendTogether, type MailingMeans } from './single-mails.js';

const EVERY_MS = 60_000;

/**
 * Digests, each at its person's morning. What waits is decided for the digest of that morning before it is written, so that
 * a run that dies is finished, not repeated with other contents. After a stop everybody gets one, not one for each morning.
 */
export class Digests implements Job {
  readonly name = 'digests';
  readonly everyMs = EVERY_MS;

  constructor(
    private readonly preferences: PreferenceRecords,
    private readonly means: MailingMeans,
  ) {}

  async run({ mayGoOn }: JobRun): Promise<void> {
    while (mayGoOn()) {
      const now = this.means.clock.now();
      const due = await this.preferences.nextDigest(now);
      if (due?.digestAt == null) return;
      const { userId, digest, digestAt } = due;
      const key = `digest:${userId}:${digestAt.toISOString()}`;
      if ((await this.means.mails.ofMail(key)).length === 0) {
        await this.means.mails.decide(userId, 'digest', key);
      }
      await sendTogether(this.means, userId, key, digest);
      const [recipient] = await this.means.recipients.of([userId]);
      await this.preferences.moveDigest(
        userId,
        digestAt,
        nextDigestAt(now, digest, recipient?.timeZone ?? 'UTC'),
      );
    }
  }
}
