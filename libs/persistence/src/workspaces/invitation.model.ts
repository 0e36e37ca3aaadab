import { INVITATION_STATES, UI_LANGUAGES, WORKSPACE_ROLES } from '@kontor/contracts';
import type { InvitationNews, InvitationRecord } from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';

export type StoredInvitation = Omit<InvitationRecord, 'id'> & {
  _id: InvitationRecord['id'];
  /** What its inviter was told of last. */
  told?: InvitationNews['news'] | null;
};

const text = { type: String, required: true } as const;
const when = { type: Date, required: true } as const;

const schema = new Schema<StoredInvitation>(
  {
    _id: text,
    workspaceId: text,
    email: text,
    role: { ...text, enum: WORKSPACE_ROLES },
    organisationId: { type: String, default: null },
    message: { type: String, default: '' },
    language: { ...text, enum: UI_LANGUAGES },
    digest: text,
    state: { ...text, enum: INVITATION_STATES },
    invitedBy: text,
    createdAt: when,
    sentAt: { type: Date, default: null },
    expiresAt: when,
    acceptedBy: { type: String, default: null },
    acceptedAt: { type: Date, default: null },
    told: { type: String },
  },
  { collection: 'invitations', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);

export const invitationModel = (connection: Connection): Model<StoredInvitation> =>
  connection.models['Invitation'] === undefined
    ? connection.model<StoredInvitation>('Invitation', schema)
    : connection.model<StoredInvitation>('Invitation');

/** A token finds one invitation; an address has at most one pending per workspace; lists run newest first. */
export async function ensureInvitationIndexes(connection: Connection): Promise<void> {
  const { collection } = invitationModel(connection);
  await collection.createIndex({ digest: 1 }, { unique: true });
  await collection.createIndex(
    { workspaceId: 1, email: 1 },
    { unique: true, partialFilterExpression: { state: 'pending' }, name: 'one-pending-per-address' },
  );
  await collection.createIndex({ workspaceId: 1, createdAt: -1, _id: -1 });
  await collection.createIndex({ state: 1, expiresAt: 1 });
  await collection.createIndex({ state: 1, acceptedAt: 1 });
}
