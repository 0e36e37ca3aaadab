import {
  coordinatesSomewhere,
  leavesOneself,
  notLastCoordinator,
  workspaceIsArchived,
} from '../conditions/workspaces.js';
import { RULES } from '../rules.js';
import { read, write, act, Y, type Grant, type Rows } from './row.js';

/** Whoever has a role in the workspace; for community members the invitation was the condition. */
const everyRole = (grant: Grant) => ({
  coordinator: grant,
  editor: grant,
  'decision-maker': grant,
  member: grant,
});
const W = ['workspace'] as const;
const M = ['workspace', 'membership'] as const;

export const workspaceRows: Rows<
  'workspace' | 'membership' | 'invitation' | 'live' | 'activity' | 'community'
> = {
  'workspace.list': read(RULES.signedInOnly, [], { person: Y }),
  'workspace.read': read(RULES.workspaceSeenByMembers, W, { ...everyRole(Y), observer: Y }),
  'workspace.create': write(RULES.workspaceCreation, [], { operator: Y, person: [coordinatesSomewhere] }),
  'workspace.request': write(RULES.workspaceRequest, W, { editor: Y }),
  'workspace.update': write(RULES.workspaceManagement, W, { coordinator: Y }),
  'workspace.archive': write(RULES.workspaceManagement, W, { coordinator: Y }),
  'workspace.restore': act(RULES.workspaceManagement, W, { coordinator: [workspaceIsArchived] }),
  'membership.read': read(RULES.workspaceSeenByMembers, W, everyRole(Y)),
  'membership.change': write(RULES.workspaceManagement, M, { coordinator: [notLastCoordinator] }),
  'membership.end': act(RULES.workspaceManagement, M, { coordinator: [notLastCoordinator] }),
  'membership.leave': act(RULES.leaving, W, everyRole([leavesOneself, notLastCoordinator])),
  'invitation.inspect': read(RULES.publicDoors, [], { anyone: Y }),
  'invitation.accept': write(RULES.publicDoors, [], { anyone: Y }),
  'invitation.read': read(RULES.workspaceManagement, W, { coordinator: Y }),
  'invitation.create': write(RULES.workspaceManagement, W, { coordinator: Y }),
  'invitation.resend': write(RULES.workspaceManagement, W, { coordinator: Y }),
  'invitation.revoke': act(RULES.workspaceManagement, W, { coordinator: Y }),
  'activity.read': read(RULES.activity, W, everyRole(Y)),
  'community.read': read(RULES.community, W, everyRole(Y)),
  'community.begin-charter': write(RULES.community, W, { coordinator: Y }),
  'community.choose-charter': write(RULES.community, W, { coordinator: Y }),
  'community.name-facilitator': write(RULES.community, W, { coordinator: Y }),
  'community.offer': write(RULES.learning, W, everyRole(Y)),
  'live.watch': read(RULES.workspaceSeenByMembers, W, { ...everyRole(Y), observer: Y }),
};
