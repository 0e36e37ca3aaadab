import { WORKSPACE_ROLES, type WorkspaceRole } from '@kontor/contracts';
import { isAllowed } from './decide.js';
import type { Actor, Facts } from './facts.js';

/**
 * What a list or a search may contain for one actor, as plain values that the persistence turns into a query.
 * Derived from `decide`, so a list never shows what a single read refuses.
 */
export interface Scope {
  /** `joined`: workspaces in which the actor has a membership. */
  workspaces: 'none' | 'joined';
  documents: {
    /** In workspaces where the actor has one of these roles: every draft. */
    allAs: readonly WorkspaceRole[];
    /** In workspaces where the actor has one of these roles: only drafts shared with members. */
    sharedOnlyAs: readonly WorkspaceRole[];
  };
  threads: {
    /** In workspaces where the actor has one of these roles: every thread. */
    allAs: readonly WorkspaceRole[];
    /** In workspaces where the actor has one of these roles: only threads of the community. */
    communityOnlyAs: readonly WorkspaceRole[];
  };
  commitments: {
    /** In workspaces where the actor has one of these roles: every commitment. */
    allAs: readonly WorkspaceRole[];
    /** In workspaces where the actor has one of these roles: only those that were signed once. */
    signedOnlyAs: readonly WorkspaceRole[];
  };
  /** People in the directory: nobody, those who share a workspace with the actor, or everybody. */
  people: 'none' | 'sharing-a-workspace' | 'all';
}

/** Which drafts of a workspace its holder of this role lists. */
export type DraftReach = 'none' | 'shared' | 'all';

function draftReach(actor: Actor, role: WorkspaceRole): DraftReach {
  const facts = (sharedWithMembers: boolean): Facts => ({
    actor,
    workspace: { role, archived: false },
    document: {
      ownerOrganisationId: '',
      status: 'draft',
      archived: false,
      sharedWithMembers,
      published: false,
    },
  });
  if (!isAllowed(facts(true), 'practice-document.list')) return 'none';
  if (isAllowed(facts(false), 'practice-document.read')) return 'all';
  return isAllowed(facts(true), 'practice-document.read') ? 'shared' : 'none';
}

function mayReadThread(actor: Actor, role: WorkspaceRole, audience: 'workspace' | 'community'): boolean {
  const thread = { authorUserId: null, audience, ofOwnReview: false, closed: false, published: false };
  const facts: Facts = { actor, workspace: { role, archived: false }, thread };
  return isAllowed(facts, 'thread.list') && isAllowed(facts, 'thread.read');
}

function mayReadCommitment(actor: Actor, role: WorkspaceRole, signed: boolean): boolean {
  const commitment = { organisationId: '', published: false, signed };
  const facts: Facts = { actor, workspace: { role, archived: false }, commitment };
  return isAllowed(facts, 'commitment.list') && isAllowed(facts, 'commitment.read');
}

function peopleReach(actor: Actor): Scope['people'] {
  if (isAllowed({ actor, person: { sharesWorkspace: false } }, 'person.see')) return 'all';
  return isAllowed({ actor, person: { sharesWorkspace: true } }, 'person.see')
    ? 'sharing-a-workspace'
    : 'none';
}

export function scope(actor: Actor): Scope {
  const rolesWith = (reach: DraftReach) =>
    WORKSPACE_ROLES.filter((role) => draftReach(actor, role) === reach);
  return {
    workspaces: isAllowed({ actor }, 'workspace.list') ? 'joined' : 'none',
    documents: { allAs: rolesWith('all'), sharedOnlyAs: rolesWith('shared') },
    threads: {
      allAs: WORKSPACE_ROLES.filter((role) => mayReadThread(actor, role, 'workspace')),
      communityOnlyAs: WORKSPACE_ROLES.filter(
        (role) => mayReadThread(actor, role, 'community') && !mayReadThread(actor, role, 'workspace'),
      ),
    },
    commitments: {
      allAs: WORKSPACE_ROLES.filter((role) => mayReadCommitment(actor, role, false)),
      signedOnlyAs: WORKSPACE_ROLES.filter(
        (role) => mayReadCommitment(actor, role, true) && !mayReadCommitment(actor, role, false),
      ),
    },
    people: peopleReach(actor),
  };
}
