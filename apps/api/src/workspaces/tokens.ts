/** `WorkspaceStore` of @kontor/domain. */
export const WORKSPACE_STORE = Symbol('WorkspaceStore');
/** `Memberships` of @kontor/domain: roles, for whoever only asks. */
export const MEMBERSHIPS = Symbol('Memberships');
/** `InvitationStore` of @kontor/domain. */
export const INVITATION_STORE = Symbol('InvitationStore');
