import type { ChangePassword } from '@kontor/contracts';
import type { Person } from '../kernel/actor.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { Accounts } from './accounts.port.js';
import type { Attempts } from './attempts.port.js';
import type { PasswordHasher } from './password-hasher.port.js';
import { requireStrongPassword } from './password-rules.js';
import type { Sessions, StartedSession } from './sessions.js';
import { requireAttempt } from './sign-in.js';

/** A signed-in person sets a new password: all other sessions end, this one goes on under a new token. */
export class PasswordChange {
  constructor(
    private readonly accounts: Accounts,
    private readonly hasher: PasswordHasher,
    private readonly attempts: Attempts,
    private readonly sessions: Sessions,
  ) {}

  /** @throws KontorError wrong-current-password, weak-password, too-many-attempts */
  async change(person: Person, input: ChangePassword): Promise<StartedSession> {
    const account = await this.accounts.byId(person.userId);
    if (account === null) throw new KontorError('not-signed-in', 'Sign in first.');
    requireStrongPassword(input.newPassword, account, 'newPassword');
    // Somebody at an unlocked screen must not guess on without end either.
    await requireAttempt(this.attempts, 'password-change', account.id);
    const { passwordHash } = account;
    if (passwordHash === null || !(await this.hasher.verify(passwordHash, input.currentPassword)))
      throw wrong();
    const hash = await this.hasher.hash(input.newPassword);
    const changed = await this.accounts.replacePassword(account.id, passwordHash, hash);
    if (changed === null) throw wrong();
    await this.attempts.forget('password-change', account.id);
    return this.sessions.keepOnly(changed, person.sessionId);
  }
}

const wrong = (): KontorError =>
  new KontorError('wrong-current-password', 'The current password is not right.', {
    errors: [{ field: 'currentPassword', rule: 'wrong-current-password', message: 'is not right' }],
  });
