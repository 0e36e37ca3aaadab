import type {
  ActivityKind,
  ActivitySubject,
  CityId,
  CommitmentId,
  DocumentId,
  OrganisationId,
  ThreadId,
  UserId,
  WorkspaceId,
} from '@kontor/contracts';

/** A section as it was called when somebody wrote in it. */
export interface SectionMark {
  id: string;
  key: string | null;
  title: string;
}

/** One thing that somebody did. */
export interface Happening {
  workspaceId: WorkspaceId;
  kind: ActivityKind;
  documentId: DocumentId | null;
  threadId: ThreadId | null;
  commitmentId?: CommitmentId;
  actorId: UserId;
  at: Date;
  /** Names this very happening for ever: told twice, it counts once. */
  source: string;
  sections?: SectionMark[];
}

/** Where somebody belongs, as it was when it happened. */
export interface Place {
  cityId: CityId | null;
  organisationId: OrganisationId | null;
}

/**
 * What one place did to one thing on one day. It holds no title and no word of anybody: those are read, with the right to
 * read them, when somebody looks.
 */
export interface ActivityRecord extends Place {
  id: string;
  workspaceId: WorkspaceId;
  kind: ActivityKind;
  subject: ActivitySubject;
  day: string;
  documentId: DocumentId | null;
  threadId: ThreadId | null;
  commitmentId: CommitmentId | null;
  lastAt: Date;
  sources: string[];
  people: UserId[];
  sections: SectionMark[];
}

export const SUBJECT_OF: Readonly<Record<ActivityKind, ActivitySubject>> = {
  'document-started': 'documents',
  'text-edited': 'documents',
  'thread-begun': 'threads',
  posted: 'threads',
  'member-joined': 'members',
  'commitment-prepared': 'commitments',
  'commitment-signed': 'commitments',
  'commitment-kept': 'commitments',
};

const days = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels', dateStyle: 'short' });

/** One calendar for all partners, or the same edit would be of two days. */
export const dayOf = (at: Date): string => days.format(at);

/** The same day, thing, kind and place are the same record. */
export function recordIdOf(happening: Happening, { cityId, organisationId }: Place): string {
  const { workspaceId, kind, documentId, threadId, commitmentId, at } = happening;
  const about = documentId ?? threadId ?? commitmentId ?? 'members';
  return [workspaceId, dayOf(at), kind, about, cityId ?? organisationId ?? 'nowhere'].join(':');
}
