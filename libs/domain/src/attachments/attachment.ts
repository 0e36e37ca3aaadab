import type {
  Attachment,
  AttachmentId,
  AttachmentType,
  PostId,
  ThreadId,
  UserId,
  WorkspaceId,
} from '@kontor/contracts';

/** A post under the name that it had when it was sent; it may have moved on since. */
export interface NamedPost {
  threadId: ThreadId;
  postId: PostId;
}

/** What is known about a file of posts; its bytes are read apart. */
export interface AttachmentRecord {
  id: AttachmentId;
  /** Where its uploader was when it was put in: until a post shows it, it hangs on that place. */
  workspaceId: WorkspaceId;
  type: AttachmentType;
  /** As the uploader called it, cleaned, with the ending of what it is. */
  name: string;
  bytes: number;
  /** Of pictures only. */
  size: { width: number; height: number } | null;
  createdBy: UserId;
  createdAt: Date;
  /** Posts of the uploader that were sent with it. Whether one shows it is said by the post. */
  posts: NamedPost[];
}

/** What a post keeps of a file, which never changes. */
export const asAttachment = ({ id, name, type, bytes }: AttachmentRecord): Attachment => ({
  id,
  name,
  type,
  bytes,
});
