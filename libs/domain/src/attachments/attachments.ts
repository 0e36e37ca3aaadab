import { ATTACHMENT_LIMITS, AttachmentId, type WorkspaceId } from '@kontor/contracts';
import type { Readable } from 'node:stream';
import type { Access } from '../access/access.js';
import type { ImageMaker } from '../files/files.port.js';
import { tidyName, type Upload } from '../files/images.js';
import type { Person } from '../kernel/actor.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { Clock, Ids } from '../kernel/ports.js';
import type { AttachmentRecord } from './attachment.js';
import type { AttachmentStore } from './attachments.port.js';
import { typeOf } from './file-type.js';

/** Putting in files for posts, and reading them; how a post comes to show one is in `post-files.ts`. */
export class Attachments {
  constructor(
    private readonly store: AttachmentStore,
    private readonly maker: ImageMaker,
    private readonly access: Access,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly bytesPerPerson: number = ATTACHMENT_LIMITS.bytesPerPerson,
  ) {}

  /**
   * @param receive called only once the right is proven, so that a refused upload is never read
   * @throws KontorError unsupported-media-type, image-refused, too-large
   */
  async upload(
    actor: Person,
    workspaceId: WorkspaceId,
    receive: () => Promise<Upload>,
  ): Promise<AttachmentRecord> {
    await this.access.require(actor, 'attachment.upload', { workspaceId });
    const made = await this.made(await receive());
    // An upload takes time: the right is asked for again at the moment of writing.
    await this.access.require(actor, 'attachment.upload', { workspaceId });
    const { content, ...about } = made;
    const now = this.clock.now();
    const file: AttachmentRecord = {
      id: AttachmentId.parse(this.ids.next()),
      workspaceId,
      ...about,
      bytes: content.length,
      createdBy: actor.userId,
      createdAt: now,
      posts: [],
    };
    await this.requireRoom(actor, file.bytes);
    await this.store.put(file, content);
    try {
      // Of many at once each counts all: some are refused that would have fitted, but never are too many kept.
      await this.requireRoom(actor, 0);
    } catch (error) {
      await this.store.drop(file.id, new Date(now.getTime() + 1));
      throw error;
    }
    return file;
  }

  async open(
    actor: Person,
    attachmentId: AttachmentId,
  ): Promise<{ file: AttachmentRecord; content: Readable }> {
    const { attachment } = await this.access.require(actor, 'attachment.read', { attachmentId });
    return { file: attachment, content: this.store.open(attachment.id) };
  }

  /** Pictures are made anew, so that nothing hides in them; of all else only what we know is taken, as it is. */
  private async made({
    name,
    bytes,
  }: Upload): Promise<Pick<AttachmentRecord, 'name' | 'type' | 'size'> & { content: Buffer }> {
    if (this.maker.takes(bytes)) {
      const { content, width, height } = await this.maker.remake(bytes);
      return { name: tidyName(name, 'webp'), type: 'webp', size: { width, height }, content };
    }
    const type = typeOf(bytes, name);
    if (type === null) throw refused();
    return { name: tidyName(name, type), type, size: null, content: bytes };
  }

  private async requireRoom({ userId }: Person, more: number): Promise<void> {
    if ((await this.store.bytesOf(userId)) + more <= this.bytesPerPerson) return;
    const message = `You have no room for more: all your files together may have ${this.bytesPerPerson / 1024 / 1024} MB.`;
    throw new KontorError('too-large', message, { errors: [{ field: 'file', rule: 'quota', message }] });
  }
}

const ACCEPTED =
  'Accepted are PDF; ODT, ODS, ODP; DOCX, XLSX, PPTX without macros; TXT, MD, CSV; PNG, JPEG, WebP, GIF and AVIF pictures.';

const refused = (): KontorError =>
  new KontorError('unsupported-media-type', `This kind of file is not taken. ${ACCEPTED}`, {
    errors: [{ field: 'file', rule: 'type', message: ACCEPTED }],
  });
