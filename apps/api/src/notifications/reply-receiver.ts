import type { AddressInfo } from 'node:net';
import { KontorError, type MailReplies } from '@kontor/domain';
import type { Logger } from 'pino';
// Takes apart what mail programs make: zero dependencies, MIT-0, by the author of nodemailer.
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'; // the same author's, MIT-0

const MAX_BYTES = 2 * 1024 * 1024;
const MAX_CLIENTS = 20;
const TIMEOUT_MS = 30_000;

type Done = (error?: Error | null) => void;

/** As SMTP says it: 5xx tells the sender's server to send the mail back with this text, 4xx to try again. */
const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

/**
 * Takes answers by mail: a small SMTP server behind the city's own, for one domain. It takes mail for the reply addresses
 * that we gave out and for nothing else, and says at the door why it refuses, so that the writer hears of it.
 */
export class ReplyReceiver {
  readonly #server: SMTPServer;
  /** Settles when all mails in hand are done. */
  readonly #inHand = new Set<Promise<void>>();

  constructor(
    private readonly where: { domain: string; host: string; port: number },
    private readonly replies: MailReplies,
    private readonly log: Logger,
  ) {
    this.#server = new SMTPServer({
      name: where.domain,
      banner: 'Kontor',
      size: MAX_BYTES,
      maxClients: MAX_CLIENTS,
      socketTimeout: TIMEOUT_MS,
      // It stands behind the city's mail server, which does TLS and checks senders.
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      onRcptTo: ({ address }, session, done) => this.takeAddress(address, session, done),
      onData: (stream, session, done) => this.takeMail(stream, session, done),
    });
    this.#server.on('error', (error: unknown) => log.debug({ err: error }, 'a mail connection failed'));
  }

  /** The port it listens on, once started. */
  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  async start(): Promise<void> {
    const { host, port } = this.where;
    await new Promise<void>((resolve, reject) => {
      this.#server.server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.server.removeListener('error', reject);
        resolve();
      });
    });
    this.log.info({ host, port: this.port, domain: this.where.domain }, 'answers by mail are taken');
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(resolve));
    await Promise.all(this.#inHand);
  }

  private takeAddress(address: string, session: SMTPServerSession, done: Done): void {
    if (session.envelope.rcptTo.length > 0) return done(refusal(452, 'One address a mail'));
    return done(this.addressee(address) === null ? refusal(550, 'There is no such address here') : null);
  }

  private addressee(address: string) {
    const at = address.lastIndexOf('@');
    if (address.slice(at + 1).toLowerCase() !== this.where.domain) return null;
    return this.replies.addressee(address.slice(0, at));
  }

  private takeMail(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): void {
    const work = this.receive(stream, session).then(
      () => done(),
      (error: unknown) => done(this.refusalOf(error)),
    );
    this.#inHand.add(work);
    void work.finally(() => this.#inHand.delete(work));
  }

  private async receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const chunks: Uint8Array[] = [];
    // All of it is read even when it is too much: the answer comes after the last line.
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      if (!stream.sizeExceeded) chunks.push(chunk);
    }
    if (stream.sizeExceeded) throw refusal(552, `A mail to here has at most ${MAX_BYTES} bytes`);
    const mail = await PostalMime.parse(Buffer.concat(chunks), { maxNestingDepth: 20 });
    // Nobody wrote it: taken, so that it does not come back, and dropped.
    if (isAutomatic(mail)) return;
    const to = this.addressee(session.envelope.rcptTo[0]?.address ?? '');
    const from = mail.from?.address?.toLowerCase();
    if (to === null || from === undefined) throw refusal(550, 'The mail must say who wrote it');
    if (mail.messageId === undefined) throw refusal(550, 'The mail must have a Message-ID');
    if (mail.text === undefined) throw refusal(550, 'The mail must have a plain text part');
    await this.replies.receive({ to, from, messageId: mail.messageId, text: mail.text });
  }

  private refusalOf(error: unknown): Error {
    // For a while only: the writer's mail server tries again by itself.
    if (error instanceof KontorError && error.code === 'too-many-attempts')
      return refusal(450, error.message);
    if (error instanceof KontorError) return refusal(550, error.message);
    if (error instanceof Error && 'responseCode' in error) return error;
    this.log.warn({ err: error }, 'a mail could not be taken; its sender tries again');
    return refusal(451, 'Try again later');
  }
}

/** Absence notes, bounces and lists (RFC 3834). */
function isAutomatic({ headers }: Email): boolean {
  return headers.some(
    ({ key, value }) =>
      (key === 'auto-submitted' && value.trim().toLowerCase() !== 'no') ||
      (key === 'precedence' && /^(bulk|junk|list|auto_reply)$/i.test(value.trim())) ||
      (key === 'return-path' && value.trim() === '<>') ||
      key === 'x-autoreply' ||
      key === 'list-id',
  );
}
