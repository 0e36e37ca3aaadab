import { DOC_TYPES, DOCUMENT_STATUSES, IMPLEMENTATION_STATUSES, TOPICS } from '@kontor/contracts';
import { foldName, sortKeyOf, type PracticeDocumentRecord } from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';

/** What lists are ordered and searched by, derived from the record whenever it is written. */
export interface Derived {
  titleKey: string;
  /** Folded words of the title. */
  words: string[];
  /** Latest of fields and text. */
  activityAt: Date;
}
export type StoredDocument = Omit<PracticeDocumentRecord, 'id'> & {
  _id: PracticeDocumentRecord['id'];
} & Derived;

/** Folded words of a text: letters and digits only, so that a word can stand in a pattern as it is. */
export const wordsOf = (text: string): string[] => [
  ...new Set(foldName(text).match(/[\p{L}\p{N}]+/gu) ?? []),
];
export const titleDerived = (title: string): Pick<Derived, 'titleKey' | 'words'> => ({
  titleKey: sortKeyOf(title),
  words: wordsOf(title),
});

const text = { type: String, required: true } as const;
const optionalText = { type: String, default: null } as const;
const when = { type: Date, required: true } as const;
const optionalWhen = { type: Date, default: null } as const;
const texts = { type: [String], required: true } as const;

const schema = new Schema<StoredDocument>(
  {
    _id: text,
    workspaceId: text,
    revision: { type: Number, required: true },
    title: text,
    titleKey: { type: String, default: '' },
    words: texts,
    docType: { ...text, enum: DOC_TYPES },
    status: { ...text, enum: DOCUMENT_STATUSES },
    statusBeforeArchive: { type: String, enum: [...DOCUMENT_STATUSES, null], default: null },
    ownerOrganisationId: text,
    cityIds: texts,
    countries: texts,
    topics: { type: [{ type: String, enum: TOPICS }], required: true },
    language: text,
    implementationStatus: { ...text, enum: IMPLEMENTATION_STATUSES },
    startDate: optionalText,
    endDate: optionalText,
    sharedWithMembers: { type: Boolean, required: true },
    sharedReason: optionalText,
    isSample: { type: Boolean, required: true },
    begunFrom: { type: Schema.Types.Mixed, default: null },
    createdAt: when,
    createdBy: text,
    updatedAt: when,
    updatedBy: text,
    textChangedAt: optionalWhen,
    activityAt: when,
    archivedAt: optionalWhen,
  },
  {
    collection: 'practiceDocuments',
    strict: 'throw',
    versionKey: false,
    autoIndex: false,
    autoCreate: false,
  },
);

export const practiceDocumentModel = (connection: Connection): Model<StoredDocument> =>
  connection.models['PracticeDocument'] === undefined
    ? connection.model<StoredDocument>('PracticeDocument', schema)
    : connection.model<StoredDocument>('PracticeDocument');

/** One index per order that a list can have, and one for the words of titles. */
export async function ensurePracticeDocumentIndexes(connection: Connection): Promise<void> {
  const { collection } = practiceDocumentModel(connection);
  await collection.createIndex({ workspaceId: 1, activityAt: -1, _id: -1 });
  await collection.createIndex({ workspaceId: 1, createdAt: -1, _id: -1 });
  await collection.createIndex({ workspaceId: 1, titleKey: 1, _id: 1 });
  await collection.createIndex({ workspaceId: 1, words: 1 });
}
