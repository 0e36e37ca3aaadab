import type { UserId } from '@kontor/contracts';
import { decide, refusalCode, type Action, type Facts, type InstanceFacts } from '@kontor/policy';
import type { Actor } from '../kernel/actor.js';
import type { EventBus } from '../kernel/events.js';
import { KontorError, notFound } from '../kernel/kontor-error.js';
import type { Clock } from '../kernel/ports.js';
import type { Account } from './account.js';
import type { Accounts } from './accounts.port.js';
import type { Sessions } from './sessions.js';

/** What the running installation is, as far as rules depend on it. */
export type InstanceFactsSource = () => InstanceFacts;

/** Decides and throws; for acts whose facts need no resource of a workspace. */
export function requireAllowed(facts: Facts, action: Action): void {
  const decision = decide(facts, action);
  if (decision.allowed) return;
  const code = refusalCode(facts, action, decision.rule);
  if (code === 'not-found') throw notFound();
  throw new KontorError(code, `This is not allowed (${decision.rule}).`, { rule: decision.rule });
}

/** The operator's desk looks like an empty room to everybody else: no oracle about who is an operator. */
export function requireAtDesk(facts: Facts, action: Action): void {
  if (facts.actor.kind === 'anonymous') throw new KontorError('not-signed-in', 'Sign in first.');
  if (!facts.actor.isOperator || facts.actor.disabled) throw notFound();
  requireAllowed(facts, action);
}

/** Accounts as the operator manages them: never content. */
export class PeopleAdministration {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly clock: Clock,
    private readonly events: EventBus,
  ) {}

  async list(actor: Actor, page: { after: string | null; limit: number }) {
    requireAtDesk({ actor }, 'account.list');
    return this.accounts.list(page);
  }

  /** The account is anonymous from this write on; its sockets close within a second. */
  async disable(actor: Actor, userId: UserId): Promise<Account> {
    requireAtDesk({ actor, account: { userId } }, 'account.disable');
    const account = await this.existing(await this.accounts.setDisabled(userId, this.clock.now()));
    await this.sessions.dropAll(userId);
    this.events.publish({ type: 'access.changed', userIds: [userId] });
    return account;
  }

  async enable(actor: Actor, userId: UserId): Promise<Account> {
    requireAtDesk({ actor, account: { userId } }, 'account.enable');
    const account = await this.existing(await this.accounts.setDisabled(userId, null));
    await this.sessions.dropAll(userId);
    this.events.publish({ type: 'access.changed', userIds: [userId] });
    return account;
  }

  private async existing(account: Account | null): Promise<Account> {
    if (account === null) throw notFound();
    return account;
  }
}
