import type { Me, OrganisationId, UiLanguage, UserId } from '@kontor/contracts';
import { EMPTY_PROFILE, type Profile } from '../people/profile.js';
import type { PersonCard } from './people.port.js';

/** A way to sign in that is not the password: OIDC (issuer, subject) or a passkey. Never keyed by e-mail. */
export interface ExternalIdentity {
  provider: string;
  subject: string;
}

/** A request to set a new password; a second one takes the place of the first. */
export interface PendingReset {
  digest: string;
  expiresAt: Date;
}

/** An account as the server keeps it. `passwordHash` is null for people who sign in elsewhere only. */
export interface Account {
  id: UserId;
  /** Folded to lower case; unique. */
  email: string;
  name: string;
  passwordHash: string | null;
  identities: ExternalIdentity[];
  organisationId: OrganisationId | null;
  language: UiLanguage;
  theme: Me['theme'];
  isOperator: boolean;
  disabledAt: Date | null;
  lastSignInAt: Date | null;
  createdAt: Date;
  /** Raised by whatever ends all sessions: a session of an older epoch is void, whenever it was written. */
  sessionEpoch: number;
  reset: PendingReset | null;
  /** What the person tells of themselves; only they write it. */
  profile: Profile;
}

export const cardOf = (account: Account): PersonCard => ({
  id: account.id,
  name: account.name,
  email: account.email,
  organisationId: account.organisationId,
  language: account.language,
  isOperator: account.isOperator,
  disabledAt: account.disabledAt,
});

/** What an account starts with; everything else is the same for all new ones. */
export type NewAccount = Pick<
  Account,
  'id' | 'email' | 'name' | 'passwordHash' | 'language' | 'organisationId' | 'isOperator' | 'createdAt'
>;

export const newAccount = (given: NewAccount): Account => ({
  ...given,
  identities: [],
  theme: 'system',
  disabledAt: null,
  lastSignInAt: null,
  sessionEpoch: 0,
  reset: null,
  profile: EMPTY_PROFILE,
});
