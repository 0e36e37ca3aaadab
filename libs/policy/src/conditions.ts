import type { Facts, PersonActor, ReviewState } from './facts.js';
import { RULES, type RuleId } from './rules.js';

/** A circumstance that a grant depends on: its letter in the matrix, the rule that a refusal names, the test. */
export interface Condition {
  letter: string;
  rule: RuleId;
  holds: (facts: Facts) => boolean;
}

const person = (facts: Facts): PersonActor | null => (facts.actor.kind === 'person' ? facts.actor : null);
const isSelf = (facts: Facts, userId: string | null | undefined): boolean =>
  userId != null && person(facts)?.userId === userId;
const isOwnOrganisation = (facts: Facts, organisationId: string | null | undefined): boolean =>
  organisationId != null && person(facts)?.organisationId === organisationId;

const condition = (letter: string, rule: RuleId, holds: Condition['holds']): Condition => ({
  letter,
  rule,
  holds,
});

// Accounts and workspaces
export const setUpNeeded = condition('s', RULES.setUpOnce, (f) => f.instance?.setUpNeeded === true);
export const mailStaysHere = condition('d', RULES.outboxClosed, (f) => f.instance?.deliversMail !== true);
export const notOwnAccount = condition('o', RULES.notOwnAccount, (f) => !isSelf(f, f.account?.userId));
export const coordinatesSomewhere = condition(
  'L',
  RULES.workspaceCreation,
  (f) => person(f)?.coordinatesSomewhere === true,
);
export const mayBeSeen = condition(
  'W',
  RULES.people,
  (f) => person(f)?.isOfficialSomewhere === true || f.person?.sharesWorkspace === true,
);
/** Without knowledge of the membership, only somebody who is no coordinator at all is surely not the last one. */
export const notLastCoordinator = condition('c', RULES.lastCoordinator, (f) =>
  f.membership ? !f.membership.isLastCoordinator : f.workspace?.role !== 'coordinator',
);
export const leavesOneself = condition(
  '',
  RULES.leaving,
  (f) => f.membership === undefined || isSelf(f, f.membership.userId),
);
export const workspaceIsArchived = condition('a', RULES.notArchived, (f) => f.workspace?.archived === true);

// Practice documents
export const shared = condition('S', RULES.sharedOnly, (f) => f.document?.sharedWithMembers === true);
export const ownDocument = condition('O', RULES.ownOrganisation, (f) =>
  isOwnOrganisation(f, f.document?.ownerOrganisationId),
);
export const documentIsArchived = condition('a', RULES.notArchived, (f) => f.document?.archived === true);
export const reasonGiven = condition('r', RULES.reasonNeeded, (f) => f.request?.reasonGiven === true);
export const published = condition('P', RULES.publishedOnly, (f) => f.document?.published === true);

// Invited reviewers
const OPEN_REVIEW: readonly ReviewState[] = ['accepted', 'in-progress'];
const READABLE_REVIEW: readonly ReviewState[] = [...OPEN_REVIEW, 'submitted'];
const inTime = (f: Facts, states: readonly ReviewState[]): boolean => {
  const review = f.document?.review;
  return review != null && !review.deadlinePassed && states.includes(review.state);
};
export const invitationOpen = condition('I', RULES.reviewerDeadline, (f) => inTime(f, READABLE_REVIEW));
export const reportOpen = condition('I', RULES.reviewerDeadline, (f) => inTime(f, OPEN_REVIEW));
export const frozenVersion = condition(
  '',
  RULES.reviewerReadsFrozen,
  (f) => f.document?.review?.frozenVersion === true,
);
export const mayDownload = condition(
  'm',
  RULES.reviewerDownload,
  (f) => f.document?.review?.mayDownload === true,
);
