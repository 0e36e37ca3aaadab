import {
  Availability,
  OrganisationId,
  PersonLanguage,
  Theme,
  Topic,
  UiLanguage,
  UserId,
} from '@kontor/contracts';
import {
  EMPTY_PROFILE,
  foldName,
  sortKeyOf,
  type Account,
  type Accounts,
  type PendingReset,
  type PersonPageQuery,
  type Profile,
  type ProfileChange,
} from '@kontor/domain';
import { trusted, type Connection, type Model, type QueryFilter } from 'mongoose';
import { z } from 'zod';
import { together } from '../together.js';
import { duplicateIndex } from './duplicate.js';
import { accountModel, type StoredAccount } from './account.model.js';

export const StoredProfile = z.object({
  jobTitle: z.string(),
  languages: z.array(PersonLanguage),
  topics: z.array(Topic),
  expertise: z.array(z.string()),
  orcid: z.string().nullable(),
  availability: Availability,
  awayUntil: z.string().nullable(),
  about: z.string(),
  timeZone: z.string().nullable(),
}) satisfies z.ZodType<Profile>;

const Stored = z
  .object({
    _id: UserId,
    email: z.string(),
    name: z.string(),
    passwordHash: z.string().nullable(),
    identities: z.array(z.object({ provider: z.string(), subject: z.string() })).default([]),
    organisationId: OrganisationId.nullable(),
    language: UiLanguage,
    theme: Theme,
    isOperator: z.boolean(),
    disabledAt: z.date().nullable(),
    lastSignInAt: z.date().nullable(),
    createdAt: z.date(),
    sessionEpoch: z.number().int(),
    reset: z.object({ digest: z.string(), expiresAt: z.date() }).nullable(),
    // Accounts of before there were profiles have none.
    profile: StoredProfile.default(EMPTY_PROFILE),
  })
  .transform(({ _id, ...rest }): Account => ({ id: _id, ...rest }));
const One = Stored.nullable();
const Many = z.array(Stored);

const AFTER = { returnDocument: 'after' } as const;
const newEpoch = { $inc: { sessionEpoch: 1 } } as const;

