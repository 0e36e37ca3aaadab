import type { Facts, ReviewState } from '../facts.js';
import { RULES } from '../rules.js';
import { condition, isOwnOrganisation, isSelf, person } from './condition.js';

export const shared = condition(RULES.sharedOnly, (f) => f.document?.sharedWithMembers === true);
export const ownDocument = condition(RULES.ownOrganisation, (f) =>
  isOwnOrganisation(f, f.document?.ownerOrganisationId),
);
export const documentIsArchived = condition(RULES.notArchived, (f) => f.document?.archived === true);
export const reasonGiven = condition(RULES.reasonNeeded, (f) => f.request?.reasonGiven === true);
export const published = condition(RULES.publishedOnly, (f) => f.document?.published === true);

export const publicCommentsShown = condition(
  RULES.publicComments,
  (f) => f.document?.publicComments === 'open' || f.document?.publicComments === 'moderated',
);
export const ownComment = condition(RULES.ownItem, (f) => isSelf(f, f.comment?.authorUserId));

// The invited reviewer
const OPEN_REVIEW: readonly ReviewState[] = ['accepted', 'in-progress'];
const READABLE_REVIEW: readonly ReviewState[] = [...OPEN_REVIEW, 'submitted'];

const inTime = (f: Facts, states: readonly ReviewState[]): boolean => {
  const review = f.document?.review;
  return review != null && !review.deadlinePassed && states.includes(review.state);
};
export const invitationOpen = condition(RULES.reviewerDeadline, (f) => inTime(f, READABLE_REVIEW));
export const reportOpen = condition(RULES.reviewerDeadline, (f) => inTime(f, OPEN_REVIEW));
export const frozenVersion = condition(
  RULES.reviewerReadsFrozen,
  (f) => f.document?.review?.frozenVersion === true,
);
export const mayDownload = condition(RULES.reviewerDownload, (f) => f.document?.review?.mayDownload === true);
export const mayCommentInline = condition(
  RULES.comments,
  (f) => f.document?.review?.mayCommentInline === true,
);
export const authorsShown = condition(
  RULES.reviewerIdentity,
  (f) => f.document?.review?.authorsVisible === true,
);

/** Advisers of the workspace, the document's own organisation and its writers are no independent reviewers. */
export const independent = condition(
  RULES.reviewConflict,
  (f) =>
    f.workspace?.role == null &&
    f.document?.editedByActor !== true &&
    (person(f)?.organisationId == null || !isOwnOrganisation(f, f.document?.ownerOrganisationId)),
);
export const inviteeIndependent = condition(
  RULES.reviewConflict,
  (f) =>
    f.invitee !== undefined &&
    !f.invitee.belongsToWorkspace &&
    !f.invitee.editedDocument &&
    (f.invitee.organisationId === null || f.invitee.organisationId !== f.document?.ownerOrganisationId),
);

// Reports
export const reportSubmitted = condition(RULES.reportReading, (f) => f.report?.submitted === true);
export const reportPublished = condition(
  RULES.reportReading,
  (f) => f.report?.submitted === true && f.report.published,
);
export const ownReport = condition(RULES.reportReading, (f) => isSelf(f, f.report?.authorUserId));
/** Own reports stay readable for good once submitted; those of others only while the own invitation is open. */
export const ownReportOrShown = condition(
  RULES.reportReading,
  (f) =>
    (ownReport.holds(f) && (f.report?.submitted === true || reportOpen.holds(f))) ||
    (f.report?.submitted === true && f.report.openToReviewers && invitationOpen.holds(f)),
);
export const reviewerVisible = condition(
  RULES.reviewerIdentity,
  (f) => f.report?.submitted === true && f.report.reviewerVisible,
);
export const reviewerNamed = condition(
  RULES.reviewerIdentity,
  (f) => reportPublished.holds(f) && f.report?.namePublished === true,
);
