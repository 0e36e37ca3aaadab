import { UI_LANGUAGES } from '@kontor/contracts';
import type { Account } from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';

/** `founding` is true on the one account that set-up made, else absent. */
export type StoredAccount = Omit<Account, 'id'> & {
  _id: Account['id'];
  founding?: true;
  /** The folded name that the directory is ordered and searched by. */
  nameKey: string;
  /** Folded `profile.expertise`. */
  expertiseKeys: string[];
};

const text = { type: String, required: true } as const;

const schema = new Schema<StoredAccount>(
  {
    _id: text,
    email: text,
    name: text,
    passwordHash: { type: String, default: null },
    identities: {
      type: [new Schema({ provider: text, subject: text }, { _id: false, strict: 'throw' })],
      // Absent, not empty: the unique index below holds only accounts that have one.
      default: undefined,
    },
    organisationId: { type: String, default: null },
    language: { type: String, enum: UI_LANGUAGES, required: true },
    theme: { type: String, enum: ['system', 'light', 'dark'], required: true },
    isOperator: { type: Boolean, required: true },
    disabledAt: { type: Date, default: null },
    lastSignInAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
    sessionEpoch: { type: Number, required: true },
    reset: {
      type: new Schema(
        { digest: text, expiresAt: { type: Date, required: true } },
        { _id: false, strict: 'throw' },
      ),
      default: null,
    },
    founding: { type: Boolean },
    nameKey: { type: String },
    expertiseKeys: { type: [String], default: undefined },
    // Judged by its row when it comes back.
    profile: { type: Schema.Types.Mixed },
  },
  {
    collection: 'accounts',
    minimize: false,
    strict: 'throw',
    versionKey: false,
    autoIndex: false,
    autoCreate: false,
  },
);

schema.index({ email: 1 }, { unique: true, name: 'email' });
// Whoever races: one account founds this installation.
schema.index(
  { founding: 1 },
  { unique: true, name: 'founding', partialFilterExpression: { founding: true } },
);
schema.index(
  { 'identities.provider': 1, 'identities.subject': 1 },
  { unique: true, name: 'identity', partialFilterExpression: { 'identities.subject': { $exists: true } } },
);
schema.index(
  { 'reset.digest': 1 },
  { name: 'reset', partialFilterExpression: { 'reset.digest': { $exists: true } } },
);
schema.index({ organisationId: 1 }, { name: 'organisation' });
schema.index({ nameKey: 1, _id: 1 }, { name: 'directory' });
schema.index({ isOperator: 1 }, { name: 'operators', partialFilterExpression: { isOperator: true } });

export function accountModel(connection: Connection): Model<StoredAccount> {
  return connection.models['Account'] ?? connection.model<StoredAccount>('Account', schema);
}
