import {
  documentIsArchived,
  frozenVersion,
  invitationOpen,
  mayDownload,
  ownDocument,
  publicCommentsShown,
  published,
  reasonGiven,
  shared,
} from '../conditions/documents.js';
import { RULES } from '../rules.js';
import { read, write, act, Y, type Rows } from './row.js';

const W = ['workspace'] as const;
const D = ['workspace', 'document'] as const;

/** Whoever reads a draft; what hangs on it (files, visits) is read by the same people. */
export const draftReaders = {
  coordinator: Y,
  editor: Y,
  'decision-maker': Y,
  member: [shared],
  observer: Y,
  reviewer: [invitationOpen, frozenVersion],
  'former-partner': [ownDocument],
};
const writers = { coordinator: Y, editor: Y };

export const documentRows: Rows<'practice-document' | 'file' | 'visit' | 'publication'> = {
  'practice-document.list': read(RULES.draftReading, W, {
    coordinator: Y,
    editor: Y,
    'decision-maker': Y,
    member: Y,
    observer: Y,
    'former-partner': Y,
  }),
  'practice-document.read': read(RULES.draftReading, D, draftReaders),
  'practice-document.create': write(RULES.draftWriting, W, writers),
  'practice-document.edit': write(RULES.draftWriting, D, writers),
  'practice-document.describe': write(RULES.draftWriting, D, writers),
  'practice-document.restore-version': write(RULES.draftWriting, D, writers),
  'practice-document.attach': write(RULES.draftWriting, D, writers),
  'practice-document.archive': write(RULES.archiving, D, { coordinator: Y, editor: [ownDocument] }),
  'practice-document.restore': act(
    RULES.archiving,
    D,
    { coordinator: [documentIsArchived], editor: [ownDocument, documentIsArchived] },
    ['workspace'],
  ),
  'practice-document.change-owner': write(RULES.archiving, D, { coordinator: Y, editor: [ownDocument] }),
  'practice-document.export': read(RULES.exporting, D, {
    coordinator: Y,
    editor: Y,
    'decision-maker': Y,
    reviewer: [invitationOpen, frozenVersion, mayDownload],
    'former-partner': [ownDocument],
  }),
  'practice-document.read-authorship': read(RULES.authorship, D, {
    coordinator: Y,
    editor: Y,
    'decision-maker': Y,
  }),
  'practice-document.widen': write(RULES.wideningByCoordinator, D, { coordinator: [reasonGiven] }),
  'practice-document.narrow': act(RULES.wideningByCoordinator, D, {
    coordinator: Y,
    editor: [ownDocument],
  }),
  'file.read': read(RULES.filesFollow, D, draftReaders),
  'visit.record': act(RULES.visits, D, draftReaders),
  'publication.read': read(RULES.publishedOnly, ['document'], { anyone: [published] }),
  'publication.read-comments': read(RULES.publicComments, ['document'], {
    anyone: [published, publicCommentsShown],
  }),
  'publication.comment': write(RULES.publicComments, ['document'], {
    anyone: [published, publicCommentsShown],
  }),
};
