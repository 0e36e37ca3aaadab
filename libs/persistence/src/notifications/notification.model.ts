import {
  CommitmentId,
  DigestRhythm,
  NotificationChoice,
  InvitationId,
  NOTIFICATION_KINDS,
  NotificationId,
  NotificationKind,
  PostId,
  ThreadId,
  UserId,
  WorkspaceId,
} from '@kontor/contracts';
import type { NotificationRecord, PreferenceRecord } from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';
import { z } from 'zod';

export type StoredNotification = Omit<NotificationRecord, 'id'> & { _id: NotificationRecord['id'] };
export type StoredPreferences = Omit<PreferenceRecord, 'userId' | 'workspaces'> & {
  _id: PreferenceRecord['userId'];
  /** By workspace; a map, so that one choice is one atomic write. */
  workspaces: Record<string, PreferenceRecord['everywhere']>;
};

const MAIL_STATES = ['due', 'gathered', 'digest', 'sent', 'none'] as const;

export const NotificationRow = z
  .object({
    _id: NotificationId,
    key: z.string(),
    userId: UserId,
    workspaceId: WorkspaceId,
    kind: NotificationKind,
    subject: z.union([
      z.object({ type: z.literal('post'), threadId: ThreadId, postId: PostId }),
      z.object({ type: z.literal('invitation'), invitationId: InvitationId }),
      z.object({
        type: z.literal('commitment'),
        commitmentId: CommitmentId,
        signatures: z.number().int(),
      }),
    ]),
    actorId: UserId.nullable(),
    at: z.date(),
    inApp: z.boolean(),
    readAt: z.date().nullable(),
    mail: z.enum(MAIL_STATES),
    mailDueAt: z.date().nullable(),
    mailKey: z.string().nullable(),
    mailedAt: z.date().nullable(),
  })
  .transform(({ _id, ...rest }): NotificationRecord => ({ id: _id, ...rest }));

const Choices = z.partialRecord(NotificationKind, NotificationChoice);
export const PreferenceRow = z
  .object({
    _id: UserId,
    digest: DigestRhythm.default('daily'),
    everywhere: Choices.default({}),
    workspaces: z.record(WorkspaceId, Choices).default({}),
    digestAt: z.date().nullable().default(null),
  })
  .transform(({ _id, workspaces, ...rest }): PreferenceRecord => ({
    userId: _id,
    ...rest,
    workspaces: Object.entries(workspaces).map(([workspaceId, choices]) => ({
      workspaceId: WorkspaceId.parse(workspaceId),
      choices,
    })),
  }));

const text = { type: String, required: true } as const;
const when = { type: Date, required: true } as const;
const optionalWhen = { type: Date, default: null } as const;
const optionalText = { type: String, default: null } as const;
const anything = { type: Schema.Types.Mixed } as const;
const OPTIONS = { strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false } as const;

const notificationSchema = new Schema<StoredNotification>(
  {
    _id: text,
    key: text,
    userId: text,
    workspaceId: text,
    kind: { ...text, enum: NOTIFICATION_KINDS },
    subject: anything,
    actorId: optionalText,
    at: when,
    inApp: { type: Boolean, required: true },
    readAt: optionalWhen,
    mail: { ...text, enum: MAIL_STATES },
    mailDueAt: optionalWhen,
    mailKey: optionalText,
    mailedAt: optionalWhen,
  },
  { ...OPTIONS, collection: 'notifications' },
);

const preferenceSchema = new Schema<StoredPreferences>(
  {
    _id: text,
    digest: { type: String },
    everywhere: anything,
    workspaces: anything,
    digestAt: optionalWhen,
  },
  { ...OPTIONS, collection: 'notificationPreferences', minimize: false },
);

const modelOf =
  <T>(name: string, schema: Schema<T>) =>
  (connection: Connection): Model<T> =>
    connection.models[name] === undefined ? connection.model<T>(name, schema) : connection.model<T>(name);

export const notificationModel = modelOf('Notification', notificationSchema);
export const preferenceModel = modelOf('NotificationPreferences', preferenceSchema);

/** One index for the centre, one for what a thread settles, and the ways of the mail jobs. */
export async function ensureNotificationIndexes(connection: Connection): Promise<void> {
  const notifications = notificationModel(connection).collection;
  await notifications.createIndex({ key: 1 }, { unique: true, name: 'key' });
  await notifications.createIndex({ userId: 1, at: -1, _id: -1 });
  await notifications.createIndex({ userId: 1, 'subject.threadId': 1 });
  await notifications.createIndex({ userId: 1, mail: 1, mailedAt: 1 });
  await notifications.createIndex({ mail: 1, mailDueAt: 1 });
  await notifications.createIndex({ mailKey: 1 });
  await notifications.createIndex({ at: 1 });
  await preferenceModel(connection).collection.createIndex({ digestAt: 1 });
}
