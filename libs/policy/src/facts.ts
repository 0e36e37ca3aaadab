import type { DocumentStatus, WorkspaceRole } from '@kontor/contracts';

/** Who asks. Built once per request, message or connection by the one `authenticate` of the server. */
export type Actor = { kind: 'anonymous' } | PersonActor;

export interface PersonActor {
  kind: 'person';
  userId: string;
  organisationId: string | null;
  isOperator: boolean;
  disabled: boolean;
  /** Coordinator of at least one workspace. */
  coordinatesSomewhere: boolean;
  /** Coordinator, editor or decision-maker of at least one workspace. Left out: no. */
  isOfficialSomewhere?: boolean;
}

export interface InstanceFacts {
  /** Nobody has set this installation up yet. */
  setUpNeeded: boolean;
  demo: boolean;
  /** Mail really leaves the house (SMTP), so the outbox holds live links of other people. Left out: no. */
  deliversMail?: boolean;
}

export interface WorkspaceFacts {
  /** The actor's own role here; null without a membership. */
  role: WorkspaceRole | null;
  archived: boolean;
  /** A guest without a role: a supplier, or an observer such as a national authority. */
  guest?: 'supplier' | 'observer' | null;
  /** The actor's organisation was a partner here and has left. */
  organisationLeft?: boolean;
}

export const REVIEW_STATES = [
  'draft', 'sent', 'accepted', 'declined', 'conflict-declared', 'in-progress', 'submitted', 'expired', 'withdrawn',
] as const; // prettier-ignore
export type ReviewState = (typeof REVIEW_STATES)[number];

/** The actor's own invitation to review the document at hand. */
export interface ReviewFacts {
  state: ReviewState;
  /** By the clock of the server. */
  deadlinePassed: boolean;
  /** What is asked for is the frozen version of the invitation (or belongs to it), not the living draft. */
  frozenVersion: boolean;
  mayDownload: boolean;
  /** Left out: no. */
  mayCommentInline?: boolean;
  /** The identity mode lets the reviewer know the authors. Left out: no. */
  authorsVisible?: boolean;
}

export interface DocumentFacts {
  ownerOrganisationId: string;
  status: DocumentStatus;
  archived: boolean;
  /** Shown to community members (role `member`) of the workspace. */
  sharedWithMembers: boolean;
  /** A frozen public copy exists. */
  published: boolean;
  /** The actor's invitation as a reviewer, null or left out without one. */
  review?: ReviewFacts | null;
  /** The actor has written in this document. */
  editedByActor?: boolean;
  /** How the public copy takes comments. Left out: closed. */
  publicComments?: 'open' | 'moderated' | 'closed';
}

/** The membership that is to be changed or ended. */
export interface MembershipFacts {
  userId: string;
  role: WorkspaceRole;
  isLastCoordinator: boolean;
}

/**
 * All that a decision may depend on. Every part is optional: what a caller did not load is not assumed, and an
 * action that needs it is refused.
 */
export interface Facts {
  actor: Actor;
  instance?: InstanceFacts;
  workspace?: WorkspaceFacts;
  document?: DocumentFacts;
  membership?: MembershipFacts;
  /** The account that the operator wants to disable or enable. */
  account?: { userId: string };
  /** The person that is to be shown. */
  person?: { sharesWorkspace: boolean };
  /** What the request itself brings. */
  request?: { reasonGiven: boolean };
  /** A comment on the draft; comments on the public copy are another thing. */
  comment?: { authorUserId: string | null };
  /** Whom the coordinator wants to invite as a reviewer. */
  invitee?: { organisationId: string | null; belongsToWorkspace: boolean; editedDocument: boolean };
  report?: {
    authorUserId: string;
    submitted: boolean;
    published: boolean;
    /** The coordinator lets reviewers read each other's reports. */
    openToReviewers: boolean;
    /** The identity mode lets authors know the reviewer. */
    reviewerVisible: boolean;
    /** The reviewer signed the report and agreed to be named in public. */
    namePublished: boolean;
  };
  thread?: {
    authorUserId: string | null;
    audience: 'workspace' | 'community' | 'review';
    /** The thread belongs to the actor's own review. */
    ofOwnReview: boolean;
    closed: boolean;
    published: boolean;
  };
  post?: { authorUserId: string | null; deletedBy: 'author' | 'coordinator' | null };
  attachment?: { uploaderUserId: string | null };
  transferNote?: { sourceOrganisationId: string; receivingOrganisationId: string; published: boolean };
  indicatorValue?: {
    organisationId: string;
    enteredByUserId: string | null;
    shareLevel: 'own' | 'peers' | 'public';
  };
  /** The organisation whose consent to the league table is at hand. */
  league?: { organisationId: string };
  service?: { organisationId: string; published: boolean };
  demoCentre?: { hostedByActor: boolean };
  /** A visit, event or meeting that somebody asks to take part in. */
  occasion?: { openForm: boolean };
  manual?: { published: boolean; submissionsOpen: boolean };
  manualEntry?: { organisationId: string };
  commitment?: {
    organisationId: string;
    published: boolean;
    /** Somebody has signed it, in this wording or an earlier one. */
    signed: boolean;
  };
  auditEntry?: {
    about: 'workspace' | 'document' | 'sign-off';
    ownerOrganisationId: string | null;
    signedByUserId: string | null;
  };
}

export type FactName = Exclude<keyof Facts, 'actor'>;
