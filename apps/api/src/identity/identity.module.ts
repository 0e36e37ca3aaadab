import { Global, Module, type OnApplicationBootstrap, Inject } from '@nestjs/common';
import {
  AccountOpening,
  OwnAccount,
  PasswordChange,
  PasswordReset,
  PasswordSignIn,
  PeopleAdministration,
  PeopleDirectory,
  SessionAuthentication,
  Sessions,
  type Accounts,
  type Attempts,
  type Clock,
  type EventBus,
  type Ids,
  type InstanceFactsSource,
  type Mailer,
  type Memberships,
  type Places,
  type PasswordHasher,
  type Tokens,
} from '@kontor/domain';
import { MongoAccounts, MongoSessions } from '@kontor/persistence';
import type { Connection } from 'mongoose';
import type { Config } from '../config/config.js';
import type { PublicUrl } from '../platform/public-url.js';
import {
  AUTHENTICATOR,
  CLOCK,
  CONFIG,
  DATABASE,
  EVENTS,
  IDS,
  MAILER,
  PUBLIC_URL,
  TOKENS,
} from '../platform/tokens.js';
import { PLACES } from '../organisations/tokens.js';
import { MEMBERSHIPS } from '../workspaces/tokens.js';
import { Argon2Hasher } from './argon2-hasher.js';
import { AttemptCounter } from './attempt-counter.js';
import { IdentityPresenter } from './identity.presenter.js';
import { InstanceController } from './instance.controller.js';
import { MeController } from './me.controller.js';
import { PasswordResetController } from './password-reset.controller.js';
import { SessionAuthenticator } from './session-authenticator.js';
import { SessionController } from './session.controller.js';
import { SessionOpening } from './session-opening.js';
import { SessionSweeper } from './session-sweeper.js';
import { SignInStrategies } from './sign-in-strategies.js';
import { ACCOUNT_OPENER, ACCOUNTS, ATTEMPTS, INSTANCE_FACTS, PASSWORD_HASHER, PEOPLE } from './tokens.js';

const instanceFacts =
  (config: Config): InstanceFactsSource =>
  () => ({
    // Asked where it matters, by the use case itself, against the database.
    setUpNeeded: false,
    demo: config.demo,
    // In production without SMTP the outbox is the operator's folder on disk, not a page: its links are live.
    deliversMail: config.smtpUrl !== undefined || !(config.demo || config.environment !== 'production'),
  });

const adapters = [
  { provide: ACCOUNTS, inject: [DATABASE], useFactory: (db: Connection) => new MongoAccounts(db) },
  { provide: PASSWORD_HASHER, useClass: Argon2Hasher },
  {
    provide: ATTEMPTS,
    inject: [TOKENS, CONFIG, DATABASE],
    useFactory: (tokens: Tokens, config: Config, db: Connection) =>
      new AttemptCounter((key) => tokens.digest(key), config.mongodbUri === undefined ? undefined : db),
  },
  { provide: INSTANCE_FACTS, inject: [CONFIG], useFactory: instanceFacts },
];

const useCases = [
  {
    provide: Sessions,
    inject: [DATABASE, ACCOUNTS, TOKENS, IDS, CLOCK, EVENTS],
    useFactory: (
      db: Connection,
      accounts: Accounts,
      tokens: Tokens,
      ids: Ids,
      clock: Clock,
      events: EventBus,
    ) => new Sessions(new MongoSessions(db), accounts, tokens, ids, clock, events),
  },
  {
    provide: SessionAuthentication,
    inject: [Sessions, MEMBERSHIPS],
    useFactory: (sessions: Sessions, memberships: Memberships) =>
      new SessionAuthentication(sessions, memberships),
  },
  {
    provide: PasswordSignIn,
    inject: [ACCOUNTS, PASSWORD_HASHER, ATTEMPTS, CLOCK],
    useFactory: (accounts: Accounts, hasher: PasswordHasher, attempts: Attempts, clock: Clock) =>
      new PasswordSignIn(accounts, hasher, attempts, clock),
  },
  {
    provide: PasswordChange,
    inject: [ACCOUNTS, PASSWORD_HASHER, ATTEMPTS, Sessions],
    useFactory: (accounts: Accounts, hasher: PasswordHasher, attempts: Attempts, sessions: Sessions) =>
      new PasswordChange(accounts, hasher, attempts, sessions),
  },
  {
    provide: PasswordReset,
    inject: [ACCOUNTS, PASSWORD_HASHER, ATTEMPTS, Sessions, MAILER, PUBLIC_URL, TOKENS, CLOCK],
    useFactory: (
      accounts: Accounts,
      hasher: PasswordHasher,
      attempts: Attempts,
      sessions: Sessions,
      mailer: Mailer,
      url: PublicUrl,
      tokens: Tokens,
      clock: Clock,
    ) =>
      new PasswordReset(
        accounts,
        hasher,
        attempts,
        sessions,
        { mailer, base: () => url.base() },
        { tokens, clock },
      ),
  },
  {
    provide: AccountOpening,
    inject: [ACCOUNTS, PASSWORD_HASHER, IDS, CLOCK, PLACES],
    useFactory: (accounts: Accounts, hasher: PasswordHasher, ids: Ids, clock: Clock, places: Places) =>
      new AccountOpening(accounts, hasher, ids, clock, places),
  },
  {
    provide: PeopleDirectory,
    inject: [ACCOUNTS],
    useFactory: (accounts: Accounts) => new PeopleDirectory(accounts),
  },
  {
    provide: OwnAccount,
    inject: [ACCOUNTS, INSTANCE_FACTS, EVENTS],
    useFactory: (accounts: Accounts, instance: InstanceFactsSource, events: EventBus) =>
      new OwnAccount(accounts, instance, events),
  },
  {
    provide: PeopleAdministration,
    inject: [ACCOUNTS, Sessions, CLOCK, EVENTS],
    useFactory: (accounts: Accounts, sessions: Sessions, clock: Clock, events: EventBus) =>
      new PeopleAdministration(accounts, sessions, clock, events),
  },
];

/** Accounts, sessions and the door of all transports; global, since every noun asks who somebody is. */
@Global()
@Module({
  controllers: [SessionController, MeController, PasswordResetController, InstanceController],
  providers: [
    ...adapters,
    ...useCases,
    { provide: PEOPLE, useExisting: PeopleDirectory },
    { provide: ACCOUNT_OPENER, useExisting: AccountOpening },
    { provide: AUTHENTICATOR, useClass: SessionAuthenticator },
    IdentityPresenter,
    SessionOpening,
    SessionSweeper,
    SignInStrategies,
  ],
  exports: [
    PEOPLE,
    ACCOUNT_OPENER,
    AUTHENTICATOR,
    ACCOUNTS,
    INSTANCE_FACTS,
    Sessions,
    AccountOpening,
    PeopleAdministration,
    IdentityPresenter,
    SessionOpening,
  ],
})
export class IdentityModule implements OnApplicationBootstrap {
  constructor(@Inject(PASSWORD_HASHER) private readonly hasher: Argon2Hasher) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.hasher.warmUp();
  }
}
