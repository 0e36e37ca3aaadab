import type { WorkspaceRole } from '@kontor/contracts';

export interface InvitationFacts {
  inviterName: string;
  workspaceName: string;
  /** Already in words. */
  role: string;
  message: string;
  link: string;
  /** Already in words. */
  until: string;
}

/** The invitation's mail in one language. */
export interface InvitationTexts {
  roles: Readonly<Record<WorkspaceRole, string>>;
  subject(facts: InvitationFacts): string;
  text(facts: InvitationFacts): string;
}
