import {
  decide,
  documentAbilities,
  isAllowed,
  refusalCode,
  threadAbilities,
  workspaceAbilities,
  type Action,
  type Facts,
} from '@kontor/policy';
import type { AttachmentStore } from '../attachments/attachments.port.js';
import { postsShowing } from '../attachments/shown-in.js';
import type { CommitmentRecords } from '../commitments/commitments.port.js';
import type { ThreadRecords } from '../discussions/discussions.port.js';
import type { FileStore } from '../files/files.port.js';
import type { Actor } from '../kernel/actor.js';
import { KontorError, notFound } from '../kernel/kontor-error.js';
import type { DocumentRecords } from '../practice-documents/practice-documents.port.js';
import type { InvitationStore } from '../workspaces/invitations.port.js';
import { membershipOf } from '../workspaces/workspace.js';
import type { WorkspaceStore } from '../workspaces/workspaces.port.js';
import {
  commitmentFacts,
  documentFacts,
  postFacts,
  showsWords,
  threadFacts,
  workspaceFacts,
} from './facts.js';
import type {
  AttachmentGrant,
  AttachmentRef,
  CommitmentGrant,
  CommitmentRef,
  DocumentGrant,
  DocumentRef,
  FileGrant,
  FileRef,
  InvitationGrant,
  InvitationRef,
  MembershipGrant,
  MembershipRef,
  PostGrant,
  PostRef,
  Ref,
  ThreadGrant,
  ThreadRef,
  WorkspaceGrant,
  WorkspaceRef,
} from './grants.js';

/** Where Access loads from: for each kind of thing, no more than finding it. */
export interface AccessStores {
  workspaces: Pick<WorkspaceStore, 'byId' | 'standing'>;
  documents: Pick<DocumentRecords, 'byId'>;
  files: Pick<FileStore, 'byId'>;
  attachments: Pick<AttachmentStore, 'byId'>;
  invitations: Pick<InvitationStore, 'byId'>;
  threads: Pick<ThreadRecords, 'byId' | 'post'>;
  commitments: Pick<CommitmentRecords, 'byId'>;
}

/** What the request itself brings into the decision. */
export type Given = Pick<Facts, 'request' | 'thread' | 'commitment' | 'auditEntry'>;

/**
 * The only way to a resource: loads it, decides by the policy, throws or returns it. REST, Socket.IO and the sync
 * endpoint all come through here, so that no transport can have rules of its own.
 *
 * @example
 * const { document, abilities } = await access.require(actor, 'practice-document.read', { documentId });
 * // two reads by primary key; `abilities.edit` says whether the session may write
 */
export class Access {
  constructor(private readonly stores: AccessStores) {}

  require(actor: Actor, action: Action, ref: MembershipRef, given?: Given): Promise<MembershipGrant>;
  require(actor: Actor, action: Action, ref: WorkspaceRef, given?: Given): Promise<WorkspaceGrant>;
  require(actor: Actor, action: Action, ref: DocumentRef, given?: Given): Promise<DocumentGrant>;
  require(actor: Actor, action: Action, ref: FileRef, given?: Given): Promise<FileGrant>;
  require(actor: Actor, action: 'attachment.read', ref: AttachmentRef): Promise<AttachmentGrant>;
  require(actor: Actor, action: Action, ref: InvitationRef, given?: Given): Promise<InvitationGrant>;
  require(actor: Actor, action: Action, ref: PostRef, given?: Given): Promise<PostGrant>;
  require(actor: Actor, action: Action, ref: ThreadRef, given?: Given): Promise<ThreadGrant>;
  require(actor: Actor, action: Action, ref: CommitmentRef, given?: Given): Promise<CommitmentGrant>;
  /**
   * @throws KontorError `not-found` for what is not there or not readable (one answer for both), `not-signed-in`, or
   * a code that says why a readable thing may not be changed, with the rule
   */
  require(
    actor: Actor,
    action: Action,
    ref: Ref,
    given: Given = {},
  ): Promise<WorkspaceGrant | DocumentGrant | ThreadGrant | AttachmentGrant | CommitmentGrant> {
    if ('threadId' in ref)
      return 'postId' in ref ? this.post(actor, action, ref) : this.thread(actor, action, ref);
    if ('commitmentId' in ref) return this.commitment(actor, action, ref);
    if ('documentId' in ref) return this.document(actor, action, ref, given);
    if ('fileId' in ref) return this.file(actor, action, ref, given);
    if ('attachmentId' in ref) return this.attachment(actor, ref);
    if ('invitationId' in ref) return this.invitation(actor, action, ref, given);
    if ('userId' in ref) return this.membership(actor, action, ref, given);
    return this.workspace(actor, action, ref, given);
  }

