import type { Attachment, AttachmentId, PostBody } from '@kontor/contracts';
import type { PostRecord } from '../discussions/thread.js';
import type { Person } from '../kernel/actor.js';
import { invalidField } from '../kernel/kontor-error.js';
import type { Clock } from '../kernel/ports.js';
import { asAttachment, type AttachmentRecord, type NamedPost } from './attachment.js';
import type { AttachmentStore } from './attachments.port.js';
import { attachmentAt, filesShown, picturesOf } from './shown-in.js';

/** What somebody sends as a post. */
export interface SentPost {
  body: PostBody;
  attachments: readonly AttachmentId[];
}

/**
 * Joins posts and files. Before a post is written its files are told of it, afterwards they are kept; whoever dies in
 * between leaves files that the sweep looks after. Told of a post that never came, a file is as unseen as before.
 */
export class PostFiles {
  constructor(
    private readonly store: Pick<AttachmentStore, 'name' | 'byId' | 'keep'>,
    private readonly clock: Clock,
  ) {}

  /**
   * Judges which files a post may show: own ones, and those that it shows already.
   * @param there the post as it is, when it is edited
   * @returns what stands under its words
   * @throws KontorError invalid-input
   */
  async of(
    actor: Person,
    post: NamedPost,
    { body, attachments }: SentPost,
    there?: PostRecord,
  ): Promise<Attachment[]> {
    const shown = there === undefined ? new Set<AttachmentId>() : filesShown(there);
    const take = async (id: AttachmentId): Promise<AttachmentRecord | null> =>
      shown.has(id) ? this.store.byId(id) : this.store.name(id, actor.userId, post, this.clock.now());
    for (const address of picturesOf(body)) {
      const id = attachmentAt(address);
      const file = id && (await take(id));
      // A foreign address tells its owner who reads; a file of somebody else would be shown to other readers than theirs.
      if (!file?.size)
        throw invalidField('body', 'no-such-picture', 'body: a picture in it is not one of yours');
    }
    const files: Attachment[] = [];
    for (const id of attachments) {
      const file = await take(id);
      if (file === null) {
        throw invalidField('attachments', 'no-such-file', 'attachments: a file is gone or not one of yours');
      }
      files.push(asAttachment(file));
    }
    return files;
  }

  /** The post is written: what it shows stays. */
  async keep({ body, attachments }: SentPost): Promise<void> {
    const pictures = picturesOf(body).flatMap((address) => attachmentAt(address) ?? []);
    const ids = [...new Set([...pictures, ...attachments])];
    if (ids.length > 0) await this.store.keep(ids);
  }
}
