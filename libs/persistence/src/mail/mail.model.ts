import type { OutboxMail } from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';

type Optional = 'html' | 'replyTo' | 'unsubscribe' | 'about';
export type StoredMail = Omit<OutboxMail, 'id' | Optional> & {
  [Field in Optional]?: string;
} & {
  _id: OutboxMail['id'];
  /** Not before this instant; a claim moves it ahead, so that a deliverer that died lets go by itself. */
  dueAt: Date;
  fault: string | null;
};

const text = { type: String, required: true } as const;

const schema = new Schema<StoredMail>(
  {
    _id: text,
    key: text,
    to: text,
    subject: text,
    text: { type: String, default: '' },
    html: { type: String },
    replyTo: { type: String },
    unsubscribe: { type: String },
    about: { type: String },
    at: { type: Date, required: true },
    state: { type: String, enum: ['queued', 'sent', 'failed'], required: true },
    attempts: { type: Number, required: true },
    dueAt: { type: Date, required: true },
    fault: { type: String, default: null },
  },
  { collection: 'mails', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);

schema.index({ key: 1 }, { unique: true, name: 'key' });
schema.index({ state: 1, dueAt: 1 }, { name: 'due' });

export function mailModel(connection: Connection): Model<StoredMail> {
  return connection.models['Mail'] ?? connection.model<StoredMail>('Mail', schema);
}

export async function ensureMailIndexes(connection: Connection): Promise<void> {
  await mailModel(connection).createIndexes();
}