  /** For actions that touch nothing yet, such as opening a workspace. */
  requireAct(actor: Actor, action: Action): Facts {
    const facts: Facts = { actor };
    refuseUnlessAllowed(facts, action);
    return facts;
  }

  private async workspace(
    actor: Actor,
    action: Action,
    ref: WorkspaceRef,
    given: Given,
  ): Promise<WorkspaceGrant> {
    const workspace = await this.stores.workspaces.byId(ref.workspaceId);
    if (workspace === null) throw missing(actor);
    const facts = workspaceFacts(actor, workspace);
    refuseUnlessAllowed({ ...facts, ...given }, action);
    return { workspace, facts, abilities: workspaceAbilities(facts) };
  }

  private async membership(
    actor: Actor,
    action: Action,
    ref: MembershipRef,
    given: Given,
  ): Promise<MembershipGrant> {
    const workspace = await this.stores.workspaces.byId(ref.workspaceId);
    const membership = workspace && membershipOf(workspace, ref.userId);
    if (workspace === null || membership === null) throw missing(actor);
    refuseUnlessAllowed({ ...workspaceFacts(actor, workspace, membership), ...given }, action);
    const facts = workspaceFacts(actor, workspace);
    return { workspace, membership, facts, abilities: workspaceAbilities(facts) };
  }

  private async invitation(
    actor: Actor,
    action: Action,
    ref: InvitationRef,
    given: Given,
  ): Promise<InvitationGrant> {
    const invitation = await this.stores.invitations.byId(ref.invitationId);
    if (invitation === null) throw missing(actor);
    const grant = await this.workspace(actor, action, invitation, given).catch((error: unknown) => {
      // Who cannot even see the list of invitations learns nothing of a single one.
      throw error instanceof KontorError && error.code === 'forbidden' ? notFound() : error;
    });
    return { ...grant, invitation };
  }

  private async document(
    actor: Actor,
    action: Action,
    ref: DocumentRef,
    given: Given,
  ): Promise<DocumentGrant> {
    const document = await this.stores.documents.byId(ref.documentId);
    if (document === null) throw missing(actor);
    const userId = actor.kind === 'person' ? actor.userId : null;
    const workspace = await this.stores.workspaces.standing(document.workspaceId, userId);
    if (workspace === null) throw missing(actor);
    const facts = documentFacts(actor, workspace, document);
    refuseUnlessAllowed({ ...facts, ...given }, action);
    return { document, workspace, facts, abilities: documentAbilities(facts) };
  }

  private async thread(actor: Actor, action: Action, { threadId }: ThreadRef): Promise<ThreadGrant> {
    const { thread, workspace } = await this.threadInWorkspace(actor, threadId);
    const facts = threadFacts(actor, workspace, thread);
    refuseUnlessAllowed(facts, action);
    return { thread, workspace, facts, abilities: threadAbilities(facts) };
  }

