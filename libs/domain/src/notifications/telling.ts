import {
  NotificationId,
  type NotificationChoice,
  type NotificationKind,
  type UserId,
  type WorkspaceId,
} from '@kontor/contracts';
import type { EventBus } from '../kernel/events.js';
import type { Clock, Ids } from '../kernel/ports.js';
import { choiceFor } from './choices.js';
import { nextDigestAt } from './digest-time.js';
import type { NotificationRecord, NotificationSubject } from './notification.js';
import type {
  Attendance,
  NotificationRecords,
  PreferenceRecord,
  PreferenceRecords,
  Recipient,
  Recipients,
} from './notifications.port.js';

/** Who has Kontor open may be reading already: their mail waits so long, and does not go out when they were. */
const HOLD_MS = 60_000;

/** One thing to tell one person, before it is asked how they want to be told, and whether they may be. */
export interface News {
  key: string;
  userId: UserId;
  workspaceId: WorkspaceId;
  kind: NotificationKind;
  subject: NotificationSubject;
  actorId: UserId | null;
  /** Null: now. */
  at: Date | null;
}

export interface TellingMeans {
  records: Pick<NotificationRecords, 'add'>;
  recipients: Recipients;
  preferences: PreferenceRecords;
  attendance: Attendance;
  events: EventBus;
  ids: Ids;
  clock: Clock;
  /** Told after something was stored whose mail is due. */
  onMailDue: () => void;
}

/** Turns news into notifications as their receivers chose; news that were told before change nothing. */
export class Telling {
  constructor(private readonly means: TellingMeans) {}

  /** @param mayRead whether somebody may know of it @param isMailed false for what the demo brings with it */
  async tell(news: readonly News[], mayRead: (reader: Recipient) => boolean, isMailed = true): Promise<void> {
    if (news.length === 0) return;
    const userIds = [...new Set(news.map(({ userId }) => userId))];
    const [recipients, preferences] = await Promise.all([
      this.means.recipients.of(userIds),
      this.means.preferences.of(userIds),
    ]);
    const readers = new Map(recipients.filter(mayRead).map((one) => [one.id, one]));
    const records = news.flatMap((one) => {
      if (!readers.has(one.userId)) return [];
      const choice = choiceFor(preferences.get(one.userId), one.workspaceId, one.kind);
      return this.recordOf(one, isMailed ? choice : { ...choice, mail: 'never' }) ?? [];
    });
    const added = await this.means.records.add(records);
    await this.awaitDigests(records, readers, preferences);
    const fresh = records.filter(({ key }) => added.has(key));
    for (const userId of new Set(fresh.map((record) => record.userId))) {
      this.means.events.publish({ type: 'notification.changed', userId });
    }
    if (fresh.some(({ mail }) => mail === 'due')) this.means.onMailDue();
  }

  private recordOf(news: News, { inApp, mail }: NotificationChoice): NotificationRecord | null {
    if (!inApp && mail === 'never') return null;
    const now = this.means.clock.now();
    const hold = this.means.attendance.isHere(news.userId) ? HOLD_MS : 0;
    return {
      ...news,
      id: NotificationId.parse(this.means.ids.next()),
      at: news.at ?? now,
      inApp,
      readAt: null,
      mail: FIRST_STATE[mail],
      mailDueAt: mail === 'at-once' ? new Date(now.getTime() + hold) : null,
      mailKey: null,
      mailedAt: null,
    };
  }

  /** Also for those who were told before: the run that told them may have died before it came here. */
  private async awaitDigests(
    records: readonly NotificationRecord[],
    readers: ReadonlyMap<UserId, Recipient>,
    preferences: ReadonlyMap<UserId, PreferenceRecord>,
  ): Promise<void> {
    const now = this.means.clock.now();
    const waiting = new Set(records.filter(({ mail }) => mail === 'digest').map(({ userId }) => userId));
    for (const userId of waiting) {
      const chosen = preferences.get(userId);
      const reader = readers.get(userId);
      if (reader === undefined || (chosen?.digestAt ?? null) !== null) continue;
      const at = nextDigestAt(now, chosen?.digest ?? 'daily', reader.timeZone);
      await this.means.preferences.awaitDigest(userId, at);
    }
  }
}

const FIRST_STATE = { 'at-once': 'due', digest: 'digest', never: 'none' } as const;
