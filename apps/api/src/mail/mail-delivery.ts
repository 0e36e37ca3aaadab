import type { Clock, MailQueue, OutboxMail } from '@kontor/domain';
import type { Logger } from 'pino';
import { isFinal, type MailTransport } from './mail-transport.js';

const LOOK_EVERY_MS = 30_000;
/** Longer than any attempt takes; when its owner dies, another takes the mail up after this. */
const CLAIM_MS = 2 * 60_000;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 60 * 60_000;
/** With the pauses above: given up after about half a day. */
const MAX_ATTEMPTS = 18;

const pauseAfter = (attempts: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);

/**
 * Owns delivery: takes due mails one by one, whoever queued them, and reports. At least once: a mail whose report was
 * lost with the process goes out again under the same Message-ID.
 */
export class MailDelivery {
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #isAsked = false;
  #isBusy = false;
  #isStopped = false;

  constructor(
    private readonly queue: MailQueue,
    private readonly transport: MailTransport,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.#timer = setInterval(() => this.wake(), LOOK_EVERY_MS);
    this.#timer.unref();
    this.wake();
  }

  /** Something may be due. While a round runs, one more follows it. */
  wake(): void {
    if (this.#isStopped) return;
    this.#isAsked = true;
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#round = this.rounds();
  }

  /** Settles when nothing that was due is left: what tests and shutdown wait for. */
  async idle(): Promise<void> {
    await this.#round;
  }

  /** The mail in hand is finished, no other is begun; the rest waits in the database. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#round;
    this.transport.close();
  }

  private async rounds(): Promise<void> {
    try {
      while (this.#isAsked && !this.#isStopped) {
        this.#isAsked = false;
        while (!this.#isStopped && (await this.deliverNext()));
      }
    } catch (error) {
      this.log.warn({ err: error }, 'the mail outbox cannot be read; trying again soon');
    } finally {
      this.#isBusy = false;
    }
  }

  private async deliverNext(): Promise<boolean> {
    const now = this.clock.now();
    const mail = await this.queue.claim(now, new Date(now.getTime() + CLAIM_MS));
    if (mail === null) return false;
    try {
      await this.transport.deliver(mail);
    } catch (error) {
      await this.reportFault(mail, error);
      return true;
    }
    await this.queue.reportSent(mail.id, this.transport.leavesHouse);
    return true;
  }

  private async reportFault(mail: OutboxMail, error: unknown): Promise<void> {
    const isLast = isFinal(error) || mail.attempts >= MAX_ATTEMPTS;
    const retryAt = isLast ? null : new Date(this.clock.now().getTime() + pauseAfter(mail.attempts));
    const reason = error instanceof Error ? error.message : String(error);
    this.log.warn({ mailId: mail.id, attempts: mail.attempts, isLast, reason }, 'a mail was not delivered');
    await this.queue.reportFailed(mail.id, reason, retryAt);
  }
}
