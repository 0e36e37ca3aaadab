import { DocumentId, WorkspaceId, type UserId } from '@kontor/contracts';
import type {
  DocumentFieldChanges,
  DocumentListQuery,
  DocumentReach,
  DocumentRecords,
  DocumentRow,
  DocumentSort,
  PracticeDocumentRecord,
} from '@kontor/domain';
import mongoose, { type Connection, type Model, type QueryFilter } from 'mongoose';
import { z } from 'zod';
import {
  practiceDocumentModel,
  titleDerived,
  wordsOf,
  type StoredDocument,
} from './practice-document.model.js';
import { together } from '../together.js';
import { DerivedSchema, DocumentRowSchema } from './practice-document.row.js';

type Filter = QueryFilter<StoredDocument>;
type By = { userId: UserId; at: Date };
const { trusted } = mongoose;

/** More words than this in a search change nothing but the price. */
const MAX_WORDS = 8;

interface Order {
  field: 'activityAt' | 'createdAt' | 'titleKey';
  direction: 1 | -1;
  isTime: boolean;
}
const ORDERS: Readonly<Record<DocumentSort, Order>> = {
  updated: { field: 'activityAt', direction: -1, isTime: true },
  created: { field: 'createdAt', direction: -1, isTime: true },
  title: { field: 'titleKey', direction: 1, isTime: false },
};

/** Records of practice documents in MongoDB. */
export class MongoDocumentRecords implements DocumentRecords {
  readonly #documents: Model<StoredDocument>;
  readonly #byId = together(async (ids: DocumentId[]) => {
    const found = await this.#documents.find({ _id: trusted({ $in: ids }) }).lean();
    return new Map(found.map((row) => [row._id, row]));
  });

  constructor(connection: Connection) {
    this.#documents = practiceDocumentModel(connection);
  }

  async insert({ id, ...rest }: PracticeDocumentRecord): Promise<void> {
    const { updatedAt, textChangedAt } = rest;
    const activityAt = textChangedAt !== null && textChangedAt > updatedAt ? textChangedAt : updatedAt;
    await this.#documents.create({ _id: id, ...rest, ...titleDerived(rest.title), activityAt });
  }

  async byId(id: DocumentId): Promise<PracticeDocumentRecord | null> {
    return DocumentRowSchema.nullable().parse(await this.#byId(id));
  }

  async list(query: DocumentListQuery): Promise<DocumentRow[]> {
    const { field, direction, isTime } = ORDERS[query.sort];
    const rows = await this.#documents
      .find(listFilter(query))
      .sort({ [field]: direction, _id: direction })
      .limit(query.limit)
      .lean();
    return rows.map((row) => {
      const derived = DerivedSchema.parse(row);
      const document = DocumentRowSchema.parse(row);
      const time = field === 'createdAt' ? document.createdAt : derived.activityAt;
      return { document, key: isTime ? time.toISOString() : derived.titleKey };
    });
  }

  async countByWorkspace(reaches: readonly DocumentReach[]): Promise<Map<WorkspaceId, number>> {
    if (reaches.length === 0) return new Map();
    const rows: unknown[] = await this.#documents.aggregate([
      { $match: { archivedAt: null, $or: reaches.map(matchReach) } },
      { $group: { _id: '$workspaceId', count: { $sum: 1 } } },
    ]);
    const Counted = z.array(z.object({ _id: WorkspaceId, count: z.number() }));
    return new Map(Counted.parse(rows).map(({ _id, count }) => [_id, count]));
  }

  describe(
    id: DocumentId,
    revision: number,
    changes: DocumentFieldChanges,
    { userId, at }: By,
  ): Promise<PracticeDocumentRecord | null> {
    const derived = changes.title === undefined ? {} : titleDerived(changes.title);
    return this.#write(
      { _id: id, revision, archivedAt: null },
      {
        $set: { ...changes, ...derived, updatedAt: at, updatedBy: userId },
        $max: { activityAt: at },
        $inc: { revision: 1 },
      },
    );
  }

  /** The status moves aside and comes back within the same write: no second record could get out of step. */
  async setArchived(
    id: DocumentId,
    archived: boolean,
    { userId, at }: By,
  ): Promise<PracticeDocumentRecord | null> {
    const stamp = { updatedAt: at, updatedBy: userId, revision: { $add: ['$revision', 1] } };
    const $set = archived
      ? { ...stamp, statusBeforeArchive: '$status', status: 'archived', archivedAt: at }
      : {
          ...stamp,
          status: { $ifNull: ['$statusBeforeArchive', 'draft'] },
          statusBeforeArchive: null,
          archivedAt: null,
          activityAt: at,
        };
    const filter: Filter = { _id: id, archivedAt: archived ? null : trusted({ $ne: null }) };
    const options = { returnDocument: 'after', updatePipeline: true } as const;
    const row = await this.#documents.findOneAndUpdate(filter, [{ $set }], options).lean();
    return DocumentRowSchema.nullable().parse(row);
  }

  setShared(
    id: DocumentId,
    { shared, reason }: { shared: boolean; reason: string | null },
    { userId, at }: By,
  ): Promise<PracticeDocumentRecord | null> {
    return this.#write(
      { _id: id, sharedWithMembers: !shared },
      {
        $set: { sharedWithMembers: shared, sharedReason: reason, updatedAt: at, updatedBy: userId },
        $inc: { revision: 1 },
      },
    );
  }

  touchText(id: DocumentId, at: Date): Promise<PracticeDocumentRecord | null> {
    return this.#write({ _id: id }, { $max: { textChangedAt: at, activityAt: at } });
  }

  async #write(
    filter: Filter,
    update: mongoose.UpdateQuery<StoredDocument>,
  ): Promise<PracticeDocumentRecord | null> {
    const options = { returnDocument: 'after' } as const;
    const row = await this.#documents.findOneAndUpdate(filter, update, options).lean();
    return DocumentRowSchema.nullable().parse(row);
  }
}

/** Reach as plain equality; for pipelines and filters alike. */
export const matchReach = ({ workspaceId, sharedOnly }: DocumentReach) => ({
  workspaceId,
  ...(sharedOnly ? { sharedWithMembers: true } : {}),
});

function listFilter(query: DocumentListQuery): Filter {
  const any = <T>(values: readonly T[] | undefined) =>
    values === undefined || values.length === 0 ? undefined : trusted({ $in: values });
  const filters = {
    status: any(query.status),
    docType: any(query.docType),
    topics: any(query.topic),
    cityIds: any(query.cityId),
    countries: any(query.country),
    words: wordFilter(query.q),
  };
  return {
    ...matchReach(query.reach),
    archivedAt: query.archived ? trusted({ $ne: null }) : null,
    ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)),
    ...afterFilter(query),
  };
}

/** Every word asked for begins some word of the title. A question without a letter finds nothing, not everything. */
function wordFilter(q: string | undefined) {
  if (q === undefined || q === '') return undefined;
  const words = wordsOf(q).slice(0, MAX_WORDS);
  if (words.length === 0) return trusted({ $in: [] });
  return trusted({ $all: words.map((word) => new RegExp(`^${word}`)) });
}

function afterFilter({ after, sort }: DocumentListQuery): Filter {
  if (after === null) return {};
  const { field, direction, isTime } = ORDERS[sort];
  const key = isTime ? new Date(after.key) : after.key;
  const beyond = <T>(value: T) => trusted(direction === 1 ? { $gt: value } : { $lt: value });
  return { $or: [{ [field]: beyond(key) }, { [field]: key, _id: beyond(DocumentId.parse(after.id)) }] };
}
