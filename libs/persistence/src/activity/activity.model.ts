import type { ActivityRecord, SectionMark, TextLook } from '@kontor/domain';
import { threadModel } from '../discussions/thread.model.js';
import { practiceDocumentModel } from '../practice-documents/practice-document.model.js';
import { Schema, type Connection, type Model } from 'mongoose';

/** `sections` by their ids, so that a section that was renamed meanwhile stands there once. */
export type StoredActivity = Omit<ActivityRecord, 'id' | 'sections'> & {
  _id: string;
  sections: Record<string, Omit<SectionMark, 'id'>>;
};
export type StoredLook = TextLook & { _id: string };
interface StoredMark {
  _id: string;
  at: Date;
}

const text = { type: String, required: true } as const;
const maybe = { type: String, default: null } as const;
const OPTIONS = {
  strict: 'throw',
  minimize: false,
  versionKey: false,
  autoIndex: false,
  autoCreate: false,
} as const;

const activitySchema = new Schema<StoredActivity>(
  {
    _id: text,
    workspaceId: text,
    kind: text,
    subject: text,
    day: text,
    documentId: maybe,
    threadId: maybe,
    commitmentId: maybe,
    cityId: maybe,
    organisationId: maybe,
    lastAt: { type: Date, required: true },
    sources: [String],
    people: [String],
    sections: Schema.Types.Mixed,
  },
  { ...OPTIONS, collection: 'activities' },
);
const lookSchema = new Schema<StoredLook>(
  { _id: text, seq: { type: Number, required: true }, characters: { type: Schema.Types.Mixed, default: {} } },
  { ...OPTIONS, collection: 'activityLooks' },
);
const markSchema = new Schema<StoredMark>(
  { _id: text, at: { type: Date, required: true } },
  { ...OPTIONS, collection: 'activityMarks' },
);

const modelOf =
  <T>(name: string, schema: Schema<T>) =>
  (connection: Connection): Model<T> =>
    connection.models[name] === undefined ? connection.model<T>(name, schema) : connection.model<T>(name);

export const activityModel = modelOf('Activity', activitySchema);
export const lookModel = modelOf('ActivityLook', lookSchema);
export const markModel = modelOf('ActivityMark', markSchema);

/** A stream is read by workspace, newest first; a taken-back post is found by its thread. */
export async function ensureActivityIndexes(connection: Connection): Promise<void> {
  const activities = activityModel(connection).collection;
  await activities.createIndex({ workspaceId: 1, lastAt: -1, _id: -1 });
  await activities.createIndex({ threadId: 1, kind: 1 });
  // What happened since, for catching up.
  await threadModel(connection).collection.createIndex({ lastPostAt: 1 });
  await practiceDocumentModel(connection).collection.createIndex({ textChangedAt: 1 });
  await practiceDocumentModel(connection).collection.createIndex({ createdAt: 1 });
}
