import { NotificationId, UNSUBSCRIPTIONS, UserId, type Unsubscription } from '@kontor/contracts';
import type { Tokens } from '../kernel/ports.js';

type From = Unsubscription['from'];
/** 128 bits of the keyed digest: what a link in a mail must be too long to guess by. */
const SIGNATURE = 32;
/** The local part of an address has at most 64 characters; 80 bits, tried against a server that answers slowly. */
const SHORT_SIGNATURE = 20;

/**
 * Words that leave the house and come back: the link that stops mails, the address that answers go to. Signed by the
 * instance's secret and for one purpose each; the text is not secret, and opens nothing else.
 */
export class SignedWords {
  constructor(private readonly tokens: Pick<Tokens, 'digest'>) {}

  unsubscription(userId: UserId, from: From): string {
    const text = `${userId}.${from}`;
    return `${text}.${this.sign('unsubscribe', text, SIGNATURE)}`;
  }

  /** Null for what we did not sign. */
  readUnsubscription(token: string): { userId: UserId; from: From } | null {
    const [user, from, signature, ...more] = token.split('.');
    if (user === undefined || from === undefined || more.length > 0) return null;
    if (!this.isSigned('unsubscribe', `${user}.${from}`, signature, SIGNATURE)) return null;
    const known = UNSUBSCRIPTIONS.find((one) => one === from);
    const userId = UserId.safeParse(user).data;
    return known === undefined || userId === undefined ? null : { userId, from: known };
  }

  /** Local part of the address for answers to one notification: it says who may answer what. */
  replyAddress(id: NotificationId): string {
    return `reply+${id}-${this.sign('reply', id, SHORT_SIGNATURE)}`;
  }

  /** Mail servers may change capitals to small letters and back. */
  readReplyAddress(localPart: string): NotificationId | null {
    const match = /^reply\+([0-9a-f]{24})-([0-9a-f]{20})$/.exec(localPart.toLowerCase());
    const [, id, signature] = match ?? [];
    if (id === undefined || !this.isSigned('reply', id, signature, SHORT_SIGNATURE)) return null;
    return NotificationId.safeParse(id).data ?? null;
  }

  private sign(purpose: string, text: string, length: number): string {
    return this.tokens.digest(`${purpose}:${text}`).slice(0, length);
  }

  /** Compared by their digests, so that the time it takes tells nothing of the right signature. */
  private isSigned(purpose: string, text: string, signature: string | undefined, length: number): boolean {
    if (signature === undefined) return false;
    const right = this.sign(purpose, text, length);
    return this.tokens.digest(`compare:${signature}`) === this.tokens.digest(`compare:${right}`);
  }
}
