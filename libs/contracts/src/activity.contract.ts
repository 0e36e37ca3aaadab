import { z } from 'zod';
import { ThreadKind } from './discussions.contract.js';
import { CityId, CommitmentId, Day, DocumentId, Instant, ThreadId, UserId, WorkspaceId } from './ids.js';
import { PageQuery, page } from './paging.js';

/** What happens in a workspace. Later nouns add theirs by writing the same record. */
export const ACTIVITY_KINDS = [
  'document-started', 'text-edited', 'thread-begun', 'posted', 'member-joined',
  'commitment-prepared', 'commitment-signed', 'commitment-kept',
] as const; // prettier-ignore
export const ActivityKind = z.enum(ACTIVITY_KINDS);
export type ActivityKind = z.infer<typeof ActivityKind>;

/** What the kinds are about: a stream is narrowed by these. */
export const ACTIVITY_SUBJECTS = ['documents', 'threads', 'members', 'commitments'] as const;
export const ActivitySubject = z.enum(ACTIVITY_SUBJECTS);
export type ActivitySubject = z.infer<typeof ActivitySubject>;

/** "3 edits by Tampere in Problem and Evidence": what one place did to one thing on one day. */
export const Activity = z
  .object({
    id: z.string(),
    kind: ActivityKind,
    workspace: z.object({ id: WorkspaceId, name: z.string() }),
    /** Calendar day in Brussels. */
    day: Day,
    /** The last of them. */
    at: Instant,
    count: z.number().int(),
    document: z.object({ id: DocumentId, title: z.string() }).nullable(),
    thread: z.object({ id: ThreadId, title: z.string(), kind: ThreadKind }).nullable(),
    commitment: z.object({ id: CommitmentId, title: z.string() }).nullable(),
    /** The city, or else the organisation, of those who did it. */
    place: z.object({ cityId: CityId.nullable(), name: z.string() }).nullable(),
    /** Sections that were written in; `key` names one of the template. */
    sections: z.array(z.object({ key: z.string().nullable(), title: z.string() })),
    /** A few of those who did it; nobody where the reader may not know who wrote. */
    people: z.array(z.object({ id: UserId, name: z.string() })),
  })
  .meta({ id: 'Activity' });
export type Activity = z.infer<typeof Activity>;
export const ActivityPage = page(Activity);

export const ActivityQuery = PageQuery.extend({
  show: ActivitySubject.optional(),
  cityId: CityId.optional(),
});
export type ActivityQuery = z.infer<typeof ActivityQuery>;
