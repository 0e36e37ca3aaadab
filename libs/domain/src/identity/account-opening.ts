import { OrganisationId, UserId, type SetUp } from '@kontor/contracts';
import { cardOf, newAccount, type Account, type NewAccount } from './account.js';
import type { Accounts } from './accounts.port.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { Clock, Ids } from '../kernel/ports.js';
import type { Places } from '../organisations/places.port.js';
import type { PasswordHasher } from './password-hasher.port.js';
import { requireStrongPassword } from './password-rules.js';
import type { AccountOpener, People, PersonCard } from './people.port.js';

/** Opens accounts: for invited people and for the first operator. */
export class AccountOpening implements AccountOpener {
  constructor(
    private readonly accounts: Accounts,
    private readonly hasher: PasswordHasher,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly places: Pick<Places, 'addMissingOrganisations'>,
  ) {}

  async open(given: Parameters<AccountOpener['open']>[0]): Promise<PersonCard> {
    requireStrongPassword(given.password, given, 'account.password');
    const account = this.build({ ...given, isOperator: false }, await this.hasher.hash(given.password));
    if ((await this.accounts.insert(account)) !== null) {
      throw new KontorError('address-in-use', 'This address has an account already. Sign in with it.');
    }
    return cardOf(account);
  }

  isSetUpNeeded = async (): Promise<boolean> => !(await this.accounts.hasOperator());

  /**
   * Makes the first operator. A unique index decides the race, not the question before it.
   * @throws KontorError already-set-up, weak-password, address-in-use
   */
  async setUp(input: SetUp): Promise<Account> {
    if (!(await this.isSetUpNeeded())) throw alreadySetUp();
    requireStrongPassword(input.password, input);
    const hash = await this.hasher.hash(input.password);
    const organisationId = await this.found(input);
    const account = this.build({ ...input, organisationId, isOperator: true }, hash);
    const obstacle = await this.accounts.insert(account, true);
    if (obstacle === 'already-founded') throw alreadySetUp();
    if (obstacle === 'address-in-use')
      throw new KontorError('address-in-use', 'This address has an account already.');
    return account;
  }

  /** Before the account that refers to it: cut off in between, a house has an organisation too many, not one too few. */
  private async found({
    organisationName,
    organisationType = 'city',
  }: SetUp): Promise<OrganisationId | null> {
    if (organisationName === undefined) return null;
    const id = OrganisationId.parse(this.ids.next());
    const organisation = { id, name: organisationName, type: organisationType, cityId: null, programmes: [] };
    await this.places.addMissingOrganisations([organisation]);
    return id;
  }

  private build(
    given: Pick<NewAccount, 'email' | 'name' | 'language' | 'organisationId' | 'isOperator'>,
    passwordHash: string,
  ): Account {
    const { email, name, language, organisationId, isOperator } = given;
    const id = UserId.parse(this.ids.next());
    const base: NewAccount = {
      id, email, name, language, organisationId, isOperator, passwordHash, createdAt: this.clock.now(),
    }; // prettier-ignore
    return newAccount(base);
  }
}

/** Looking people up, for every other noun. */
export class PeopleDirectory implements People {
  constructor(private readonly accounts: Accounts) {}

  async byIds(ids: readonly UserId[]): Promise<PersonCard[]> {
    return (await this.accounts.byIds(ids)).map(cardOf);
  }
  async byEmail(email: string): Promise<PersonCard | null> {
    const account = await this.accounts.byEmail(email);
    return account === null ? null : cardOf(account);
  }
  async byOrganisations(ids: readonly OrganisationId[]): Promise<PersonCard[]> {
    return (await this.accounts.byOrganisations(ids)).map(cardOf);
  }
}

const alreadySetUp = (): KontorError =>
  new KontorError('already-set-up', 'This Kontor has an operator already.');
