import type { Account } from './account.js';
import type { Accounts } from './accounts.port.js';
import type { Attempts } from './attempts.port.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { Clock, Mailer, Tokens } from '../kernel/ports.js';
import type { PasswordHasher } from './password-hasher.port.js';
import { requireStrongPassword } from './password-rules.js';
import { resetMail } from './reset-mail.js';
import type { Sessions } from './sessions.js';
import { requireAttempt } from './sign-in.js';

const VALID_MS = 60 * 60_000;

/** The path of the page; the token stands behind '#', so that no log, proxy or Referer ever holds it. */
export const resetLink = (base: string, token: string): string => `${base}/reset-password#token=${token}`;

/**
 * A new password by mail. It has its own limits: whoever exhausts the sign-in attempts of an account cannot keep
 * its owner from this way in. A request over the limit sends nothing, and the link sent last stays good.
 */
export class PasswordReset {
  constructor(
    private readonly accounts: Accounts,
    private readonly hasher: PasswordHasher,
    private readonly attempts: Attempts,
    private readonly sessions: Sessions,
    private readonly mail: { mailer: Mailer; base: () => string },
    private readonly chance: { tokens: Tokens; clock: Clock },
  ) {}

  /**
   * Never says whether the address has an account; the caller answers in equal time.
   * @throws KontorError too-many-attempts, per network address only
   */
  async request(email: string, networkAddress: string): Promise<void> {
    await requireAttempt(this.attempts, 'reset-address', networkAddress);
    if ((await this.attempts.take('reset-account', email)) > 0) return;
    const account = await this.accounts.byEmail(email);
    if (account === null || account.disabledAt !== null) return;
    const { tokens, clock } = this.chance;
    const token = tokens.create();
    const digest = tokens.digest(token);
    const reset = { digest, expiresAt: new Date(clock.now().getTime() + VALID_MS) };
    if (!(await this.accounts.requestReset(account.id, reset))) return;
    const { subject, text } = resetMail(account.language, account.name, resetLink(this.mail.base(), token));
    await this.mail.mailer.queue({ key: `password-reset:${digest}`, to: account.email, subject, text });
  }

  /**
   * Sets the password and ends all sessions of the account.
   * @throws KontorError token-used-or-expired, weak-password, too-many-attempts
   */
  async complete(token: string, password: string, networkAddress: string): Promise<Account> {
    await requireAttempt(this.attempts, 'reset-complete-address', networkAddress);
    const { tokens, clock } = this.chance;
    const digest = tokens.digest(token);
    const owner = await this.accounts.byOpenReset(digest, clock.now());
    if (owner === null) throw usedOrExpired();
    requireStrongPassword(password, owner);
    const hash = await this.hasher.hash(password);
    const account = await this.accounts.completeReset(digest, clock.now(), hash);
    if (account === null) throw usedOrExpired();
    await this.attempts.giveBack('reset-complete-address', networkAddress);
    await this.attempts.forget('sign-in-account', account.email);
    await this.sessions.dropAll(account.id);
    return account;
  }
}

const usedOrExpired = (): KontorError =>
  new KontorError(
    'token-used-or-expired',
    'This link was used before, is older than an hour, or a newer one was sent.',
  );