/** Accounts in MongoDB: every change is one atomic write on one document. */
export class MongoAccounts implements Accounts {
  readonly #model: Model<StoredAccount>;
  readonly #byId = together(async (ids: UserId[]) => {
    const found = await this.#model.find({ _id: trusted({ $in: ids }) }).lean();
    return new Map(found.map((row) => [row._id, row]));
  });

  constructor(connection: Connection) {
    this.#model = accountModel(connection);
  }

  async byId(id: UserId): Promise<Account | null> {
    return One.parse(await this.#byId(id));
  }

  async byIds(ids: readonly UserId[]): Promise<Account[]> {
    if (ids.length === 0) return [];
    return Many.parse(await this.#model.find({ _id: trusted({ $in: [...ids] }) }).lean());
  }

  async byEmail(email: string): Promise<Account | null> {
    return One.parse(await this.#model.findOne({ email }).lean());
  }

  async byOrganisations(ids: readonly OrganisationId[]): Promise<Account[]> {
    if (ids.length === 0) return [];
    return Many.parse(await this.#model.find({ organisationId: trusted({ $in: [...ids] }) }).lean());
  }

  async insert(account: Account, founding = false): Promise<'address-in-use' | 'already-founded' | null> {
    const { id, identities, ...rest } = account;
    const stored = {
      _id: id,
      ...rest,
      ...(identities.length > 0 && { identities }),
      ...(founding && { founding: true as const }),
      nameKey: sortKeyOf(account.name),
      expertiseKeys: account.profile.expertise.map(foldName),
    };
    try {
      await this.#model.create(stored);
      return null;
    } catch (error) {
      const index = duplicateIndex(error);
      if (index === 'email') return 'address-in-use';
      if (index === 'founding') return 'already-founded';
      throw error;
    }
  }

  async hasOperator(): Promise<boolean> {
    return (await this.#model.exists({ isOperator: true })) !== null;
  }

  async changeProfile(id: UserId, change: ProfileChange): Promise<Account | null> {
    const nameKey = change.name === undefined ? {} : { nameKey: sortKeyOf(change.name) };
    return One.parse(
      await this.#model.findByIdAndUpdate(id, { $set: { ...change, ...nameKey } }, AFTER).lean(),
    );
  }

  async changeOwnWords(id: UserId, change: Partial<Profile>): Promise<Account | null> {
    // A write of single fields into an account without a profile would leave half of one.
    await this.#model.updateOne(
      { _id: id, profile: trusted({ $exists: false }) },
      { $set: { profile: EMPTY_PROFILE } },
    );
    const named = Object.entries(change).map(([name, value]) => [`profile.${name}`, value] as const);
    const keys = change.expertise && { expertiseKeys: change.expertise.map(foldName) };
    const $set: Record<string, unknown> = { ...Object.fromEntries(named), ...keys };
    return One.parse(await this.#model.findByIdAndUpdate(id, { $set }, AFTER).lean());
  }

  async directory(query: PersonPageQuery): Promise<Account[]> {
    const rows = await this.#model
      .find(directoryFilter(query))
      .sort({ nameKey: 1, _id: 1 })
      .limit(query.limit)
      .lean();
    return Many.parse(rows);
  }

  async noteSignIn(id: UserId, at: Date): Promise<void> {
    await this.#model.updateOne({ _id: id }, { $set: { lastSignInAt: at } });
  }

  async replacePassword(id: UserId, previousHash: string, hash: string): Promise<Account | null> {
    const filter = { _id: id, passwordHash: previousHash };
    // An open reset link was asked for before the owner changed the password: void.
    const update = { $set: { passwordHash: hash, reset: null }, ...newEpoch };
    return One.parse(await this.#model.findOneAndUpdate(filter, update, AFTER).lean());
  }

  async requestReset(id: UserId, reset: PendingReset): Promise<boolean> {
    const result = await this.#model.updateOne({ _id: id, disabledAt: null }, { $set: { reset } });
    return result.matchedCount === 1;
  }

  async byOpenReset(digest: string, now: Date): Promise<Account | null> {
    return One.parse(await this.#model.findOne(openReset(digest, now)).lean());
  }

  async completeReset(digest: string, now: Date, hash: string): Promise<Account | null> {
    const update = { $set: { passwordHash: hash, reset: null }, ...newEpoch };
    return One.parse(await this.#model.findOneAndUpdate(openReset(digest, now), update, AFTER).lean());
  }

  async raiseEpoch(id: UserId): Promise<Account | null> {
    return One.parse(await this.#model.findByIdAndUpdate(id, newEpoch, AFTER).lean());
  }

  async setDisabled(id: UserId, at: Date | null): Promise<Account | null> {
    const update = { $set: { disabledAt: at, reset: null }, ...newEpoch };
    return One.parse(await this.#model.findByIdAndUpdate(id, update, AFTER).lean());
  }

  async list(page: {
    after: string | null;
    limit: number;
  }): Promise<{ items: Account[]; next: string | null }> {
    const filter = page.after === null ? {} : { email: trusted({ $gt: page.after }) };
    const found = Many.parse(
      await this.#model
        .find(filter)
        .sort({ email: 1 })
        .limit(page.limit + 1)
        .lean(),
    );
    const items = found.slice(0, page.limit);
    return { items, next: found.length > page.limit ? (items.at(-1)?.email ?? null) : null };
  }
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function directoryFilter(query: PersonPageQuery): QueryFilter<StoredAccount> {
  const { among, words, organisationIds, language, topic, expertise, after } = query;
  const all: QueryFilter<StoredAccount>[] = [
    ...words.map((word) => ({ nameKey: new RegExp(`(?:^|[ -])${literally(word)}`) })),
    ...(among === 'all' ? [] : [{ _id: trusted({ $in: [...among] }) }]),
    ...(after === null
      ? []
      : [
          {
            $or: [
              { nameKey: trusted({ $gt: after.key }) },
              { nameKey: after.key, _id: trusted({ $gt: UserId.parse(after.id) }) },
            ],
          },
        ]),
  ];
  return {
    disabledAt: null,
    ...(organisationIds === undefined ? {} : { organisationId: trusted({ $in: [...organisationIds] }) }),
    ...(language === undefined ? {} : { 'profile.languages.language': language }),
    ...(topic === undefined ? {} : { 'profile.topics': topic }),
    ...(expertise === undefined ? {} : { expertiseKeys: expertise }),
    ...(all.length === 0 ? {} : { $and: all }),
  };
}

const openReset = (digest: string, now: Date) => ({
  'reset.digest': digest,
  'reset.expiresAt': trusted({ $gt: now }),
  disabledAt: null,
});
