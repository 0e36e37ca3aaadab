import { Inject, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import {
  Access,
  CommitmentTelling,
  Digests,
  InvitationTelling,
  MailReplies,
  NotificationCentre,
  NotificationForgetting,
  NotificationMailWriter,
  NotificationViews,
  Posts,
  Preferences,
  SignedWords,
  SingleMails,
  Telling,
  ThreadTelling,
  Unsubscriptions,
  WatchingChoices,
  type Clock,
  type EventBus,
  type Ids,
  type Mailer,
  type MailingMeans,
  type People,
  type TimeZones,
  type PostTexts,
  type PreferenceRecords,
  type ReadingRecords,
  type Recipients,
  type Tokens,
  type Watches,
  type WorkspaceStore,
} from '@kontor/domain';
import {
  MongoNotifications,
  MongoPreferences,
  MongoWatches,
  type MongoCommitments,
  type MongoInvitations,
  type MongoReadings,
  type MongoThreads,
} from '@kontor/persistence';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { COMMITMENT_RECORDS } from '../commitments/tokens.js';
import { DiscussionsModule } from '../discussions/discussions.module.js';
import { POST_TEXTS, READING_RECORDS, THREAD_RECORDS } from '../discussions/tokens.js';
import { PEOPLE } from '../identity/tokens.js';
import { JobRunner } from '../jobs/job-runner.js';
import { LiveModule } from '../live/live.module.js';
import { Seats } from '../live/seats.js';
import type { PublicUrl } from '../platform/public-url.js';
import { settledWithin, STOP_WAITS_MS } from '../platform/settled-within.js';
import { CLOCK, CONFIG, DATABASE, EVENTS, IDS, LOG, MAILER, PUBLIC_URL, TOKENS } from '../platform/tokens.js';
import { TIME_ZONES } from '../people/tokens.js';
import { INVITATION_STORE, WORKSPACE_STORE } from '../workspaces/tokens.js';
import { NotificationWatch } from './notification-watch.js';
import { NotificationsController } from './notifications.controller.js';
import { PeopleRecipients } from './recipients.adapter.js';
import { ReplyReceiver } from './reply-receiver.js';
import { NOTIFICATION_RECORDS, PREFERENCE_RECORDS, RECIPIENTS, WATCHES } from './tokens.js';
import { UnsubscriptionsController } from './unsubscriptions.controller.js';
import { WatchingController } from './watching.controller.js';

const MAILING_MEANS = Symbol('MailingMeans');
const SINGLE_MAILS = 'notification-mails';

const adapters = [
  {
    provide: NOTIFICATION_RECORDS,
    inject: [DATABASE],
    useFactory: (db: Connection) => new MongoNotifications(db),
  },
  {
    provide: PREFERENCE_RECORDS,
    inject: [DATABASE],
    useFactory: (db: Connection) => new MongoPreferences(db),
  },
  { provide: WATCHES, inject: [DATABASE], useFactory: (db: Connection) => new MongoWatches(db) },
  {
    provide: RECIPIENTS,
    inject: [PEOPLE, TIME_ZONES],
    useFactory: (people: People, timeZones: TimeZones) => new PeopleRecipients(people, timeZones),
  },
  { provide: SignedWords, inject: [TOKENS], useFactory: (tokens: Tokens) => new SignedWords(tokens) },
];

const useCases = [
  {
    provide: NotificationViews,
    inject: [Access, THREAD_RECORDS, READING_RECORDS, PEOPLE],
    useFactory: (access: Access, threads: MongoThreads, reading: ReadingRecords, people: People) =>
      new NotificationViews(access, { threads, reading, people }),
  },
  {
    provide: NotificationCentre,
    inject: [NOTIFICATION_RECORDS, Access, NotificationViews, THREAD_RECORDS, READING_RECORDS, EVENTS, CLOCK],
    useFactory: (
      records: MongoNotifications,
      access: Access,
      views: NotificationViews,
      threads: MongoThreads,
      reading: ReadingRecords,
      events: EventBus,
      clock: Clock,
    ) => new NotificationCentre(records, access, { views, threads, reading, events, clock }),
  },
  {
    provide: Preferences,
    inject: [PREFERENCE_RECORDS, Access, WORKSPACE_STORE, RECIPIENTS, CLOCK],
    useFactory: (
      records: PreferenceRecords,
      access: Access,
      workspaces: WorkspaceStore,
      recipients: Recipients,
      clock: Clock,
    ) => new Preferences(records, access, { workspaces, recipients, clock }),
  },
  {
    provide: WatchingChoices,
    inject: [WATCHES, Access, WORKSPACE_STORE],
    useFactory: (watches: Watches, access: Access, workspaces: WorkspaceStore) =>
      new WatchingChoices(watches, access, workspaces),
  },
  {
    provide: Unsubscriptions,
    inject: [Preferences, SignedWords],
    useFactory: (preferences: Preferences, words: SignedWords) => new Unsubscriptions(preferences, words),
  },
  {
    provide: Telling,
    inject: [NOTIFICATION_RECORDS, RECIPIENTS, PREFERENCE_RECORDS, Seats, EVENTS, IDS, CLOCK, JobRunner],
    useFactory: (
      records: MongoNotifications,
      recipients: Recipients,
      preferences: PreferenceRecords,
      seats: Seats,
      events: EventBus,
      ids: Ids,
      clock: Clock,
      runner: JobRunner,
    ) =>
      new Telling({
        records,
        recipients,
        preferences,
        attendance: { isHere: (userId) => seats.ofUser(userId).length > 0 },
        events,
        ids,
        clock,
        onMailDue: () => runner.wake(SINGLE_MAILS),
      }),
  },
  {
    provide: ThreadTelling,
    inject: [Telling, THREAD_RECORDS, READING_RECORDS, WATCHES, WORKSPACE_STORE, POST_TEXTS, CLOCK],
    useFactory: (
      telling: Telling,
      threads: MongoThreads,
      listeners: MongoReadings,
      watches: Watches,
      workspaces: WorkspaceStore,
      texts: PostTexts,
      clock: Clock,
    ) =>
      new ThreadTelling(telling, { threads, untold: threads, listeners, watches, workspaces, texts, clock }),
  },
  {
    provide: InvitationTelling,
    inject: [Telling, INVITATION_STORE, WORKSPACE_STORE, CLOCK],
    useFactory: (telling: Telling, invitations: MongoInvitations, workspaces: WorkspaceStore, clock: Clock) =>
      new InvitationTelling(telling, invitations, workspaces, clock),
  },
  {
    provide: CommitmentTelling,
    inject: [Telling, COMMITMENT_RECORDS, WORKSPACE_STORE],
    useFactory: (telling: Telling, commitments: MongoCommitments, workspaces: WorkspaceStore) =>
      new CommitmentTelling(telling, commitments, workspaces),
  },
];

const mailing = [
  {
    provide: NotificationMailWriter,
    inject: [PUBLIC_URL, CONFIG, SignedWords],
    useFactory: (url: PublicUrl, { replies }: Config, words: SignedWords) =>
      new NotificationMailWriter(
        { publicUrl: () => url.base(), replyDomain: replies?.domain ?? null },
        words,
      ),
  },
  {
    provide: MAILING_MEANS,
    inject: [
      NOTIFICATION_RECORDS,
      NotificationViews,
      RECIPIENTS,
      Preferences,
      NotificationMailWriter,
      MAILER,
      CLOCK,
    ],
    useFactory: (
      mails: MongoNotifications,
      views: NotificationViews,
      recipients: Recipients,
      preferences: Preferences,
      writer: NotificationMailWriter,
      mailer: Mailer,
      clock: Clock,
    ): MailingMeans => ({ mails, views, recipients, preferences, writer, mailer, clock }),
  },
  {
    provide: SingleMails,
    inject: [MAILING_MEANS],
    useFactory: (means: MailingMeans) => new SingleMails(means),
  },
  {
    provide: Digests,
    inject: [PREFERENCE_RECORDS, MAILING_MEANS],
    useFactory: (preferences: PreferenceRecords, means: MailingMeans) => new Digests(preferences, means),
  },
  {
    provide: NotificationForgetting,
    inject: [NOTIFICATION_RECORDS, CLOCK],
    useFactory: (records: MongoNotifications, clock: Clock) => new NotificationForgetting(records, clock),
  },
  {
    provide: MailReplies,
    inject: [NOTIFICATION_RECORDS, RECIPIENTS, THREAD_RECORDS, Posts, SignedWords, TOKENS],
    useFactory: (
      records: MongoNotifications,
      recipients: Recipients,
      threads: MongoThreads,
      posts: Posts,
      words: SignedWords,
      tokens: Tokens,
    ) => new MailReplies(records, recipients, threads, posts, words, tokens),
  },
  {
    provide: ReplyReceiver,
    inject: [CONFIG, MailReplies, LOG],
    useFactory: ({ replies }: Config, use: MailReplies, log: Logger) =>
      replies === null ? null : new ReplyReceiver(replies, use, log),
  },
];

/** Telling people what concerns them: the centre, mails, digests, and answers by mail where they are taken. */
@Module({
  imports: [DiscussionsModule, LiveModule],
  controllers: [NotificationsController, WatchingController, UnsubscriptionsController],
  providers: [...adapters, ...useCases, ...mailing, NotificationWatch],
})
export class NotificationsModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(@Inject(ReplyReceiver) private readonly receiver: ReplyReceiver | null) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.receiver?.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.receiver !== null) await settledWithin(this.receiver.stop(), STOP_WAITS_MS);
  }
}
