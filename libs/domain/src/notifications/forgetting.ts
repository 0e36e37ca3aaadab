import type { Job } from '../jobs/job.js';
import type { Clock } from '../kernel/ports.js';
import { KEPT_DAYS } from './notification.js';
import type { NotificationRecords } from './notifications.port.js';

const DAY_MS = 86_400_000;

/** Lets go of old notifications, daily. */
export class NotificationForgetting implements Job {
  readonly name = 'notification-forgetting';
  readonly everyMs = DAY_MS;

  constructor(
    private readonly records: Pick<NotificationRecords, 'forget'>,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    // A day more than anything is derived from: what is forgotten does not come back.
    await this.records.forget(new Date(this.clock.now().getTime() - (KEPT_DAYS + 1) * DAY_MS));
  }
}