  private async post(actor: Actor, action: Action, { threadId, postId }: PostRef): Promise<PostGrant> {
    const { thread, workspace } = await this.threadInWorkspace(actor, threadId);
    const post = await this.stores.threads.post(threadId, postId);
    if (post === null) throw missing(actor);
    const facts = postFacts(actor, workspace, thread, post);
    refuseUnlessAllowed(facts, action);
    return { thread, post, workspace, facts, abilities: threadAbilities(facts) };
  }

  private async commitment(
    actor: Actor,
    action: Action,
    { commitmentId }: CommitmentRef,
  ): Promise<CommitmentGrant> {
    const commitment = await this.stores.commitments.byId(commitmentId);
    if (commitment === null) throw missing(actor);
    const userId = actor.kind === 'person' ? actor.userId : null;
    const workspace = await this.stores.workspaces.standing(commitment.workspaceId, userId);
    if (workspace === null) throw missing(actor);
    const facts = commitmentFacts(actor, workspace, commitment);
    refuseUnlessAllowed(facts, action);
    return { commitment, workspace, facts };
  }

  private async threadInWorkspace(actor: Actor, threadId: ThreadRef['threadId']) {
    const thread = await this.stores.threads.byId(threadId);
    if (thread === null) throw missing(actor);
    const userId = actor.kind === 'person' ? actor.userId : null;
    const workspace = await this.stores.workspaces.standing(thread.workspaceId, userId);
    if (workspace === null) throw missing(actor);
    return { thread, workspace };
  }

  private async file(actor: Actor, action: Action, ref: FileRef, given: Given): Promise<FileGrant> {
    const file = await this.stores.files.byId(ref.fileId);
    if (file === null) throw missing(actor);
    return { ...(await this.document(actor, action, file, given)), file };
  }

  /** By the first post that shows it to this person; while none shows it to anybody, its uploader has it alone. */
  private async attachment(actor: Actor, { attachmentId }: AttachmentRef): Promise<AttachmentGrant> {
    const attachment = await this.stores.attachments.byId(attachmentId);
    if (attachment === null) throw missing(actor);
    const posts = await postsShowing(this.stores.threads, attachment);
    for (const post of posts) {
      const { thread, workspace } = await this.threadInWorkspace(actor, post.threadId);
      const facts = postFacts(actor, workspace, thread, post);
      if (isAllowed(facts, 'attachment.read') && showsWords(facts, post)) return { attachment, facts };
    }
    if (posts.length > 0) throw missing(actor);
    const workspace = await this.stores.workspaces.byId(attachment.workspaceId);
    if (workspace === null) throw missing(actor);
    const uploaderUserId = attachment.createdBy;
    const facts = { ...workspaceFacts(actor, workspace), attachment: { uploaderUserId } };
    if (!isAllowed(facts, 'attachment.preview')) throw missing(actor);
    return { attachment, facts };
  }
}

/** A stranger is asked to sign in whether the thing exists or not; everybody else sees that nothing is there. */
const missing = (actor: Actor): KontorError =>
  actor.kind === 'anonymous' ? new KontorError('not-signed-in', 'Sign in first.') : notFound();

function refuseUnlessAllowed(facts: Facts, action: Action): void {
  const decision = decide(facts, action);
  if (decision.allowed) return;
  const code = refusalCode(facts, action, decision.rule);
  if (code === 'not-found') throw notFound();
  throw new KontorError(code, MESSAGE[code] ?? 'Your role does not allow this.', { rule: decision.rule });
}

const MESSAGE: Readonly<Partial<Record<KontorError['code'], string>>> = {
  'not-signed-in': 'Sign in first.',
  'workspace-archived': 'This workspace is in the archive. Restore it before changing anything in it.',
  'document-archived': 'This document is in the archive. Restore it before changing it.',
  'thread-closed': 'This thread is closed. Reopen it before writing in it.',
  'last-coordinator': 'A workspace keeps at least one coordinator. Make somebody else coordinator first.',
  conflict: 'This is already as you ask for.',
};
