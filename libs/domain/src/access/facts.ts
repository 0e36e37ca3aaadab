import type { WorkspaceRole } from '@kontor/contracts';
import { isAllowed, type DocumentFacts, type Facts } from '@kontor/policy';
import type { CommitmentRecord } from '../commitments/commitment.js';
import { isClosed, type PostRecord, type ThreadRecord } from '../discussions/thread.js';
import type { Actor } from '../kernel/actor.js';
import type { PracticeDocumentRecord } from '../practice-documents/practice-document.js';
import {
  isLastCoordinator,
  membershipOf,
  type Membership,
  type WorkspaceRecord,
  type WorkspaceStanding,
} from '../workspaces/workspace.js';

/** What the policy may know of a whole workspace; `about` is the membership at hand, else the actor's own. */
export function workspaceFacts(actor: Actor, workspace: WorkspaceRecord, about?: Membership): Facts {
  const own = actor.kind === 'person' ? membershipOf(workspace, actor.userId) : null;
  const membership = about ?? own;
  return {
    actor,
    workspace: { role: own?.role ?? null, archived: workspace.archivedAt !== null },
    ...(membership === null
      ? {}
      : {
          membership: {
            userId: membership.userId,
            role: membership.role,
            isLastCoordinator: isLastCoordinator(workspace, membership.userId),
          },
        }),
  };
}

const factsOfDocument = (document: PracticeDocumentRecord): DocumentFacts => ({
  ownerOrganisationId: document.ownerOrganisationId,
  status: document.status,
  archived: document.archivedAt !== null,
  sharedWithMembers: document.sharedWithMembers,
  // Frozen public copies come with publication; a status alone publishes nothing.
  published: false,
});

/** As much of the workspace as deciding about something inside it needs. */
type Around = Pick<WorkspaceStanding, 'archivedAt'> & { role: WorkspaceRole | null };

export const documentFacts = (actor: Actor, workspace: Around, document: PracticeDocumentRecord): Facts => ({
  actor,
  workspace: { role: workspace.role, archived: workspace.archivedAt !== null },
  document: factsOfDocument(document),
});

export const threadFacts = (actor: Actor, workspace: Around, thread: ThreadRecord): Facts => ({
  actor,
  workspace: { role: workspace.role, archived: workspace.archivedAt !== null },
  thread: {
    authorUserId: thread.createdBy,
    audience: thread.audience,
    // Threads of reviews come with reviews; nothing is published yet.
    ofOwnReview: false,
    closed: isClosed(thread),
    published: false,
  },
});

export const postFacts = (
  actor: Actor,
  workspace: Around,
  thread: ThreadRecord,
  { authorId, deletedBy }: PostRecord,
): Facts => ({ ...threadFacts(actor, workspace, thread), post: { authorUserId: authorId, deletedBy } });

export const commitmentFacts = (
  actor: Actor,
  workspace: Around,
  { organisationId, signatures }: CommitmentRecord,
): Facts => ({
  actor,
  workspace: { role: workspace.role, archived: workspace.archivedAt !== null },
  // Public pages of commitments come with publication.
  commitment: { organisationId, published: false, signed: signatures.length > 0 },
});

/** Of a hidden post its author and coordinators still read the words. */
export const mayReadWords = (facts: Facts, { hidden }: PostRecord): boolean =>
  hidden === null || isAllowed(facts, 'post.read-hidden');

/** Whether somebody who reads the thread reads what the post says: of a deleted one nobody does, nor where it has left. */
export const showsWords = (facts: Facts, post: PostRecord): boolean =>
  post.deletedAt === null && post.movedTo === null && mayReadWords(facts, post);
