import type { Readable } from 'node:stream';
import { DocumentId, FileId, UserId, WorkspaceId } from '@kontor/contracts';
import type { FileRecord, FileStore } from '@kontor/domain';
import mongoose, { type Connection } from 'mongoose';
import { z } from 'zod';

const { GridFSBucket } = mongoose.mongo;
type Bucket = InstanceType<typeof GridFSBucket>;
const BUCKET = 'images';

/** What a stored file must be when it comes back. */
const Row = z
  .object({
    _id: z.instanceof(mongoose.Types.ObjectId).transform((id) => FileId.parse(id.toHexString())),
    filename: z.string(),
    length: z.number(),
    uploadDate: z.date(),
    metadata: z.object({
      documentId: DocumentId,
      workspaceId: WorkspaceId,
      contentType: z.literal('image/webp'),
      width: z.number(),
      height: z.number(),
      createdBy: UserId,
      createdAt: z.date(),
    }),
  })
  .transform(({ _id, filename, length, metadata }): FileRecord => ({
    ...metadata,
    id: _id,
    name: filename,
    bytes: length,
  }));

const bucketOf = (connection: Connection): Bucket => {
  if (connection.db === undefined) throw new mongoose.Error('not connected to the database');
  return new GridFSBucket(connection.db, { bucketName: BUCKET });
};

/** A document's pictures are found by it, e.g. for an export. */
export async function ensureFileIndexes(connection: Connection): Promise<void> {
  await connection.collection(`${BUCKET}.files`).createIndex({ 'metadata.documentId': 1 });
  await connection.collection(`${BUCKET}.chunks`).createIndex({ files_id: 1, n: 1 }, { unique: true });
}

/** Pictures in MongoDB's own chunked files: they are backed up and restored together with the records. */
export class MongoFiles implements FileStore {
  constructor(private readonly connection: Connection) {}

  /** The record is written after its last chunk, so a reader never finds half a picture. */
  async put(file: FileRecord, content: Buffer): Promise<void> {
    const { id, name, documentId, workspaceId, contentType, width, height, createdBy, createdAt } = file;
    const metadata = { documentId, workspaceId, contentType, width, height, createdBy, createdAt };
    const stream = bucketOf(this.connection).openUploadStreamWithId(objectId(id), name, { metadata });
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

  async byId(id: FileId): Promise<FileRecord | null> {
    const [found] = await bucketOf(this.connection)
      .find({ _id: objectId(id) })
      .toArray();
    return Row.nullable().parse(found ?? null);
  }

  open(id: FileId): Readable {
    return bucketOf(this.connection).openDownloadStream(objectId(id));
  }
}

const objectId = (id: FileId) => new mongoose.Types.ObjectId(id);
