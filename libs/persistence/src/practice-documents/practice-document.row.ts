import {
  CityId,
  ContentLanguage,
  DocType,
  DocumentId,
  DocumentStatus,
  ImplementationStatus,
  OrganisationId,
  PostId,
  ThreadId,
  Topic,
  UserId,
  WorkspaceId,
} from '@kontor/contracts';
import type { PracticeDocumentRecord } from '@kontor/domain';
import { z } from 'zod';

/** What a stored document must be when it comes back; derived fields stay behind. */
export const DocumentRowSchema = z
  .object({
    _id: DocumentId,
    workspaceId: WorkspaceId,
    revision: z.number(),
    title: z.string(),
    docType: DocType,
    status: DocumentStatus,
    statusBeforeArchive: DocumentStatus.nullable(),
    ownerOrganisationId: OrganisationId,
    cityIds: z.array(CityId),
    countries: z.array(z.string()),
    topics: z.array(Topic),
    language: ContentLanguage,
    implementationStatus: ImplementationStatus,
    startDate: z.string().nullable(),
    endDate: z.string().nullable(),
    sharedWithMembers: z.boolean(),
    sharedReason: z.string().nullable(),
    isSample: z.boolean(),
    begunFrom: z.object({ threadId: ThreadId, postId: PostId, authorId: UserId }).nullable().default(null),
    createdAt: z.date(),
    createdBy: UserId,
    updatedAt: z.date(),
    updatedBy: UserId,
    textChangedAt: z.date().nullable(),
    archivedAt: z.date().nullable(),
  })
  .transform(({ _id, ...rest }): PracticeDocumentRecord => ({ id: _id, ...rest }));

export const DerivedSchema = z.object({ titleKey: z.string(), activityAt: z.date() });
