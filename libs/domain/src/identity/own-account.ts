import type { Me, UpdateMe } from '@kontor/contracts';
import { meAbilities } from '@kontor/policy';
import type { Person } from '../kernel/actor.js';
import type { EventBus } from '../kernel/events.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { Account } from './account.js';
import type { Accounts } from './accounts.port.js';
import type { InstanceFactsSource } from './people-administration.js';

/** The own account: what a person sees and changes about themselves. */
export class OwnAccount {
  constructor(
    private readonly accounts: Accounts,
    private readonly instance: InstanceFactsSource,
    private readonly events: EventBus,
  ) {}

  async get(person: Person): Promise<{ account: Account; abilities: Me['abilities'] }> {
    return this.withAbilities(person, await this.accounts.byId(person.userId));
  }

  async update(person: Person, change: UpdateMe): Promise<{ account: Account; abilities: Me['abilities'] }> {
    const account = await this.accounts.changeProfile(person.userId, change);
    this.events.publish({ type: 'person.changed', userId: person.userId });
    return this.withAbilities(person, account);
  }

  private withAbilities(person: Person, account: Account | null) {
    if (account === null) throw new KontorError('not-signed-in', 'Sign in first.');
    return { account, abilities: meAbilities({ actor: person, instance: this.instance() }) };
  }
}
