export * from './invitation-acceptance.js';
export { INVITATION_DAYS, stateAt, type InvitationRecord, type InvitationState } from './invitation.js';
export * from './invitations.js';
export * from './invitations.port.js';
export * from './members.js';
export * from './memberships.port.js';
export * from './workspace.js';
export * from './workspaces.js';
export * from './workspaces.port.js';
