import type { Invitation, InvitationOffer, Member, Workspace } from '@kontor/contracts';
import type { InvitationView, MemberView, OfferView, WorkspaceView } from '@kontor/domain';

export const presentWorkspace = ({
  workspace,
  role,
  documentCount,
  abilities,
}: WorkspaceView): Workspace => ({
  id: workspace.id,
  revision: workspace.revision,
  name: workspace.name,
  description: workspace.description,
  programme: workspace.programme,
  isSample: workspace.isSample,
  role,
  memberCount: workspace.members.length,
  documentCount,
  createdAt: workspace.createdAt.toISOString(),
  updatedAt: workspace.updatedAt.toISOString(),
  archivedAt: workspace.archivedAt?.toISOString() ?? null,
  abilities,
});

export const presentMember = ({
  membership,
  name,
  email,
  organisation,
  isSelf,
  reads,
}: MemberView): Member => ({
  userId: membership.userId,
  name,
  email,
  affiliation: organisation && {
    organisationId: organisation.id,
    organisationName: organisation.name,
    cityName: organisation.cityName,
    country: organisation.country,
  },
  role: membership.role,
  since: membership.since.toISOString(),
  isSelf,
  reads,
});

export const presentInvitation = ({ invitation, state, invitedByName }: InvitationView): Invitation => ({
  id: invitation.id,
  workspaceId: invitation.workspaceId,
  email: invitation.email,
  role: invitation.role,
  state,
  invitedByName,
  createdAt: invitation.createdAt.toISOString(),
  sentAt: invitation.sentAt?.toISOString() ?? null,
  expiresAt: invitation.expiresAt.toISOString(),
});

export const presentOffer = ({ expiresAt, ...offer }: OfferView): InvitationOffer => ({
  ...offer,
  expiresAt: expiresAt.toISOString(),
});
