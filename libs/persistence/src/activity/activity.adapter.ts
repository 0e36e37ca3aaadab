import {
  ActivityKind,
  ActivitySubject,
  CityId,
  CommitmentId,
  DocumentId,
  OrganisationId,
  ThreadId,
  ThreadKind,
  UserId,
  WorkspaceId,
} from '@kontor/contracts';
import {
  dayOf,
  recordIdOf,
  SUBJECT_OF,
  type ActivityListQuery,
  type ActivityReach,
  type ActivityRecords,
  type ActivityRow,
  type Happening,
  type Place,
  type TextLook,
} from '@kontor/domain';
import mongoose, { type Connection, type Model } from 'mongoose';
import { z } from 'zod';
import { duplicateIndex } from '../identity/duplicate.js';
import { commitmentModel } from '../commitments/commitment.model.js';
import { threadModel } from '../discussions/thread.model.js';
import { practiceDocumentModel } from '../practice-documents/practice-document.model.js';
import {
  activityModel,
  lookModel,
  markModel,
  type StoredActivity,
  type StoredLook,
} from './activity.model.js';

const { trusted } = mongoose;
const CAUGHT_UP = 'caught-up';

const Sections = z.record(z.string(), z.object({ key: z.string().nullable(), title: z.string() }));
const Row = z
  .object({
    _id: z.string(),
    workspaceId: WorkspaceId,
    kind: ActivityKind,
    subject: ActivitySubject,
    day: z.string(),
    documentId: DocumentId.nullable(),
    threadId: ThreadId.nullable(),
    commitmentId: CommitmentId.nullable().default(null),
    cityId: CityId.nullable(),
    organisationId: OrganisationId.nullable(),
    lastAt: z.date(),
    sources: z.array(z.string()),
    people: z.array(UserId),
    sections: Sections.default({}),
    documents: z.array(z.object({ _id: DocumentId, title: z.string() })),
    threads: z.array(z.object({ _id: ThreadId, title: z.string(), kind: ThreadKind })),
    commitments: z.array(z.object({ _id: CommitmentId, title: z.string() })),
  })
  .transform(
    ({
      _id,
      documents: [document],
      threads: [thread],
      commitments: [commitment],
      sections,
      ...rest
    }): ActivityRow => ({
      record: {
        id: _id,
        ...rest,
        sections: Object.entries(sections).map(([id, section]) => ({ id, ...section })),
      },
      document: document ? { id: document._id, title: document.title } : null,
      commitment: commitment ? { id: commitment._id, title: commitment.title } : null,
      thread: thread ? { id: thread._id, title: thread.title, kind: thread.kind } : null,
    }),
  );
const Months = z.array(z.object({ _id: z.string(), posts: z.number() }));
const LookRow = z.object({
  seq: z.number(),
  characters: z.record(z.string(), z.record(UserId, z.number())),
});

/** Activity in MongoDB: one record per day, thing, kind and place; every write is an addition to one of them. */
export class MongoActivities implements ActivityRecords {
  readonly #activities: Model<StoredActivity>;
  readonly #looks: Model<StoredLook>;
  readonly #marks: ReturnType<typeof markModel>;
  readonly #from: { documents: string; threads: string; commitments: string };

