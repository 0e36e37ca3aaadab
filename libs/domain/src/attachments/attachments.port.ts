import type { AttachmentId, UserId } from '@kontor/contracts';
import type { Readable } from 'node:stream';
import type { AttachmentRecord, NamedPost } from './attachment.js';

export interface AttachmentStore {
  /** All or nothing: when it fails, nothing of it is left. */
  put(file: AttachmentRecord, content: Buffer): Promise<void>;
  byId(id: AttachmentId): Promise<AttachmentRecord | null>;
  open(id: AttachmentId): Readable;
  /** All that this person has put in and that is still there. */
  bytesOf(userId: UserId): Promise<number>;
  /**
   * Notes that a post of its uploader is sent with it, and when; from then on it is safe from {@link drop} for as long again.
   * @returns null when there is no such file, somebody else put it in, or many posts name it already
   */
  name(id: AttachmentId, by: UserId, post: NamedPost, now: Date): Promise<AttachmentRecord | null>;
  /** A post shows it: it stays. */
  keep(ids: readonly AttachmentId[]): Promise<void>;
  /** Files of which no post is known to show them, and that were last named or put in before `before`. */
  loose(before: Date, limit: number): Promise<AttachmentRecord[]>;
  /** Removes it, unless it is kept or was named meanwhile. */
  drop(id: AttachmentId, before: Date): Promise<void>;
}
