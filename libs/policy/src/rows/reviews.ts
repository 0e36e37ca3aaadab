import {
  authorsShown,
  frozenVersion,
  independent,
  invitationOpen,
  inviteeIndependent,
  mayCommentInline,
  ownComment,
  ownReport,
  ownReportOrShown,
  reportOpen,
  reportPublished,
  reportSubmitted,
  reviewerNamed,
  reviewerVisible,
  shared,
} from '../conditions/documents.js';
import { RULES } from '../rules.js';
import { read, write, Y, type Rows } from './row.js';

const D = ['workspace', 'document'] as const;
const C = ['workspace', 'document', 'comment'] as const;
/** A published report is read without any workspace. */
const R = ['document', 'report'] as const;
const officials = { coordinator: Y, editor: Y, 'decision-maker': Y };

/** What people say about a draft, and what invited reviewers do. */
export const reviewRows: Rows<'comment' | 'suggestion' | 'review'> = {
  'comment.read': read(RULES.comments, C, {
    ...officials,
    member: [shared],
    observer: Y,
    reviewer: [ownComment, invitationOpen, frozenVersion],
  }),
  'comment.write': write(RULES.comments, D, {
    ...officials,
    member: [shared],
    observer: Y,
    reviewer: [invitationOpen, frozenVersion, mayCommentInline],
  }),
  'comment.resolve': write(RULES.comments, C, {
    coordinator: Y,
    editor: Y,
    'decision-maker': [ownComment],
    member: [ownComment, shared],
    reviewer: [ownComment, invitationOpen, frozenVersion],
  }),
  'suggestion.make': write(RULES.suggestions, D, {
    ...officials,
    member: [shared],
    reviewer: [invitationOpen, frozenVersion, mayCommentInline],
  }),
  'suggestion.accept': write(RULES.suggestions, D, { coordinator: Y, editor: Y }),

  'review.propose': write(RULES.reviewManagement, D, { editor: Y }),
  'review.invite': write(RULES.reviewManagement, [...D, 'invitee'], { coordinator: [inviteeIndependent] }),
  'review.extend': write(RULES.reviewManagement, D, { coordinator: Y }),
  'review.decide': write(RULES.reviewManagement, D, { coordinator: Y }),
  'review.write-report': write(RULES.reviewWriting, D, {
    reviewer: [reportOpen, frozenVersion, independent],
  }),
  'review.read-report': read(RULES.reportReading, R, {
    coordinator: Y,
    editor: [reportSubmitted],
    'decision-maker': [reportSubmitted],
    reviewer: [ownReportOrShown],
    anyone: [reportPublished],
  }),
  'review.see-reviewer': read(RULES.reviewerIdentity, R, {
    coordinator: Y,
    editor: [reviewerVisible],
    'decision-maker': [reviewerVisible],
    reviewer: [ownReport],
    anyone: [reviewerNamed],
  }),
  'review.see-authors': read(RULES.reviewerIdentity, D, {
    ...officials,
    reviewer: [invitationOpen, authorsShown],
  }),
  'review.answer-points': write(RULES.reviewAnswers, D, { coordinator: Y, editor: Y }),
  'review.read-answer': read(RULES.reviewAnswers, R, { coordinator: Y, editor: Y, reviewer: [ownReport] }),
};
