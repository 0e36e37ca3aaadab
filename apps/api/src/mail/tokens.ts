/** `MailQueue` of @kontor/domain: where mails wait. */
export const MAIL_QUEUE = Symbol('MailQueue');
