import { Email, MailId } from '@kontor/contracts';
import type { Clock, Ids, Mailer, MailQueue, OutgoingMail } from '@kontor/domain';

const MAX_SUBJECT = 200;
const MAX_TEXT = 60_000;
const MAX_HTML = 200_000;
const MAX_HEADER = 500;
/** Everything that could end a header line, also in what some servers take for a line end. */
const LINE_END = /[\p{Cc}\u2028\u2029]/u;

/** A mail that we ourselves must never have asked for. */
export class MailRefusedError extends Error {}

/** Own strict check, before any library sees an address or a header. */
function requireSound(mail: OutgoingMail): void {
  if (LINE_END.test(mail.to) || Email.safeParse(mail.to).data !== mail.to) {
    throw new MailRefusedError('the address of a mail is not one');
  }
  if (LINE_END.test(mail.subject) || mail.subject.length > MAX_SUBJECT) {
    throw new MailRefusedError('the subject of a mail must be one line of at most 200 characters');
  }
  if (mail.text.length > MAX_TEXT || mail.text.includes('\0'))
    throw new MailRefusedError('a mail is too long');
  if ((mail.html?.length ?? 0) > MAX_HTML || mail.html?.includes('\0')) {
    throw new MailRefusedError('a mail is too long');
  }
  for (const value of [mail.replyTo, mail.unsubscribe, mail.about]) {
    if (value !== undefined && (LINE_END.test(value) || value.length > MAX_HEADER)) {
      throw new MailRefusedError('a header of a mail must be one line');
    }
  }
  if (mail.key.length === 0 || mail.key.length > 300) throw new MailRefusedError('a mail needs a key');
}

/** The Mailer of all use cases: stores the mail durably under its key and wakes delivery. Never waits for SMTP. */
export class OutboxMailer implements Mailer {
  #wake: () => void = () => undefined;

  constructor(
    private readonly queued: MailQueue,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** @param wake called after a mail was stored */
  onQueued(wake: () => void): void {
    this.#wake = wake;
  }

  async queue(mail: OutgoingMail): Promise<void> {
    requireSound(mail);
    const id = MailId.parse(this.ids.next());
    await this.queued.add({ ...mail, id, at: this.clock.now(), state: 'queued', attempts: 0 });
    this.#wake();
  }
}
