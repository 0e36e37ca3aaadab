import type {
  DigestRhythm,
  NotificationChoice,
  NotificationId,
  NotificationKind,
  ThreadId,
  ThreadLevel,
  UiLanguage,
  UserId,
  WorkspaceId,
} from '@kontor/contracts';
import type { PersonCard } from '../identity/people.port.js';
import type { InvitationRecord } from '../workspaces/invitation.js';
import type { MailState, NotificationRecord } from './notification.js';

/** Where notifications are kept. Every method is one write or one read. */
export interface NotificationRecords {
  /** Stores those whose key is not known. @returns the keys that were new */
  add(records: readonly NotificationRecord[]): Promise<Set<string>>;
  byId(id: NotificationId): Promise<NotificationRecord | null>;
  /** What the centre shows, newest first. */
  list(
    userId: UserId,
    query: { unreadOnly: boolean; after: { at: Date; id: string } | null; limit: number },
  ): Promise<NotificationRecord[]>;
  unreadOfThread(userId: UserId, threadId: ThreadId): Promise<NotificationRecord[]>;
  /** Marks own ones only. @param ids 'all': everything up to `at` */
  markRead(userId: UserId, ids: readonly NotificationId[] | 'all', at: Date): Promise<number>;
  forget(before: Date): Promise<void>;
}

/** The same records as the mail jobs see them. */
export interface NotificationMails {
  /** The one that has been due longest, `due` or `gathered`. */
  nextDue(now: Date): Promise<NotificationRecord | null>;
  /** Those decided for this mail, oldest first. */
  ofMail(mailKey: string): Promise<NotificationRecord[]>;
  /** Decides that all of a person's that wait in this state go out by this mail. */
  decide(userId: UserId, waiting: 'gathered' | 'digest', mailKey: string): Promise<void>;
  settle(
    ids: readonly NotificationId[],
    outcome: { mail: MailState; mailDueAt?: Date; mailKey?: string; mailedAt?: Date },
  ): Promise<void>;
  /** When mails of single notifications went to this person since then, oldest first. */
  sentSince(userId: UserId, since: Date): Promise<Date[]>;
}

/** What a person has chosen; none where nothing was. */
export interface PreferenceRecord {
  userId: UserId;
  digest: DigestRhythm;
  everywhere: Partial<Record<NotificationKind, NotificationChoice>>;
  workspaces: { workspaceId: WorkspaceId; choices: Partial<Record<NotificationKind, NotificationChoice>> }[];
  /** When the next digest is due; null until something waits for one. */
  digestAt: Date | null;
}

export interface PreferenceRecords {
  of(userIds: readonly UserId[]): Promise<Map<UserId, PreferenceRecord>>;
  /** @param choice null takes the choice back */
  choose(
    userId: UserId,
    workspaceId: WorkspaceId | null,
    kind: NotificationKind,
    choice: NotificationChoice | null,
  ): Promise<void>;
  setDigest(userId: UserId, digest: DigestRhythm, digestAt: Date): Promise<void>;
  /** Where no digest is due yet, one is at this instant. */
  awaitDigest(userId: UserId, at: Date): Promise<void>;
  /** Somebody whose digest is due. */
  nextDigest(now: Date): Promise<PreferenceRecord | null>;
  /** Moves a digest that was due at `from` on to `to`; nothing when it was moved meanwhile. */
  moveDigest(userId: UserId, from: Date, to: Date): Promise<void>;
}

/** Threads with changes of which nobody was told yet. */
export interface UntoldThreads {
  /** Up to `limit` of them, and how far people were told: all changes up to `seq`, all posts up to `posts`. */
  untold(limit: number): Promise<{ threadId: ThreadId; seq: number; posts: number }[]>;
  /** People were told up to `seq`. @returns false when the thread has changed since: there is more to tell */
  noteTold(threadId: ThreadId, seq: number): Promise<boolean>;
}

/** Something about an invitation that its inviter should hear. */
export interface InvitationNews {
  invitation: InvitationRecord;
  news: 'accepted' | 'expiring';
}

/** Invitations whose inviter was not told yet that they were accepted, or that they soon run out unanswered. */
export interface UntoldInvitations {
  untold(now: Date, limit: number): Promise<InvitationNews[]>;
  noteTold(news: InvitationNews): Promise<void>;
}

/** Who wants to hear of a thread more, or less, than others. */
export interface ThreadListeners {
  levelsOf(threadId: ThreadId): Promise<{ userId: UserId; level: ThreadLevel }[]>;
}

/** What one person watches in one workspace. */
export interface WatchRecord {
  userId: UserId;
  workspaceId: WorkspaceId;
  /** Every new thread. */
  all: boolean;
  /** Every new thread with one of these tags, in the order of choosing. */
  tags: string[];
}

/** What people watch: one record for a person and workspace. Every method is one write or one read. */
export interface Watches {
  of(userId: UserId): Promise<WatchRecord[]>;
  /** Who watches the workspace or one of these tags in it. */
  watchersOf(workspaceId: WorkspaceId, tags: readonly string[]): Promise<UserId[]>;
  setAll(userId: UserId, workspaceId: WorkspaceId, all: boolean): Promise<WatchRecord>;
  /** @returns null when as many tags are watched as may be, and this would be one more */
  addTag(userId: UserId, workspaceId: WorkspaceId, tag: string, most: number): Promise<WatchRecord | null>;
  removeTag(userId: UserId, workspaceId: WorkspaceId, tag: string): Promise<WatchRecord>;
}

/** Somebody to write to, as needed at the moment of writing. */
export interface Recipient extends PersonCard {
  language: UiLanguage;
  /** IANA name. */
  timeZone: string;
}
export interface Recipients {
  of(userIds: readonly UserId[]): Promise<Recipient[]>;
}

/** Who is looking at Kontor at this moment: a mail to them can wait a little, they may be reading already. */
export interface Attendance {
  isHere(userId: UserId): boolean;
}
