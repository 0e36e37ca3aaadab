import { invitationOpen } from '../conditions/documents.js';
import * as when from '../conditions/network.js';
import { RULES } from '../rules.js';
import { act, read, write, Y, type Grant, type Rows } from './row.js';

const W = ['workspace'] as const;
const everyRole = { coordinator: Y, editor: Y, 'decision-maker': Y, member: Y };

const readers = {
  coordinator: Y,
  editor: Y,
  'decision-maker': Y,
  member: [when.communityThread],
  observer: [when.notAReviewThread],
  reviewer: [when.threadOfOwnReview, invitationOpen],
  anyone: [when.threadPublished],
};
/** Whoever reads a thread as somebody, under these conditions. */
const participants = (...also: Grant) => ({
  coordinator: also,
  editor: also,
  'decision-maker': also,
  member: [when.communityThread, ...also],
  observer: [when.notAReviewThread, ...also],
});
/** Their words before they are sent: theirs also when the thread is closed and in the archive. */
const writers = { ...participants(), reviewer: [when.threadOfOwnReview, invitationOpen] };

/** Threads, their posts, and transfer notes: how partners talk and hand practices over. */
export const exchangeRows: Rows<'thread' | 'post' | 'attachment' | 'transfer-note'> = {
  'thread.list': read(RULES.threads, W, { ...everyRole, observer: Y }),
  'thread.read': read(RULES.threads, ['thread'], readers),
  'thread.create': write(RULES.threads, [...W, 'thread'], {
    coordinator: Y,
    editor: Y,
    'decision-maker': Y,
    member: [when.communityThread],
  }),
  'thread.announce': write(RULES.announcements, W, { coordinator: Y }),
  'thread.post': write(RULES.threads, [...W, 'thread'], {
    ...participants(when.threadOpen),
    reviewer: [when.threadOfOwnReview, invitationOpen, when.threadOpen],
  }),
  'thread.vote': write(RULES.threads, [...W, 'thread'], participants(when.threadOpen)),
  'thread.set-poll': write(RULES.ownThread, [...W, 'thread'], {
    ...participants(when.begunThread, when.threadOpen),
    coordinator: [when.threadOpen],
  }),
  'thread.describe': write(RULES.ownThread, [...W, 'thread'], {
    ...participants(when.begunThread, when.threadOpen),
    coordinator: Y,
  }),
  'thread.accept': write(RULES.ownThread, [...W, 'thread'], {
    ...participants(when.begunThread, when.threadOpen),
    coordinator: [when.threadOpen],
  }),
  'thread.moderate': write(RULES.threadModeration, [...W, 'thread'], {
    coordinator: Y,
    editor: [when.ownThread],
  }),
  'thread.close': write(RULES.threadModeration, [...W, 'thread'], {
    coordinator: Y,
    editor: [when.ownThread],
  }),
  'thread.lock': write(RULES.threadModeration, [...W, 'thread'], { coordinator: Y }),
  'thread.move': write(RULES.threadMoving, [...W, 'thread'], {
    coordinator: Y,
    editor: [when.movesOwnThread],
  }),
  'thread.merge': write(RULES.threadJoining, [...W, 'thread'], { coordinator: Y }),
  'thread.split': write(RULES.threadJoining, [...W, 'thread'], { coordinator: Y }),
  // Not stopped by an archive: nothing new begins in there, and who no longer wants to be told need not wait for it.
  'thread.watch': act(RULES.watching, W, { ...everyRole, observer: Y }),
  'thread.read-draft': read(RULES.threads, ['thread'], writers),
  'thread.keep-draft': act(RULES.threads, ['thread'], writers),
  'post.read': read(RULES.threads, ['thread', 'post'], readers),
  'post.read-hidden': read(RULES.postModeration, [...W, 'thread', 'post'], {
    ...participants(when.ownPost),
    coordinator: Y,
  }),
  'post.edit': write(RULES.ownPost, [...W, 'thread', 'post'], participants(when.ownPost, when.threadOpen)),
  'post.delete': write(RULES.ownPost, [...W, 'thread', 'post'], {
    ...participants(when.ownPost, when.threadOpen),
    coordinator: Y,
  }),
  'post.restore': write(RULES.ownPost, [...W, 'thread', 'post'], {
    ...participants(when.ownPost, when.takenBack),
    coordinator: Y,
  }),
  'post.flag': write(RULES.flags, [...W, 'thread', 'post'], participants(when.foreignPost)),
  'post.moderate': write(RULES.postModeration, [...W, 'thread', 'post'], { coordinator: Y }),
  'post.list-flags': read(RULES.postModeration, W, { coordinator: Y }),

  'attachment.upload': write(RULES.attachments, W, { ...everyRole, observer: Y }),
  'attachment.read': read(RULES.attachments, ['thread', 'post'], readers),
  'attachment.preview': read(RULES.attachments, [...W, 'attachment'], {
    coordinator: [when.ownUpload],
    editor: [when.ownUpload],
    'decision-maker': [when.ownUpload],
    member: [when.ownUpload],
    observer: [when.ownUpload],
  }),

  'transfer-note.read': read(RULES.transferNotes, ['transferNote'], {
    coordinator: Y,
    editor: [when.onASide],
    'decision-maker': [when.onASide],
    observer: Y,
    anyone: [when.notePublished],
  }),
  'transfer-note.read-summary': read(RULES.transferNotes, W, { ...everyRole, observer: Y }),
  'transfer-note.create': write(RULES.transferNotes, [...W, 'transferNote'], {
    coordinator: Y,
    editor: [when.onASide],
  }),
  'transfer-note.edit': write(RULES.transferNotes, [...W, 'transferNote'], {
    coordinator: Y,
    editor: [when.onASide],
  }),
  'transfer-note.request': write(RULES.transferNotes, W, { member: Y }),
  'transfer-note.comment': write(RULES.transferNotes, [...W, 'transferNote'], {
    coordinator: Y,
    editor: [when.onASide],
    'decision-maker': [when.onASide],
    observer: Y,
  }),
  'transfer-note.change-stage': write(RULES.transferNotes, [...W, 'transferNote'], {
    coordinator: Y,
    editor: [when.onASide],
  }),
  'transfer-note.sign-gate': write(RULES.gateSigning, [...W, 'transferNote'], {
    'decision-maker': [when.onReceivingSide],
  }),
};

