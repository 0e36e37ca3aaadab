import type { SearchKind, UserId, WorkspaceId, WorkspaceRole } from '@kontor/contracts';
import { scope } from '@kontor/policy';
import type { Person } from '../kernel/actor.js';

/**
 * A right to find something, as a word that records carry and actors hold: `<noun>:<of what>`. The words that an actor holds
 * are the first part of the index keys that are looked up, so what somebody may not find is not even come across.
 */
export type Door = string & { readonly door: true };

const door = (name: string): Door => name as Door;

export const DOORS = {
  /** Everybody who is signed in. */
  cities: door('cities'),
  organisations: door('organisations'),
  /** Whoever lists all drafts of the workspace; shared ones carry both, so that nobody looks behind two doors for one kind. */
  allDrafts: (id: WorkspaceId): Door => door(`draft:${id}`),
  /** Whoever lists the shared drafts of the workspace. */
  sharedDrafts: (id: WorkspaceId): Door => door(`shared:${id}`),
  allThreads: (id: WorkspaceId): Door => door(`thread:${id}`),
  communityThreads: (id: WorkspaceId): Door => door(`community:${id}`),
  allCommitments: (id: WorkspaceId): Door => door(`commitment:${id}`),
  signedCommitments: (id: WorkspaceId): Door => door(`signed:${id}`),
  /** Whoever sees all people. */
  people: door('people'),
  /** Whoever is a member of the same workspace. */
  fellows: (id: WorkspaceId): Door => door(`fellows:${id}`),
  /** The person. */
  self: (id: UserId): Door => door(`self:${id}`),
};

export interface Role {
  workspaceId: WorkspaceId;
  role: WorkspaceRole;
}

/** Community members are no officials; see P-18. */
export const isOfficial = (roles: readonly Role[]): boolean => roles.some(({ role }) => role !== 'member');

/**
 * The doors to things of one kind that an actor holds at this moment, from the policy's own scope.
 *
 * @param within only things of this workspace
 */
export function doorsOf(
  actor: Person,
  roles: readonly Role[],
  kind: SearchKind,
  within: WorkspaceId | undefined,
): Door[] {
  const reach = scope({ ...actor, isOfficialSomewhere: isOfficial(roles) });
  if (reach.workspaces === 'none') return [];
  const inside = roles.filter(({ workspaceId }) => within === undefined || workspaceId === within);
  switch (kind) {
    case 'practice-document': {
      const { allAs, sharedOnlyAs } = reach.documents;
      return inside.flatMap(({ workspaceId: id, role }) => {
        if (allAs.includes(role)) return [DOORS.allDrafts(id)];
        return sharedOnlyAs.includes(role) ? [DOORS.sharedDrafts(id)] : [];
      });
    }
    case 'thread': {
      const { allAs, communityOnlyAs } = reach.threads;
      return inside.flatMap(({ workspaceId: id, role }) => {
        if (allAs.includes(role)) return [DOORS.allThreads(id)];
        return communityOnlyAs.includes(role) ? [DOORS.communityThreads(id)] : [];
      });
    }
    case 'commitment': {
      const { allAs, signedOnlyAs } = reach.commitments;
      return inside.flatMap(({ workspaceId: id, role }) => {
        if (allAs.includes(role)) return [DOORS.allCommitments(id), DOORS.signedCommitments(id)];
        return signedOnlyAs.includes(role) ? [DOORS.signedCommitments(id)] : [];
      });
    }
    case 'person': {
      const fellows = inside.map(({ workspaceId }) => DOORS.fellows(workspaceId));
      if (within !== undefined) return reach.people === 'none' ? [] : fellows;
      if (reach.people === 'none') return [];
      return [...(reach.people === 'all' ? [DOORS.people] : fellows), DOORS.self(actor.userId)];
    }
    case 'organisation':
      return within === undefined ? [DOORS.organisations] : [];
    case 'city':
      return within === undefined ? [DOORS.cities] : [];
  }
}
