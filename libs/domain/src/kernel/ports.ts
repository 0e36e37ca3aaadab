/** Time, as use cases see it. Server time decides every deadline. */
export interface Clock {
  now(): Date;
}
export const systemClock: Clock = { now: () => new Date() };

/** Fresh identifiers: 24 hex digits, unique without a round trip. */
export interface Ids {
  next(): string;
}

/** Secrets that a person carries in a link or a cookie. Only their digest is ever stored. */
export interface Tokens {
  /** 256 bits, base64url. */
  create(): string;
  /** SHA-256 of a token, hex: what the database holds. */
  digest(token: string): string;
}

/** A mail as use cases hand it over; the outbox delivers it at least once and never blocks the caller. */
export interface OutgoingMail {
  /** Stable key of the act that causes the mail: a repeated act does not send twice. */
  key: string;
  to: string;
  subject: string;
  text: string;
  /** The same in HTML. Everything in it that people typed is escaped by whoever made it. */
  html?: string;
  /** Where an answer goes. */
  replyTo?: string;
  /** Address that stops mails of this kind when something is posted to it (RFC 8058). */
  unsubscribe?: string;
  /** What it is about: mail readers show mails about the same thing together. */
  about?: string;
}
export interface Mailer {
  queue(mail: OutgoingMail): Promise<void>;
}
