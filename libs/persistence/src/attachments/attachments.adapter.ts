import type { Readable } from 'node:stream';
import { AttachmentId, AttachmentType, PostId, ThreadId, UserId, WorkspaceId } from '@kontor/contracts';
import type { AttachmentRecord, AttachmentStore, NamedPost } from '@kontor/domain';
import mongoose, { type Connection } from 'mongoose';
import { z } from 'zod';

const { GridFSBucket } = mongoose.mongo;
type Bucket = InstanceType<typeof GridFSBucket>;
type Filter = mongoose.mongo.Filter<mongoose.mongo.GridFSFile>;
const BUCKET = 'attachments';
/** So many posts of one person may show the same file. */
const MAX_POSTS = 20;

const NamedPostRow = z.object({ threadId: ThreadId, postId: PostId });

/** What a stored file must be when it comes back. */
const Row = z
  .object({
    _id: z.instanceof(mongoose.Types.ObjectId).transform((id) => AttachmentId.parse(id.toHexString())),
    filename: z.string(),
    length: z.number(),
    metadata: z.object({
      workspaceId: WorkspaceId,
      type: AttachmentType,
      size: z.object({ width: z.number(), height: z.number() }).nullable(),
      createdBy: UserId,
      createdAt: z.date(),
      posts: z.array(NamedPostRow),
    }),
  })
  .transform(({ _id, filename, length, metadata }): AttachmentRecord => ({
    ...metadata,
    id: _id,
    name: filename,
    bytes: length,
  }));

const databaseOf = ({ db }: Connection): mongoose.mongo.Db => {
  if (db === undefined) throw new mongoose.Error('not connected to the database');
  return db;
};

/** A person's files are counted, loose ones are looked for. */
export async function ensureAttachmentIndexes(connection: Connection): Promise<void> {
  const files = connection.collection(`${BUCKET}.files`);
  await files.createIndex({ 'metadata.createdBy': 1, length: 1 });
  await files.createIndex({ 'metadata.looseSince': 1 }, { sparse: true });
  await connection.collection(`${BUCKET}.chunks`).createIndex({ files_id: 1, n: 1 }, { unique: true });
}

/**
 * Files of posts in MongoDB's own chunked files. `looseSince` stands while no post is known to show the file: when it was put
 * in or last named. `going` stands from the moment that it is given up: then its bytes go, at last its entry, and whoever
 * finds it half gone goes on.
 */
export class MongoAttachments implements AttachmentStore {
  constructor(private readonly connection: Connection) {}

  /** The entry is written after its last chunk, so a reader never finds half a file. */
  async put(file: AttachmentRecord, content: Buffer): Promise<void> {
    const { id, name, workspaceId, type, size, createdBy, createdAt, posts } = file;
    const metadata = { workspaceId, type, size, createdBy, createdAt, posts, looseSince: createdAt };
    const stream = this.bucket().openUploadStreamWithId(objectId(id), name, { metadata });
    try {
      await new Promise<void>((resolve, reject) => {
        stream.once('finish', resolve).once('error', reject).end(content);
      });
    } catch (error) {
      await stream.abort().catch(() => {
        // The database is away: the first fault is the one to tell.
      });
      throw error;
    }
  }

  async byId(id: AttachmentId): Promise<AttachmentRecord | null> {
    return this.parsed(await this.files().findOne(standing(id)));
  }

  open(id: AttachmentId): Readable {
    return this.bucket().openDownloadStream(objectId(id));
  }

  async bytesOf(userId: UserId): Promise<number> {
    const [sum] = await this.files()
      .aggregate([
        { $match: { 'metadata.createdBy': userId } },
        { $group: { _id: null, bytes: { $sum: '$length' } } },
      ])
      .toArray();
    return z.object({ bytes: z.number() }).optional().parse(sum)?.bytes ?? 0;
  }

  async name(id: AttachmentId, by: UserId, post: NamedPost, now: Date): Promise<AttachmentRecord | null> {
    const own: Filter = { ...standing(id), 'metadata.createdBy': by };
    // Kept ones have no time to raise, and stay without.
    await this.files().updateOne(
      { ...own, 'metadata.looseSince': { $exists: true } },
      { $max: { 'metadata.looseSince': now } },
    );
    const room: Filter = {
      $or: [{ 'metadata.posts': post }, { [`metadata.posts.${MAX_POSTS - 1}`]: { $exists: false } }],
    };
    const named = await this.files().findOneAndUpdate(
      { ...own, ...room },
      { $addToSet: { 'metadata.posts': post } as never },
      { returnDocument: 'after' },
    );
    return this.parsed(named);
  }

  async keep(ids: readonly AttachmentId[]): Promise<void> {
    await this.files().updateMany(
      { _id: { $in: ids.map(objectId) }, 'metadata.going': { $exists: false } },
      { $unset: { 'metadata.looseSince': 1 } },
    );
  }

  async loose(before: Date, limit: number): Promise<AttachmentRecord[]> {
    const rows = await this.files()
      .find({ 'metadata.looseSince': { $lt: before } })
      .limit(limit)
      .toArray();
    return Row.array().parse(rows);
  }

  async drop(id: AttachmentId, before: Date): Promise<void> {
    const _id = objectId(id);
    const loose: Filter = { _id, 'metadata.looseSince': { $lt: before } };
    const { matchedCount } = await this.files().updateOne(loose, { $set: { 'metadata.going': true } });
    if (matchedCount === 0) return;
    await databaseOf(this.connection).collection(`${BUCKET}.chunks`).deleteMany({ files_id: _id });
    await this.files().deleteOne({ _id });
  }

  private parsed(row: unknown): AttachmentRecord | null {
    return Row.nullable().parse(row ?? null);
  }

  private bucket(): Bucket {
    return new GridFSBucket(databaseOf(this.connection), { bucketName: BUCKET });
  }

  private files() {
    return databaseOf(this.connection).collection<mongoose.mongo.GridFSFile>(`${BUCKET}.files`);
  }
}

const objectId = (id: AttachmentId) => new mongoose.Types.ObjectId(id);
/** There, and not given up. */
const standing = (id: AttachmentId): Filter => ({ _id: objectId(id), 'metadata.going': { $exists: false } });
