import type { NotificationKind, Unsubscription } from '@kontor/contracts';

/** Words of mails about notifications, in one language. Everything given is one line already. */
export interface NotificationTexts {
  /** Who did what, as the subject line of a mail about one thing. */
  subject: Readonly<Record<NotificationKind, (facts: { actor: string; title: string }) => string>>;
  /** Where the name of nobody is to stand. */
  somebody: string;
  inWorkspace: (workspaceName: string) => string;
  open: string;
  replyAbove: string;
  digestSubject: (count: number) => string;
  gatheredSubject: (count: number) => string;
  digestIntro: Readonly<Record<'daily' | 'weekly' | 'gathered', string>>;
  news: (count: number) => string;
  by: (names: string) => string;
  more: (count: number) => string;
  why: Readonly<Record<NotificationKind | 'digest', string>>;
  stop: Readonly<Record<Unsubscription['from'], string>>;
  choose: string;
}
