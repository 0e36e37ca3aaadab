import type {
  INVITATION_STATES,
  InvitationId,
  OrganisationId,
  UiLanguage,
  UserId,
  WorkspaceId,
  WorkspaceRole,
} from '@kontor/contracts';

export type InvitationState = (typeof INVITATION_STATES)[number];

/** An offer of a role to an e-mail address, with or without an account behind it. */
export interface InvitationRecord {
  id: InvitationId;
  workspaceId: WorkspaceId;
  /** Folded to lower case. */
  email: string;
  role: WorkspaceRole;
  organisationId: OrganisationId | null;
  message: string;
  /** Language of the mail. */
  language: UiLanguage;
  /** SHA-256 of the token in the link; the token itself is nowhere but in the mail. */
  digest: string;
  /** As stored: `pending` may be past its deadline, see `stateAt`. */
  state: InvitationState;
  /** Who answers for it. Loses the role of coordinator: the invitation is void until another one resends it. */
  invitedBy: UserId;
  createdAt: Date;
  sentAt: Date | null;
  expiresAt: Date;
  acceptedBy: UserId | null;
  acceptedAt: Date | null;
}

export const INVITATION_DAYS = 14;
const DAY_MS = 86_400_000;

export const expiryFrom = (now: Date): Date => new Date(now.getTime() + INVITATION_DAYS * DAY_MS);

/** The state as of now: a deadline needs nobody to write it down. */
export const stateAt = (invitation: InvitationRecord, now: Date): InvitationState =>
  invitation.state === 'pending' && invitation.expiresAt <= now ? 'expired' : invitation.state;