/** Figures: entered by one, checked by another, ranked only by consent. */
export const indicatorRows: Rows<'indicator-value' | 'indicator-set' | 'league-table'> = {
  'indicator-value.enter': write(RULES.indicatorEntry, [...W, 'indicatorValue'], { editor: [when.ownValue] }),
  'indicator-value.check': write(RULES.indicatorChecking, [...W, 'indicatorValue'], {
    coordinator: [when.enteredByAnother],
  }),
  'indicator-value.read': read(RULES.indicatorSharing, ['indicatorValue'], {
    coordinator: [when.valueShared],
    editor: [when.valueShared],
    'decision-maker': [when.valueShared],
    anyone: [when.valuePublic],
  }),
  'indicator-value.read-averages': read(RULES.indicatorSharing, W, everyRole),
  'indicator-set.change': write(RULES.indicatorSet, W, { coordinator: Y }),
  'indicator-set.propose': write(RULES.indicatorSet, W, { editor: Y }),
  'league-table.opt-in': write(RULES.leagueTable, [...W, 'league'], { 'decision-maker': [when.ownLeague] }),
  'league-table.propose': write(RULES.leagueTable, W, { editor: Y }),
};

const takingPart = { ...everyRole, anyone: [when.openForm] };

/** Catalogue, demo centres and meetings. */
export const serviceRows: Rows<'catalogue-service' | 'demo-centre' | 'demo-visit' | 'event' | 'b2b-meeting'> =
  {
    'catalogue-service.read': read(RULES.catalogue, ['service'], {
      coordinator: Y,
      editor: [when.ownService],
      'decision-maker': [when.ownService],
      supplier: [when.ownService],
      anyone: [when.servicePublished],
    }),
    'catalogue-service.create': write(RULES.catalogue, [...W, 'service'], {
      coordinator: Y,
      editor: [when.ownService],
      supplier: [when.ownService],
    }),
    'catalogue-service.edit': write(RULES.catalogue, [...W, 'service'], {
      coordinator: Y,
      editor: [when.ownService],
      supplier: [when.ownService],
    }),
    'catalogue-service.publish': write(RULES.catalogue, [...W, 'service'], { coordinator: Y }),
    'catalogue-service.propose-publication': write(RULES.catalogue, [...W, 'service'], {
      editor: [when.ownService],
      supplier: [when.ownService],
    }),
    'catalogue-service.sign': write(RULES.catalogue, [...W, 'service'], {
      'decision-maker': [when.ownService],
    }),
    'demo-centre.manage': write(RULES.demoCentres, [...W, 'demoCentre'], {
      coordinator: Y,
      editor: [when.hostsCentre],
    }),
    'demo-visit.request': act(RULES.takingPart, ['occasion'], takingPart, ['workspace']),
    'event.register': act(RULES.takingPart, ['occasion'], takingPart, ['workspace']),
    'b2b-meeting.request': act(RULES.takingPart, ['occasion'], { ...takingPart, supplier: Y }, ['workspace']),
  };

