import {
  INVITATION_STATES,
  InvitationId,
  OrganisationId,
  UiLanguage,
  UserId,
  WorkspaceId,
  WorkspaceRole,
} from '@kontor/contracts';
import type { InvitationNews, InvitationRecord, InvitationStore, UntoldInvitations } from '@kontor/domain';
import mongoose, { type Connection, type Model, type QueryFilter } from 'mongoose';
import { z } from 'zod';
import { duplicateIndex } from '../identity/duplicate.js';
import { invitationModel, type StoredInvitation } from './invitation.model.js';

/** What a stored invitation must be when it comes back. */
const Row = z
  .object({
    _id: InvitationId,
    workspaceId: WorkspaceId,
    email: z.string(),
    role: WorkspaceRole,
    organisationId: OrganisationId.nullable(),
    message: z.string(),
    language: UiLanguage,
    digest: z.string(),
    state: z.enum(INVITATION_STATES),
    invitedBy: UserId,
    createdAt: z.date(),
    sentAt: z.date().nullable(),
    expiresAt: z.date(),
    acceptedBy: UserId.nullable(),
    acceptedAt: z.date().nullable(),
  })
  .transform(({ _id, ...rest }): InvitationRecord => ({ id: _id, ...rest }));

const { trusted } = mongoose;
const DAY_MS = 86_400_000;
const EXPIRES_SOON_MS = DAY_MS;
/** Nobody is told of what is older: such news come with an upgrade, not from people. */
const TOLD_WITHIN_MS = 7 * DAY_MS;

/** Invitations in MongoDB. Every change of state is one conditional write. */
export class MongoInvitations implements InvitationStore, UntoldInvitations {
  readonly #invitations: Model<StoredInvitation>;

  constructor(connection: Connection) {
    this.#invitations = invitationModel(connection);
  }

  async insert({ id, ...rest }: InvitationRecord, now: Date): Promise<boolean> {
    const { workspaceId, email } = rest;
    await this.#invitations.updateMany(
      { workspaceId, email, state: 'pending', expiresAt: trusted({ $lte: now }) },
      { $set: { state: 'expired' } },
    );
    try {
      await this.#invitations.create({ _id: id, ...rest });
      return true;
    } catch (error) {
      if (duplicateIndex(error) === 'one-pending-per-address') return false;
      throw error;
    }
  }

  async byId(id: InvitationId): Promise<InvitationRecord | null> {
    return Row.nullable().parse(await this.#invitations.findById(id).lean());
  }

  async byDigest(digest: string): Promise<InvitationRecord | null> {
    return Row.nullable().parse(await this.#invitations.findOne({ digest }).lean());
  }

  async ofWorkspace(
    workspaceId: WorkspaceId,
    { after, limit }: { after: { at: Date; id: string } | null; limit: number },
  ): Promise<InvitationRecord[]> {
    const filter: QueryFilter<StoredInvitation> = {
      workspaceId,
      ...(after && {
        $or: [
          { createdAt: trusted({ $lt: after.at }) },
          { createdAt: after.at, _id: trusted({ $lt: InvitationId.parse(after.id) }) },
        ],
      }),
    };
    const rows = await this.#invitations.find(filter).sort({ createdAt: -1, _id: -1 }).limit(limit).lean();
    return z.array(Row).parse(rows);
  }

  renew(
    id: InvitationId,
    renewal: Pick<InvitationRecord, 'digest' | 'invitedBy' | 'expiresAt'>,
  ): Promise<InvitationRecord | null> {
    return this.#write({ _id: id, state: 'pending' }, { ...renewal, sentAt: null, told: null });
  }

  markSent(id: InvitationId, digest: string, at: Date): Promise<InvitationRecord | null> {
    return this.#write({ _id: id, digest }, { sentAt: at });
  }

  revoke(id: InvitationId): Promise<InvitationRecord | null> {
    return this.#write({ _id: id, state: 'pending' }, { state: 'revoked' });
  }

  claim(id: InvitationId, digest: string, userId: UserId, now: Date): Promise<InvitationRecord | null> {
    return this.#write(
      { _id: id, digest, state: 'pending', expiresAt: trusted({ $gt: now }) },
      { state: 'accepted', acceptedBy: userId, acceptedAt: now },
    );
  }

  async untold(now: Date, limit: number): Promise<InvitationNews[]> {
    const [accepted, expiring] = await Promise.all([
      this.#find(
        {
          state: 'accepted',
          acceptedAt: trusted({ $gt: new Date(now.getTime() - TOLD_WITHIN_MS) }),
          told: trusted({ $ne: 'accepted' as const }),
        },
        limit,
      ),
      this.#find(
        {
          state: 'pending',
          expiresAt: trusted({ $gt: now, $lt: new Date(now.getTime() + EXPIRES_SOON_MS) }),
          told: trusted({ $ne: 'expiring' as const }),
        },
        limit,
      ),
    ]);
    return [
      ...accepted.map((invitation) => ({ invitation, news: 'accepted' as const })),
      ...expiring.map((invitation) => ({ invitation, news: 'expiring' as const })),
    ];
  }

  async noteTold({ invitation, news }: InvitationNews): Promise<void> {
    const { id, digest } = invitation;
    await this.#invitations.updateOne({ _id: id, digest }, { $set: { told: news } });
  }

  async #find(filter: QueryFilter<StoredInvitation>, limit: number): Promise<InvitationRecord[]> {
    return Row.array().parse(await this.#invitations.find(filter).limit(limit).lean());
  }

  async #write(
    filter: QueryFilter<StoredInvitation>,
    $set: Partial<StoredInvitation>,
  ): Promise<InvitationRecord | null> {
    const options = { returnDocument: 'after' } as const;
    return Row.nullable().parse(await this.#invitations.findOneAndUpdate(filter, { $set }, options).lean());
  }
}
