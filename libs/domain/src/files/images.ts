import { FileId, type DocumentId } from '@kontor/contracts';
import type { Readable } from 'node:stream';
import type { Access } from '../access/access.js';
import type { Person } from '../kernel/actor.js';
import type { Clock, Ids } from '../kernel/ports.js';
import type { FileStore, ImageMaker } from './files.port.js';
import type { FileRecord } from './stored-file.js';

/** What somebody sends: bytes, and a name that is never used as one. */
export interface Upload {
  name: string;
  bytes: Buffer;
}

/** Pictures in documents. They are read by whoever reads the document, judged at every single request. */
export class Images {
  constructor(
    private readonly store: FileStore,
    private readonly maker: ImageMaker,
    private readonly access: Access,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /**
   * @param receive called only once the right is proven, so that a refused upload is never read
   * @throws KontorError image-refused
   */
  async attach(actor: Person, documentId: DocumentId, receive: () => Promise<Upload>): Promise<FileRecord> {
    const { document } = await this.access.require(actor, 'practice-document.attach', { documentId });
    const upload = await receive();
    const image = await this.maker.remake(upload.bytes);
    // An upload and its re-making take time: the right is asked for again at the moment of writing.
    await this.access.require(actor, 'practice-document.attach', { documentId });
    const file: FileRecord = {
      id: FileId.parse(this.ids.next()),
      documentId,
      workspaceId: document.workspaceId,
      contentType: 'image/webp',
      name: tidyName(upload.name, 'webp'),
      width: image.width,
      height: image.height,
      bytes: image.content.length,
      createdBy: actor.userId,
      createdAt: this.clock.now(),
    };
    await this.store.put(file, image.content);
    return file;
  }

  async open(actor: Person, fileId: FileId): Promise<{ file: FileRecord; content: Readable }> {
    const { file } = await this.access.require(actor, 'file.read', { fileId });
    return { file, content: this.store.open(file.id) };
  }
}

const NAME_LENGTH = 80;
/** Names that one family of systems takes for devices. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A name to show in a download header: no path, no control or direction characters, no leading dot, and the ending of
 * what the bytes really are.
 */
export function tidyName(given: string, ending: string): string {
  const base = given.split(/[/\\]/).at(-1) ?? '';
  const plain = base
    .replace(/\.[^.]*$/, '')
    .replace(/[\p{C}<>:"|?*]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const stem = Array.from(plain).slice(0, NAME_LENGTH).join('');
  const isUsable = stem !== '' && !DEVICE.test(stem);
  return `${isUsable ? stem : `${ending === 'webp' ? 'image' : 'file'}${stem}`}.${ending}`;
}
