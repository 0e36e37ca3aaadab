import type { Session } from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';

export type StoredSession = Omit<Session, 'id'> & { _id: Session['id'] };

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

const schema = new Schema<StoredSession>(
  {
    _id: text,
    digest: text,
    userId: text,
    epoch: { type: Number, required: true },
    agent: { type: String, default: '' },
    createdAt: date,
    lastSeenAt: date,
  },
  { collection: 'sessions', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);

schema.index({ digest: 1 }, { unique: true, name: 'digest' });
schema.index({ userId: 1, lastSeenAt: -1 }, { name: 'person' });
schema.index({ lastSeenAt: 1 }, { name: 'idle' });

export function sessionModel(connection: Connection): Model<StoredSession> {
  return connection.models['Session'] ?? connection.model<StoredSession>('Session', schema);
}
