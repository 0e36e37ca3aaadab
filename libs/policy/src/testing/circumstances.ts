import type { WorkspaceRole } from '@kontor/contracts';
import type { Facts, PersonActor, WorkspaceFacts } from '../facts.js';

export const SELF = 'self';
export const OTHER = 'somebody-else';
export const OWN_ORG = 'own-organisation';
export const OTHER_ORG = 'another-organisation';

/** Columns of the printed matrix: one capacity each. */
export const COLUMNS = {
  LP: 'coordinator of the workspace (lead partner)',
  ED: 'editor (partner official)',
  DM: 'decision-maker',
  CM: 'member (community member)',
  OB: 'observer, such as a national authority (guest)',
  SU: 'supplier (guest)',
  RV: 'reviewer invited to the document',
  FP: 'somebody of an organisation that left the workspace',
  OP: 'operator of the installation, without a role in the workspace',
  SP: 'any signed-in person, without a role in the workspace',
  PB: 'anyone, not signed in',
} as const;
export type Column = keyof typeof COLUMNS;

/** What can be the case or not. Letters of the printed matrix. */
export const SWITCHES = {
  O: "it belongs to the actor's own organisation (of a transfer: the source side does)",
  R: "the actor's organisation is the receiving side of the transfer",
  o: "it is the actor's own item, account, membership or sign-off",
  S: 'it is shared with community members; of a person: one who shares a workspace with the actor',
  I: 'the invitation to review is accepted and its deadline has not passed',
  F: 'what is asked for is the frozen version of the invitation',
  d: 'the invitation to review allows downloads',
  i: 'the invitation to review allows comments in the text',
  v: 'the identity mode shows authors and reviewer to each other',
  s: 'the report is submitted',
  x: 'the coordinator opens reports to the other reviewers',
  N: 'the reviewer agreed to be named in public',
  e: 'the actor (of an invitation: the invited person) has written in the document',
  q: "the invited person is of the document's organisation or of the workspace",
  P: 'it is published; of a form: it is open to anyone',
  g: 'the figure is shared with peers',
  C: 'the public copy takes comments',
  V: "the thread belongs to the actor's own review",
  k: 'the thread is closed',
  t: 'the post was deleted by its author',
  y: 'the commitment was signed once',
  h: "the demo centre is hosted by the actor's side",
  r: 'a reason is given',
  c: 'it is the membership of the last coordinator',
  L: 'the actor coordinates some workspace',
  H: 'the actor is coordinator, editor or decision-maker of some workspace',
  u: 'the installation is not set up yet',
  M: 'mail really leaves the house',
  W: 'the workspace is archived',
  D: 'the document is archived',
} as const;
export type Switch = keyof typeof SWITCHES;
export const SWITCH_NAMES = Object.keys(SWITCHES) as Switch[];

const ROLE: Partial<Record<Column, WorkspaceRole>> = {
  LP: 'coordinator',
  ED: 'editor',
  DM: 'decision-maker',
  CM: 'member',
};

function actorOf(column: Column, on: (name: Switch) => boolean): Facts['actor'] {
  if (column === 'PB') return { kind: 'anonymous' };
  const actor: PersonActor = {
    kind: 'person',
    userId: SELF,
    organisationId: OWN_ORG,
    isOperator: column === 'OP',
    disabled: false,
    coordinatesSomewhere: on('L'),
    isOfficialSomewhere: on('H'),
  };
  return actor;
}

function workspaceOf(column: Column, on: (name: Switch) => boolean): WorkspaceFacts {
  return {
    role: ROLE[column] ?? null,
    archived: on('W'),
    guest: column === 'OB' ? 'observer' : column === 'SU' ? 'supplier' : null,
    organisationLeft: column === 'FP',
  };
}

/** Complete facts for one column in which exactly the named circumstances hold. */
export function factsFor(column: Column, circumstances: Iterable<Switch>): Facts {
  const set = new Set(circumstances);
  const on = (name: Switch): boolean => set.has(name);
  const organisationId = on('O') ? OWN_ORG : OTHER_ORG;
  const authorUserId = on('o') ? SELF : OTHER;
  return {
    actor: actorOf(column, on),
    instance: { setUpNeeded: on('u'), demo: false, deliversMail: on('M') },
    workspace: workspaceOf(column, on),
    document: documentOf(column, on),
    membership: {
      userId: authorUserId,
      role: on('c') ? 'coordinator' : 'editor',
      isLastCoordinator: on('c'),
    },
    account: { userId: authorUserId },
    person: { sharesWorkspace: on('S') },
    request: { reasonGiven: on('r') },
    comment: { authorUserId },
    invitee: {
      organisationId: on('q') ? organisationId : 'a-third-organisation',
      belongsToWorkspace: on('q'),
      editedDocument: on('e'),
    },
    report: {
      authorUserId,
      submitted: on('s'),
      published: on('P'),
      openToReviewers: on('x'),
      reviewerVisible: on('v'),
      namePublished: on('N'),
    },
    thread: {
      authorUserId,
      audience: on('V') ? 'review' : on('S') ? 'community' : 'workspace',
      ofOwnReview: on('V'),
      closed: on('k'),
      published: on('P'),
    },
    post: { authorUserId, deletedBy: on('t') ? 'author' : null },
    attachment: { uploaderUserId: authorUserId },
    transferNote: {
      sourceOrganisationId: organisationId,
      receivingOrganisationId: on('R') ? OWN_ORG : OTHER_ORG,
      published: on('P'),
    },
    indicatorValue: {
      organisationId,
      enteredByUserId: authorUserId,
      shareLevel: on('P') ? 'public' : on('g') ? 'peers' : 'own',
    },
    league: { organisationId },
    service: { organisationId, published: on('P') },
    demoCentre: { hostedByActor: on('h') },
    occasion: { openForm: on('P') },
    manual: { published: on('P'), submissionsOpen: on('P') },
    manualEntry: { organisationId },
    commitment: { organisationId, published: on('P'), signed: on('y') },
    auditEntry: {
      about: on('o') ? 'sign-off' : on('O') ? 'document' : 'workspace',
      ownerOrganisationId: organisationId,
      signedByUserId: authorUserId,
    },
  };
}

function documentOf(column: Column, on: (name: Switch) => boolean): Facts['document'] {
  return {
    ownerOrganisationId: on('O') ? OWN_ORG : OTHER_ORG,
    status: on('D') ? 'archived' : 'draft',
    archived: on('D'),
    sharedWithMembers: on('S'),
    published: on('P'),
    publicComments: on('C') ? 'open' : 'closed',
    editedByActor: on('e'),
    review:
      column === 'RV'
        ? {
            state: on('s') ? 'submitted' : 'in-progress',
            deadlinePassed: !on('I'),
            frozenVersion: on('F'),
            mayDownload: on('d'),
            mayCommentInline: on('i'),
            authorsVisible: on('v'),
          }
        : null,
  };
}
