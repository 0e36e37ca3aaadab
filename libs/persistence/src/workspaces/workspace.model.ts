import { WORKSPACE_ROLES } from '@kontor/contracts';
import type { WorkspaceRecord } from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';

/** As stored: `nameKey` is the folded name that lists are ordered by. */
export type StoredWorkspace = Omit<WorkspaceRecord, 'id'> & { _id: WorkspaceRecord['id']; nameKey: string };

const text = { type: String, required: true } as const;
const when = { type: Date, required: true } as const;

const memberSchema = new Schema(
  { userId: text, role: { ...text, enum: WORKSPACE_ROLES }, since: when },
  { _id: false, strict: 'throw' },
);

const schema = new Schema<StoredWorkspace>(
  {
    _id: text,
    revision: { type: Number, required: true },
    name: text,
    nameKey: text,
    // Not `required`: mongoose takes an empty description for a missing one.
    description: { type: String, default: '' },
    programme: { type: String, default: null },
    isSample: { type: Boolean, required: true },
    members: { type: [memberSchema], required: true },
    usedInvitations: { type: [String], required: true },
    createdAt: when,
    createdBy: text,
    updatedAt: when,
    archivedAt: { type: Date, default: null },
  },
  { collection: 'workspaces', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);

export const workspaceModel = (connection: Connection): Model<StoredWorkspace> =>
  connection.models['Workspace'] === undefined
    ? connection.model<StoredWorkspace>('Workspace', schema)
    : connection.model<StoredWorkspace>('Workspace');

/** A person's workspaces in the order of their names. */
export async function ensureWorkspaceIndexes(connection: Connection): Promise<void> {
  await workspaceModel(connection).collection.createIndex({ 'members.userId': 1, nameKey: 1, _id: 1 });
}