/** Who puts a commitment into words, for the own organisation or, as coordinator, for any. */
const commitmentKeepers = { coordinator: Y, editor: [when.ownCommitment] };

/** The manual, commitments and who did what. */
export const recordRows: Rows<'manual' | 'commitment' | 'audit-log'> = {
  'manual.read': read(RULES.manual, ['manual'], {
    coordinator: Y,
    editor: Y,
    'decision-maker': Y,
    anyone: [when.manualPublished],
  }),
  'manual.propose-entry': write(RULES.manual, W, { coordinator: Y, editor: Y }),
  'manual.request-entry': write(RULES.manual, W, { member: Y }),
  'manual.submit-case': write(RULES.manual, ['manual'], { anyone: [when.submissionsOpen] }),
  'manual.approve': write(RULES.manualApproval, W, { coordinator: Y }),
  'manual.publish': write(RULES.manualApproval, W, { coordinator: Y }),
  'manual.withdraw': write(RULES.manualApproval, W, { coordinator: Y }),
  'manual.sign-off': write(RULES.manualApproval, [...W, 'manualEntry'], {
    'decision-maker': [when.ownEntry],
  }),
  'commitment.list': read(RULES.commitments, W, { ...everyRole, observer: Y }),
  'commitment.read': read(RULES.commitments, ['commitment'], {
    coordinator: Y,
    editor: Y,
    'decision-maker': Y,
    member: [when.commitmentSigned],
    observer: [when.commitmentSigned],
    anyone: [when.commitmentPublished],
  }),
  'commitment.create': write(RULES.commitments, [...W, 'commitment'], commitmentKeepers),
  'commitment.prepare': write(RULES.commitments, [...W, 'commitment'], commitmentKeepers),
  'commitment.settle': write(RULES.commitments, [...W, 'commitment'], {
    ...commitmentKeepers,
    'decision-maker': [when.ownCommitment],
  }),
  'commitment.sign': write(RULES.commitmentSigning, [...W, 'commitment'], {
    'decision-maker': [when.signsForOwn],
  }),
  'commitment.withdraw': write(RULES.commitmentSigning, [...W, 'commitment'], {
    coordinator: [when.commitmentUnsigned],
    editor: [when.ownCommitment, when.commitmentUnsigned],
    'decision-maker': [when.signsForOwn],
  }),
  'audit-log.read': read(RULES.auditLog, [...W, 'auditEntry'], {
    coordinator: Y,
    editor: [when.auditOfOwnDocument],
    'decision-maker': [when.auditOfOwnSignOff],
  }),
};
