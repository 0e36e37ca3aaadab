import type { OrganisationId, UserId } from '@kontor/contracts';
import type { PersonPageQuery, Profile } from '../people/profile.js';
import type { Account, PendingReset } from './account.js';

/** Fields that a person changes about themselves. */
export type ProfileChange = Partial<Pick<Account, 'name' | 'language' | 'theme'>>;

/**
 * Where accounts are kept. Every method is one atomic write or one read. Addresses arrive folded to lower case.
 */
export interface Accounts {
  byId(id: UserId): Promise<Account | null>;
  byEmail(email: string): Promise<Account | null>;
  /**
   * @param founding the account that set-up makes: there can be only one, whoever races
   * @returns what stood in the way, or null when the account now exists
   */
  insert(account: Account, founding?: boolean): Promise<'address-in-use' | 'already-founded' | null>;
  hasOperator(): Promise<boolean>;
  byIds(ids: readonly UserId[]): Promise<Account[]>;
  byOrganisations(ids: readonly OrganisationId[]): Promise<Account[]>;
  changeProfile(id: UserId, change: ProfileChange): Promise<Account | null>;
  /** Sets what is named and leaves the rest. */
  changeOwnWords(id: UserId, change: Partial<Profile>): Promise<Account | null>;
  /** By folded name, then id; only open accounts; up to `limit` rows. */
  directory(query: PersonPageQuery): Promise<Account[]>;
  noteSignIn(id: UserId, at: Date): Promise<void>;
  /** Sets the hash and raises the epoch in one write, if `previousHash` is still the current one. */
  replacePassword(id: UserId, previousHash: string, hash: string): Promise<Account | null>;
  /** Stores the request in place of an earlier one. Does nothing for a disabled account. */
  requestReset(id: UserId, reset: PendingReset): Promise<boolean>;
  /** The account whose reset with this digest could still be completed. */
  byOpenReset(digest: string, now: Date): Promise<Account | null>;
  /** Single use: sets the hash, removes the request and raises the epoch in one write. */
  completeReset(digest: string, now: Date, hash: string): Promise<Account | null>;
  /** @returns null when there is no such account */
  raiseEpoch(id: UserId): Promise<Account | null>;
  /** Sets or clears `disabledAt` and raises the epoch in one write; null when there is no such account. */
  setDisabled(id: UserId, at: Date | null): Promise<Account | null>;
  /** By folded name, then id. */
  list(page: { after: string | null; limit: number }): Promise<{ items: Account[]; next: string | null }>;
}