  constructor(private readonly connection: Connection) {
    this.#activities = activityModel(connection);
    this.#looks = lookModel(connection);
    this.#marks = markModel(connection);
    this.#from = {
      documents: practiceDocumentModel(connection).collection.name,
      threads: threadModel(connection).collection.name,
      commitments: commitmentModel(connection).collection.name,
    };
  }

  async note(happenings: readonly (Happening & { place: Place })[]): Promise<void> {
    if (happenings.length === 0) return;
    // Past the schema: its defaults for lists would be at odds with what is added to them.
    await this.connection
      .collection<{ _id: string }>(this.#activities.collection.name)
      .bulkWrite(happenings.map(additionOf));
  }

  async takeBack(threadId: ThreadId, sources: readonly string[]): Promise<void> {
    await this.#activities.updateMany(
      { threadId, kind: 'posted' },
      { $pull: { sources: trusted({ $in: [...sources] }) } },
    );
  }

  async list({ reaches, show, cityId, after, limit }: ActivityListQuery): Promise<ActivityRow[]> {
    if (reaches.length === 0) return [];
    const beyond = after && {
      $or: [{ lastAt: { $lt: after.at } }, { lastAt: after.at, _id: { $lt: after.id } }],
    };
    const lookup = (from: string, localField: string, as: string) => ({
      $lookup: { from, localField, foreignField: '_id', as },
    });
    const rows: unknown[] = await this.#activities.aggregate([
      {
        $match: {
          workspaceId: { $in: reaches.map(({ workspaceId }) => workspaceId) },
          ...(show === undefined ? {} : { subject: show }),
          ...(cityId === undefined ? {} : { cityId }),
          'sources.0': { $exists: true },
          ...beyond,
        },
      },
      { $sort: { lastAt: -1, _id: -1 } },
      lookup(this.#from.documents, 'documentId', 'documents'),
      lookup(this.#from.threads, 'threadId', 'threads'),
      lookup(this.#from.commitments, 'commitmentId', 'commitments'),
      // Judged on the thing as it is now: a document that is no longer shared, a thread that moved away.
      { $match: { $or: reaches.flatMap(visibleIn) } },
      { $limit: limit },
    ]);
    return z.array(Row).parse(rows);
  }

  async postsByMonth(reach: ActivityReach, since: Date): Promise<Map<string, number>> {
    const rows: unknown[] = await this.#activities.aggregate([
      { $match: { workspaceId: reach.workspaceId, subject: 'threads', lastAt: { $gte: since } } },
      { $lookup: { from: this.#from.threads, localField: 'threadId', foreignField: '_id', as: 'threads' } },
      { $match: { $or: visibleIn({ ...reach, members: false, documents: 'none', commitments: 'none' }) } },
      { $group: { _id: { $substrBytes: ['$day', 0, 7] }, posts: { $sum: { $size: '$sources' } } } },
    ]);
    return new Map(Months.parse(rows).map(({ _id, posts }) => [_id, posts]));
  }

  async lookOf(documentId: DocumentId): Promise<TextLook | null> {
    return LookRow.nullable().parse(await this.#looks.findById(documentId).lean());
  }

  async keepLook(documentId: DocumentId, { seq, characters }: TextLook): Promise<void> {
    try {
      const older = { _id: documentId, seq: trusted({ $lt: seq }) };
      await this.#looks.replaceOne(older, { _id: documentId, seq, characters }, { upsert: true });
    } catch (error) {
      // A later look is there already.
      if (duplicateIndex(error) !== '_id_') throw error;
    }
  }

  async caughtUpTo(): Promise<Date | null> {
    return (await this.#marks.findById(CAUGHT_UP).lean())?.at ?? null;
  }

  async setCaughtUpTo(at: Date): Promise<void> {
    await this.#marks.updateOne({ _id: CAUGHT_UP }, { $max: { at } }, { upsert: true });
  }
}

function additionOf(happening: Happening & { place: Place }) {
  const { workspaceId, kind, documentId, threadId, commitmentId = null, actorId } = happening;
  const { at, source, sections = [], place } = happening;
  const marks = sections.map(({ id, key, title }) => [`sections.${id}`, { key, title }] as const);
  return {
    updateOne: {
      filter: { _id: recordIdOf(happening, place) },
      update: {
        $setOnInsert: {
          workspaceId,
          kind,
          subject: SUBJECT_OF[kind],
          day: dayOf(at),
          documentId,
          threadId,
          commitmentId,
          ...place,
        },
        $addToSet: { sources: source, people: actorId },
        $max: { lastAt: at },
        ...(marks.length === 0 ? {} : { $set: Object.fromEntries(marks) }),
      },
      upsert: true,
    },
  };
}

function visibleIn({ workspaceId, documents, threads, commitments, members }: ActivityReach): object[] {
  return [
    ...(members ? [{ workspaceId, subject: 'members' }] : []),
    ...(documents === 'none'
      ? []
      : [
          {
            workspaceId,
            subject: 'documents',
            documents: {
              $elemMatch: {
                workspaceId,
                archivedAt: null,
                ...(documents === 'shared' ? { sharedWithMembers: true } : {}),
              },
            },
          },
        ]),
    ...(threads === 'none'
      ? []
      : [
          {
            workspaceId,
            subject: 'threads',
            threads: {
              $elemMatch: { workspaceId, ...(threads === 'community' ? { audience: 'community' } : {}) },
            },
          },
        ]),
    ...(commitments === 'none'
      ? []
      : [
          {
            workspaceId,
            subject: 'commitments',
            commitments: {
              $elemMatch: {
                workspaceId,
                ...(commitments === 'signed' ? { 'signatures.0': { $exists: true } } : {}),
              },
            },
          },
        ]),
  ];
}
