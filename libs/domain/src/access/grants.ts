import type {
  AttachmentId,
  CommitmentId,
  DocumentId,
  FileId,
  InvitationId,
  PostId,
  PracticeDocument,
  Thread,
  ThreadId,
  UserId,
  Workspace,
  WorkspaceId,
} from '@kontor/contracts';
import type { Facts } from '@kontor/policy';
import type { AttachmentRecord } from '../attachments/attachment.js';
import type { CommitmentRecord } from '../commitments/commitment.js';
import type { PostRecord, ThreadRecord } from '../discussions/thread.js';
import type { FileRecord } from '../files/stored-file.js';
import type { PracticeDocumentRecord } from '../practice-documents/practice-document.js';
import type { InvitationRecord } from '../workspaces/invitation.js';
import type { Membership, WorkspaceRecord, WorkspaceStanding } from '../workspaces/workspace.js';

/** What somebody wants to act on; the shape says which kind of thing it is. */
export interface WorkspaceRef {
  workspaceId: WorkspaceId;
}
/** One person's membership of a workspace. */
export interface MembershipRef {
  workspaceId: WorkspaceId;
  userId: UserId;
}
export interface DocumentRef {
  documentId: DocumentId;
}
export interface FileRef {
  fileId: FileId;
}
/** A file of posts. */
export interface AttachmentRef {
  attachmentId: AttachmentId;
}
export interface InvitationRef {
  invitationId: InvitationId;
}
export interface ThreadRef {
  threadId: ThreadId;
}
export interface PostRef {
  threadId: ThreadId;
  postId: PostId;
}
export interface CommitmentRef {
  commitmentId: CommitmentId;
}
export type Ref =
  | WorkspaceRef
  | MembershipRef
  | DocumentRef
  | FileRef
  | AttachmentRef
  | InvitationRef
  | ThreadRef
  | PostRef
  | CommitmentRef;

/** What an allowed demand returns: the thing itself, and what else the actor may do with it. */
export interface WorkspaceGrant {
  workspace: WorkspaceRecord;
  facts: Facts;
  abilities: Workspace['abilities'];
}
export interface MembershipGrant extends WorkspaceGrant {
  membership: Membership;
}
export interface InvitationGrant extends WorkspaceGrant {
  invitation: InvitationRecord;
}
export interface DocumentGrant {
  document: PracticeDocumentRecord;
  workspace: WorkspaceStanding;
  facts: Facts;
  abilities: PracticeDocument['abilities'];
}
export interface FileGrant extends DocumentGrant {
  file: FileRecord;
}
export interface AttachmentGrant {
  attachment: AttachmentRecord;
  facts: Facts;
}
export interface ThreadGrant {
  thread: ThreadRecord;
  workspace: WorkspaceStanding;
  facts: Facts;
  abilities: Thread['abilities'];
}
export interface PostGrant extends ThreadGrant {
  post: PostRecord;
}
export interface CommitmentGrant {
  commitment: CommitmentRecord;
  workspace: WorkspaceStanding;
  facts: Facts;
}
