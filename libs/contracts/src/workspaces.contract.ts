import { z } from 'zod';
import { Affiliation, Email, NewPassword, PersonName } from './identity.contract.js';
import { Instant, InvitationId, OrganisationId, UserId, WorkspaceId } from './ids.js';
import { UiLanguage } from './locales.js';
import { PageQuery, page } from './paging.js';
import { ThreadAudience } from './thread-audience.js';

/**
 * Roles a membership can carry (domain.md section 3): coordinator = LP, editor = ED (partner official),
 * member = CM (community member), decision-maker = DM. A reviewer is invited per document, never a member.
 */
export const WORKSPACE_ROLES = ['coordinator', 'editor', 'member', 'decision-maker'] as const;
export const WorkspaceRole = z.enum(WORKSPACE_ROLES);
export type WorkspaceRole = z.infer<typeof WorkspaceRole>;

const WorkspaceName = z
  .string()
  .trim()
  .min(3)
  .max(100)
  .regex(/^\P{Cc}+$/u, 'must not contain control characters');
const Description = z.string().trim().max(2000);

export const CreateWorkspace = z.strictObject({ name: WorkspaceName, description: Description.default('') });
export type CreateWorkspace = z.infer<typeof CreateWorkspace>;
export const UpdateWorkspace = z.strictObject({
  revision: z.number().int().min(0),
  name: WorkspaceName.optional(),
  description: Description.optional(),
});
export type UpdateWorkspace = z.infer<typeof UpdateWorkspace>;

export const WorkspaceAbilities = z.object({
  edit: z.boolean(),
  archive: z.boolean(),
  seeMembers: z.boolean(),
  manageMembers: z.boolean(),
  createDocument: z.boolean(),
  /** Start a discussion. */
  createThread: z.boolean(),
  /** Start one that reaches all members. */
  announce: z.boolean(),
  moderate: z.boolean(),
  /** Put a commitment into words. */
  prepareCommitment: z.boolean(),
  leave: z.boolean(),
});

export const Workspace = z
  .object({
    id: WorkspaceId,
    revision: z.number().int(),
    name: z.string(),
    description: z.string(),
    /** Key of the programme that it mirrors in the demo, else null. */
    programme: z.string().nullable(),
    isSample: z.boolean(),
    /** The reader's own role; null for an operator or a network reader without membership. */
    role: WorkspaceRole.nullable(),
    memberCount: z.number().int(),
    documentCount: z.number().int(),
    createdAt: Instant,
    updatedAt: Instant,
    archivedAt: Instant.nullable(),
    abilities: WorkspaceAbilities,
  })
  .meta({ id: 'Workspace' });
export type Workspace = z.infer<typeof Workspace>;
export const WorkspacePage = page(Workspace);
/** `GET /workspaces`: the reader's own. */
export const WorkspaceQuery = PageQuery.extend({
  archived: z
    .enum(['true', 'false'])
    .default('false')
    .transform((v) => v === 'true'),
});
export type WorkspaceQuery = z.infer<typeof WorkspaceQuery>;

export const Member = z
  .object({
    userId: UserId,
    name: z.string(),
    /** Only coordinators see addresses. */
    email: z.string().nullable(),
    affiliation: Affiliation.nullable(),
    role: WorkspaceRole,
    since: Instant,
    isSelf: z.boolean(),
    /** Which threads of the workspace they read: who is mentioned in another is not told. */
    reads: z.array(ThreadAudience),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;
export const MemberPage = page(Member);
export const ChangeMemberRole = z.strictObject({ role: WorkspaceRole });
export type ChangeMemberRole = z.infer<typeof ChangeMemberRole>;

export const CreateInvitation = z.strictObject({
  email: Email,
  role: WorkspaceRole,
  organisationId: OrganisationId.optional(),
  message: z.string().trim().max(1000).default(''),
});
export type CreateInvitation = z.infer<typeof CreateInvitation>;

export const INVITATION_STATES = ['pending', 'accepted', 'revoked', 'expired'] as const;
export const Invitation = z
  .object({
    id: InvitationId,
    workspaceId: WorkspaceId,
    email: z.string(),
    role: WorkspaceRole,
    state: z.enum(INVITATION_STATES),
    invitedByName: z.string(),
    createdAt: Instant,
    sentAt: Instant.nullable(),
    expiresAt: Instant,
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;
export const InvitationPage = page(Invitation);

const InvitationToken = z.string().min(20).max(200);
/** The token travels in the body (the link carries it behind '#'), so no log and no Referer ever holds it. */
export const InspectInvitation = z.strictObject({ token: InvitationToken });
export type InspectInvitation = z.infer<typeof InspectInvitation>;
export const InvitationOffer = z
  .object({
    workspaceName: z.string(),
    role: WorkspaceRole,
    email: z.string(),
    invitedByName: z.string(),
    message: z.string(),
    expiresAt: Instant,
    accountExists: z.boolean(),
  })
  .meta({ id: 'InvitationOffer' });
export type InvitationOffer = z.infer<typeof InvitationOffer>;
/** `account` is required when the address has none yet, and refused when it has: then sign in first. */
export const AcceptInvitation = z.strictObject({
  token: InvitationToken,
  account: z
    .strictObject({
      name: PersonName,
      password: NewPassword,
      language: UiLanguage,
      organisationId: OrganisationId.optional(),
    })
    .optional(),
});
export type AcceptInvitation = z.infer<typeof AcceptInvitation>;
export const AcceptedInvitation = z.object({ workspaceId: WorkspaceId }).meta({ id: 'AcceptedInvitation' });
