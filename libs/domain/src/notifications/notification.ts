import type {
  CommitmentId,
  InvitationId,
  NotificationId,
  NotificationKind,
  PostId,
  ThreadId,
  UserId,
  WorkspaceId,
} from '@kontor/contracts';

/** What a notification is about; titles and words are looked up, and judged, whenever it is shown or sent. */
export type NotificationSubject = PostSubject | InvitationSubject | CommitmentSubject;
export interface PostSubject {
  type: 'post';
  threadId: ThreadId;
  postId: PostId;
}
export interface InvitationSubject {
  type: 'invitation';
  invitationId: InvitationId;
}

export interface CommitmentSubject {
  type: 'commitment';
  commitmentId: CommitmentId;
  /** How many it had when it began to wait: another one ends this. */
  signatures: number;
}

/**
 * How far the mail of a notification is. `due`: goes out alone at `mailDueAt`. `gathered`: too many went out within an
 * hour, this one waits for the others until `mailDueAt`. `digest`: waits for the person's digest. `sent` and `none` end it.
 */
export type MailState = 'due' | 'gathered' | 'digest' | 'sent' | 'none';

/** One reason to tell one person of one thing. */
export interface NotificationRecord {
  id: NotificationId;
  /** The same for whoever derives it again: nobody is told twice. */
  key: string;
  userId: UserId;
  workspaceId: WorkspaceId;
  kind: NotificationKind;
  subject: NotificationSubject;
  /** Who did it; null where nobody in particular did. */
  actorId: UserId | null;
  at: Date;
  /** Whether the centre shows it. */
  inApp: boolean;
  readAt: Date | null;
  mail: MailState;
  mailDueAt: Date | null;
  /** Key of the one mail that carries it, once that is decided. */
  mailKey: string | null;
  mailedAt: Date | null;
}

/** So long notifications are kept; nothing older is derived anew. */
export const KEPT_DAYS = 180;
