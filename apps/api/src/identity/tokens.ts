/** `People` of @kontor/domain: looking people up. */
export const PEOPLE = Symbol('People');
/** `AccountOpener` of @kontor/domain: opening an account for an invited person. */
export const ACCOUNT_OPENER = Symbol('AccountOpener');
/** `Accounts` of @kontor/domain. */
export const ACCOUNTS = Symbol('Accounts');
/** `Attempts` of @kontor/domain. */
export const ATTEMPTS = Symbol('Attempts');
/** `PasswordHasher` of @kontor/domain. */
export const PASSWORD_HASHER = Symbol('PasswordHasher');
/** `InstanceFactsSource` of @kontor/domain: what the running installation is. */
export const INSTANCE_FACTS = Symbol('InstanceFacts');
/**
 * `DemoAccountList`, provided globally by the demo module; without a provider the sign-in page lists no account.
 */
export const DEMO_ACCOUNTS = Symbol('DemoAccounts');
