import type { Account } from './account.js';
import type { Accounts } from './accounts.port.js';
import type { AttemptKind, Attempts } from './attempts.port.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { Clock } from '../kernel/ports.js';
import type { PasswordHasher } from './password-hasher.port.js';

/** Counts an attempt; throws when there were too many. */
export async function requireAttempt(attempts: Attempts, kind: AttemptKind, key: string): Promise<void> {
  const retryAfterSeconds = await attempts.take(kind, key);
  if (retryAfterSeconds === 0) return;
  throw new KontorError(
    'too-many-attempts',
    'Too many attempts. Wait a little, or ask for a new password by mail.',
    {
      retryAfterSeconds,
    },
  );
}

/**
 * Checks address and password. An unknown address, a wrong password and a disabled account look the same and take the
 * same time: one hash. Attempts are counted before the hash, per account and per network address.
 */
export class PasswordSignIn {
  constructor(
    private readonly accounts: Accounts,
    private readonly hasher: PasswordHasher,
    private readonly attempts: Attempts,
    private readonly clock: Clock,
  ) {}

  /**
   * @param networkAddress where the attempt comes from, as the server itself knows it
   * @throws KontorError wrong-credentials, too-many-attempts
   */
  async verify(credentials: { email: string; password: string }, networkAddress: string): Promise<Account> {
    const { email, password } = credentials;
    await requireAttempt(this.attempts, 'sign-in-address', networkAddress);
    await requireAttempt(this.attempts, 'sign-in-account', email);
    const account = await this.accounts.byEmail(email);
    const isRight = await this.hasher.verify(account?.passwordHash ?? null, password);
    if (!isRight || account === null || account.disabledAt !== null) {
      throw new KontorError('wrong-credentials', 'The address or the password is not right.');
    }
    // A whole town hall shares one address: only failures count against it.
    await this.attempts.giveBack('sign-in-address', networkAddress);
    await this.attempts.forget('sign-in-account', email);
    await this.accounts.noteSignIn(account.id, this.clock.now());
    return account;
  }
}
