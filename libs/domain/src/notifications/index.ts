export { choiceFor } from './choices.js';
export { CommitmentTelling } from './commitment-telling.js';
export { Digests } from './digests.js';
export { NotificationForgetting } from './forgetting.js';
export { MailReplies, type MailReply } from './mail-replies.js';
export { InvitationTelling } from './invitation-telling.js';
export { NotificationMailWriter, type MailAddresses } from './mail/notification-mails.js';
export { NotificationCentre, type CentreMeans } from './notification-centre.js';
export { NotificationViews, type NotificationView } from './notification-views.js';
export type { MailState, NotificationRecord, NotificationSubject } from './notification.js';
export type {
  Attendance,
  InvitationNews,
  NotificationMails,
  NotificationRecords,
  PreferenceRecord,
  PreferenceRecords,
  Recipient,
  Recipients,
  ThreadListeners,
  UntoldInvitations,
  UntoldThreads,
  Watches,
  WatchRecord,
} from './notifications.port.js';
export { Preferences } from './preferences.js';
export { SignedWords } from './signed-words.js';
export { SingleMails, type MailingMeans } from './single-mails.js';
export { Telling, type TellingMeans } from './telling.js';
export { ThreadTelling } from './thread-telling.js';
export { Unsubscriptions } from './unsubscriptions.js';
export { WatchingChoices } from './watching.js';
