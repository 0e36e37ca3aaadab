import { z } from 'zod';
import { CommitmentId, Instant, NotificationId, ThreadId, UserId, WorkspaceId } from './ids.js';
import { Tag } from './discussions.contract.js';
import { PageQuery, page } from './paging.js';

/** Why somebody is told. The order is that of importance: of two reasons for one post the first counts. */
export const NOTIFICATION_KINDS = [
  'mention', 'reply', 'deadline', 'signature', 'membership', 'announcement', 'followed', 'watched', 'accepted',
] as const; // prettier-ignore
export const NotificationKind = z.enum(NOTIFICATION_KINDS);
export type NotificationKind = z.infer<typeof NotificationKind>;

export const MAIL_PACES = ['at-once', 'digest', 'never'] as const;
export const MailPace = z.enum(MAIL_PACES);
export type MailPace = z.infer<typeof MailPace>;

export const DIGEST_RHYTHMS = ['daily', 'weekly'] as const;
export const DigestRhythm = z.enum(DIGEST_RHYTHMS);
export type DigestRhythm = z.infer<typeof DigestRhythm>;

/** Where somebody is told of one kind of thing. */
export const NotificationChoice = z.object({ inApp: z.boolean(), mail: MailPace });
export type NotificationChoice = z.infer<typeof NotificationChoice>;

/** What holds for whoever has chosen nothing: what concerns a person by name at once, the rest gathered. */
export const DEFAULT_CHOICES: Readonly<Record<NotificationKind, NotificationChoice>> = {
  mention: { inApp: true, mail: 'at-once' },
  reply: { inApp: true, mail: 'at-once' },
  deadline: { inApp: true, mail: 'at-once' },
  signature: { inApp: true, mail: 'at-once' },
  membership: { inApp: true, mail: 'at-once' },
  announcement: { inApp: true, mail: 'digest' },
  watched: { inApp: true, mail: 'digest' },
  followed: { inApp: true, mail: 'digest' },
  accepted: { inApp: true, mail: 'digest' },
};

/** One line of the centre: what happened in one place for one reason, as the reader may see it now. */
export const Notification = z.object({
  /** Of the newest thing that it gathers. */
  id: NotificationId,
  /** Of all that it gathers: what is marked as read with it. */
  ids: z.array(NotificationId),
  kind: NotificationKind,
  workspaceId: WorkspaceId,
  workspaceName: z.string(),
  /** What it is about. */
  title: z.string(),
  /** Null for what is not about a thread. */
  threadId: ThreadId.nullable(),
  /** Null for what is not about a commitment. */
  commitmentId: CommitmentId.nullable(),
  /** Number of the first unread post, where it leads. */
  postNo: z.number().int().nullable(),
  /** Who did it, newest first; a few of them. */
  people: z.array(z.object({ userId: UserId, name: z.string() })),
  excerpt: z.string(),
  count: z.number().int(),
  at: Instant,
  read: z.boolean(),
});
export type Notification = z.infer<typeof Notification>;

export const NotificationQuery = PageQuery.extend({
  show: z.enum(['all', 'unread']).default('all'),
});
export type NotificationQuery = z.infer<typeof NotificationQuery>;
export const NotificationPage = page(Notification);

/** `POST /notifications/read`: these, or everything up to now. */
export const ReadNotifications = z.strictObject({
  ids: z.union([z.array(NotificationId).min(1).max(200), z.enum(['all'])]),
});
export type ReadNotifications = z.infer<typeof ReadNotifications>;

const Choices = z.record(NotificationKind, NotificationChoice);
/** `GET /notifications/preferences`. */
export const NotificationPreferences = z.object({
  digest: DigestRhythm,
  everywhere: Choices,
  /** Workspaces of the person, and where they differ from `everywhere`. */
  workspaces: z.array(
    z.object({
      workspaceId: WorkspaceId,
      name: z.string(),
      choices: z.partialRecord(NotificationKind, NotificationChoice),
    }),
  ),
});
export type NotificationPreferences = z.infer<typeof NotificationPreferences>;

/** `PATCH /notifications/preferences`: the rhythm, or one kind everywhere or in one workspace; null: as everywhere. */
export const ChangePreferences = z.strictObject({
  digest: DigestRhythm.optional(),
  choice: z
    .strictObject({
      workspaceId: WorkspaceId.nullable(),
      kind: NotificationKind,
      choice: NotificationChoice.nullable(),
    })
    .optional(),
});
export type ChangePreferences = z.infer<typeof ChangePreferences>;

/** Tags that one person watches in one workspace. */
export const MOST_WATCHED_TAGS = 30;

/** What somebody watches in a workspace: whoever watches is told of every new thread there that they may read. */
export const Watching = z
  .object({
    workspaceId: WorkspaceId,
    workspaceName: z.string(),
    /** Every new thread of the workspace. */
    all: z.boolean(),
    /** Every new thread with one of these tags. */
    tags: z.array(z.string()),
  })
  .meta({ id: 'Watching' });
export type Watching = z.infer<typeof Watching>;
/** `GET /notifications/watching`: workspaces in which something is watched. */
export const WatchingList = z.object({ items: z.array(Watching) }).meta({ id: 'WatchingList' });
export type WatchingList = z.infer<typeof WatchingList>;

/** `PATCH /workspaces/:workspaceId/watching`: everything in it, or one tag; the other stays as it is. */
export const ChangeWatching = z.discriminatedUnion('what', [
  z.strictObject({ what: z.enum(['all']), on: z.boolean() }),
  z.strictObject({ what: z.enum(['tag']), tag: Tag, on: z.boolean() }),
]);
export type ChangeWatching = z.infer<typeof ChangeWatching>;

/** What the link at the end of a mail is about. */
export const UNSUBSCRIPTIONS = ['digest', ...NOTIFICATION_KINDS] as const;
export const Unsubscription = z.object({ from: z.enum(UNSUBSCRIPTIONS) });
export type Unsubscription = z.infer<typeof Unsubscription>;
export const UnsubscriptionToken = z
  .string()
  .regex(/^[a-z0-9.-]{40,160}$/, 'must be the whole link of the mail');
