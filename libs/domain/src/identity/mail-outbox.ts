import type { MailId } from '@kontor/contracts';
import { isAllowed } from '@kontor/policy';
import type { Actor } from '../kernel/actor.js';
import type { OutgoingMail } from '../kernel/ports.js';
import { notFound } from '../kernel/kontor-error.js';
import { type InstanceFactsSource, requireAtDesk } from './people-administration.js';

/** A mail as the outbox keeps it. */
export interface OutboxMail extends OutgoingMail {
  id: MailId;
  at: Date;
  state: 'queued' | 'sent' | 'failed';
  /** How often delivery was begun. */
  attempts: number;
}

/** Where mails wait. Delivery claims them one by one; a claim that is never reported on lapses. */
export interface MailQueue {
  /** Stores the mail unless its key is known. @returns whether it is new */
  add(mail: OutboxMail): Promise<boolean>;
  /** The next mail that is due, claimed until `until`: no other deliverer gets it before. */
  claim(now: Date, until: Date): Promise<OutboxMail | null>;
  /** @param forgetText delivered elsewhere: links in it must not stay in the database */
  reportSent(id: MailId, forgetText: boolean): Promise<void>;
  reportFailed(id: MailId, reason: string, retryAt: Date | null): Promise<void>;
  /** Newest first. */
  list(page: { after: string | null; limit: number }): Promise<{ items: OutboxMail[]; next: string | null }>;
}

/** The outbox as the operator reads it where mail does not leave the house: demo and development. */
export class MailOutbox {
  constructor(
    private readonly queue: MailQueue,
    private readonly instance: InstanceFactsSource,
  ) {}

  async list(actor: Actor, page: { after: string | null; limit: number }) {
    const facts = { actor, instance: this.instance() };
    // Where mail leaves the house there is no such page, not even a locked one.
    if (actor.kind === 'person' && !isAllowed(facts, 'mail-outbox.read')) throw notFound();
    requireAtDesk(facts, 'mail-outbox.read');
    return this.queue.list(page);
  }
}
