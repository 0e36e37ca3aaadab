import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutboxMail } from '@kontor/domain';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';

/** How a mail leaves. */
export interface MailTransport {
  /** Whether the mail leaves the house: its text is then forgotten here. */
  readonly leavesHouse: boolean;
  /** @throws when it could not be handed over; see {@link isFinal} */
  deliver(mail: OutboxMail): Promise<void>;
  close(): void;
}

/** Same for every attempt at the same mail, so that mail readers show a repeated delivery once. */
const messageId = (mail: OutboxMail): string =>
  `<${createHash('sha256').update(mail.key).digest('hex').slice(0, 40)}@kontor>`;

/** A mail as the library takes it; addresses and header values were checked when it was queued. */
const composed = (mail: OutboxMail, from: string): SendMailOptions => ({
  from,
  to: { name: '', address: mail.to },
  subject: mail.subject,
  text: mail.text,
  ...(mail.html === undefined ? {} : { html: mail.html }),
  ...(mail.replyTo === undefined ? {} : { replyTo: mail.replyTo }),
  ...(mail.about === undefined ? {} : { references: `<${mail.about}@kontor>` }),
  ...(mail.unsubscribe === undefined
    ? {}
    : {
        list: { unsubscribe: { url: mail.unsubscribe, comment: '' } },
        // RFC 8058: mail programs may stop these mails by one POST, without opening a page.
        headers: {
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          'Auto-Submitted': 'auto-generated',
        },
      }),
  messageId: messageId(mail),
  date: mail.at,
});

/** A mail is text of ours: nothing in it may make the library read a file or fetch an address. */
const NOTHING_FOREIGN = { disableFileAccess: true, disableUrlAccess: true } as const;

/** Without SMTP: one file per mail under the data directory, readable to this user only. */
export class DiskTransport implements MailTransport {
  readonly leavesHouse = false;
  readonly #composer = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    ...NOTHING_FOREIGN,
  });

  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {}

  /** Written aside and renamed: a reader never sees half a mail, and a repeated delivery is the same file. */
  async deliver(mail: OutboxMail): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = join(this.folder, `${mail.at.toISOString().replaceAll(':', '-')}-${mail.id}.eml`);
    const { message } = await this.#composer.sendMail(composed(mail, this.from));
    await writeFile(`${file}.part`, message, { mode: 0o600 });
    await rename(`${file}.part`, file);
  }

  close(): void {}
}

const TIMEOUT_MS = 20_000;

/** Delivery by SMTP. */
export class SmtpTransport implements MailTransport {
  readonly leavesHouse = true;
  readonly #transporter: Transporter;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    const limits = new URLSearchParams({
      connectionTimeout: String(TIMEOUT_MS),
      greetingTimeout: String(TIMEOUT_MS),
      socketTimeout: String(TIMEOUT_MS),
    });
    this.#transporter = createTransport(`${url}${url.includes('?') ? '&' : '?'}${limits.toString()}`, {
      ...NOTHING_FOREIGN,
    });
  }

  async deliver(mail: OutboxMail): Promise<void> {
    await this.#transporter.sendMail(composed(mail, this.from));
  }

  close(): void {
    this.#transporter.close();
  }
}

/** True when the other side said that it will never take this mail (5xx): trying again only annoys it. */
export function isFinal(error: unknown): boolean {
  if (!(error instanceof Error) || !('responseCode' in error)) return false;
  // Credentials can be put right by the operator; the mail is not at fault.
  if ('code' in error && error.code === 'EAUTH') return false;
  return typeof error.responseCode === 'number' && error.responseCode >= 500;
}
