import { RULES } from '../rules.js';
import { condition, isOwnOrganisation, isSelf } from './condition.js';

// Threads
export const communityThread = condition(RULES.threads, (f) => f.thread?.audience === 'community');
export const notAReviewThread = condition(
  RULES.threads,
  (f) => f.thread !== undefined && f.thread.audience !== 'review',
);
export const threadOfOwnReview = condition(
  RULES.threads,
  (f) => f.thread?.audience === 'review' && f.thread.ofOwnReview,
);
export const threadPublished = condition(RULES.threads, (f) => f.thread?.published === true);
export const threadOpen = condition(RULES.threadClosed, (f) => f.thread?.closed === false);
export const ownThread = condition(RULES.threadModeration, (f) => isSelf(f, f.thread?.authorUserId));
export const movesOwnThread = condition(RULES.threadMoving, (f) => isSelf(f, f.thread?.authorUserId));
export const begunThread = condition(RULES.ownThread, (f) => isSelf(f, f.thread?.authorUserId));
export const ownPost = condition(RULES.ownPost, (f) => isSelf(f, f.post?.authorUserId));
export const foreignPost = condition(
  RULES.flags,
  (f) => f.post !== undefined && !isSelf(f, f.post.authorUserId),
);
/** What a coordinator took away only a coordinator brings back. */
export const takenBack = condition(RULES.ownPost, (f) => f.post?.deletedBy === 'author');

export const ownUpload = condition(RULES.attachments, (f) => isSelf(f, f.attachment?.uploaderUserId));

// Transfer notes
export const onASide = condition(
  RULES.transferSides,
  (f) =>
    isOwnOrganisation(f, f.transferNote?.sourceOrganisationId) ||
    isOwnOrganisation(f, f.transferNote?.receivingOrganisationId),
);
export const onReceivingSide = condition(RULES.gateSigning, (f) =>
  isOwnOrganisation(f, f.transferNote?.receivingOrganisationId),
);
export const notePublished = condition(RULES.transferNotes, (f) => f.transferNote?.published === true);

// Indicators
export const ownValue = condition(RULES.indicatorEntry, (f) =>
  isOwnOrganisation(f, f.indicatorValue?.organisationId),
);
export const enteredByAnother = condition(
  RULES.indicatorChecking,
  (f) =>
    f.indicatorValue !== undefined &&
    f.indicatorValue.enteredByUserId !== null &&
    !isSelf(f, f.indicatorValue.enteredByUserId),
);
export const valueShared = condition(
  RULES.indicatorSharing,
  (f) =>
    ownValue.holds(f) ||
    f.indicatorValue?.shareLevel === 'peers' ||
    f.indicatorValue?.shareLevel === 'public',
);
export const valuePublic = condition(
  RULES.indicatorSharing,
  (f) => f.indicatorValue?.shareLevel === 'public',
);
export const ownLeague = condition(RULES.leagueTable, (f) => isOwnOrganisation(f, f.league?.organisationId));

// Catalogue, demo centres, taking part
export const ownService = condition(RULES.catalogue, (f) => isOwnOrganisation(f, f.service?.organisationId));
export const servicePublished = condition(RULES.catalogue, (f) => f.service?.published === true);
export const hostsCentre = condition(RULES.demoCentres, (f) => f.demoCentre?.hostedByActor === true);
export const openForm = condition(RULES.takingPart, (f) => f.occasion?.openForm === true);

// Manual, commitments, audit log
export const manualPublished = condition(RULES.manual, (f) => f.manual?.published === true);
export const submissionsOpen = condition(RULES.manual, (f) => f.manual?.submissionsOpen === true);
export const ownEntry = condition(RULES.manualApproval, (f) =>
  isOwnOrganisation(f, f.manualEntry?.organisationId),
);
export const ownCommitment = condition(RULES.commitments, (f) =>
  isOwnOrganisation(f, f.commitment?.organisationId),
);
/** Who signs, and takes back what was signed, is of the very organisation that binds itself. */
export const signsForOwn = condition(RULES.commitmentSigning, (f) =>
  isOwnOrganisation(f, f.commitment?.organisationId),
);
export const commitmentSigned = condition(RULES.commitments, (f) => f.commitment?.signed === true);
export const commitmentUnsigned = condition(RULES.commitmentSigning, (f) => f.commitment?.signed === false);
export const commitmentPublished = condition(RULES.commitments, (f) => f.commitment?.published === true);
export const auditOfOwnDocument = condition(
  RULES.auditLog,
  (f) => f.auditEntry?.about === 'document' && isOwnOrganisation(f, f.auditEntry.ownerOrganisationId),
);
export const auditOfOwnSignOff = condition(
  RULES.auditLog,
  (f) => f.auditEntry?.about === 'sign-off' && isSelf(f, f.auditEntry.signedByUserId),
);
