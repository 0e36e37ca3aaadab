import { z } from 'zod';
import { CityId, Day, DocumentId, Instant, OrganisationId, WorkspaceId } from './ids.js';
import { ContentLanguage } from './locales.js';
import { csv, PageQuery, page } from './paging.js';

export const DOC_TYPES = [
  'practice', 'research-brief', 'project-brief', 'method', 'standard', 'action-plan', 'feasibility-study',
  'survey-report', 'consultation-response', 'recommendation',
] as const; // prettier-ignore
export const DocType = z.enum(DOC_TYPES);
export type DocType = z.infer<typeof DocType>;

export const DOCUMENT_STATUSES = [
  'draft', 'in-review', 'changes-requested', 'approved', 'published', 'withdrawn', 'archived',
] as const; // prettier-ignore
export const DocumentStatus = z.enum(DOCUMENT_STATUSES);
export type DocumentStatus = z.infer<typeof DocumentStatus>;

export const IMPLEMENTATION_STATUSES = [
  'idea',
  'pilot',
  'in-operation',
  'completed',
  'stopped',
  'unknown',
] as const;
export const ImplementationStatus = z.enum(IMPLEMENTATION_STATUSES);
export type ImplementationStatus = z.infer<typeof ImplementationStatus>;

export const TOPICS = [
  'eparticipation', 'deliberation', 'proactive-service', 'citizen-reporting', 'interoperability', 'shared-service',
  'user-research', 'assisted-digital', 'governance', 'open-data', 'identity', 'procurement', 'other',
] as const; // prettier-ignore
export const Topic = z.enum(TOPICS);
export type Topic = z.infer<typeof Topic>;

/** Sections of the guided template, in order; each is a node with a stable id in the shared text. */
export const SECTION_KEYS = [
  'summary', 'problem', 'solution', 'users-involved', 'resources', 'evidence', 'challenges', 'why-it-works',
  'transfer-potential',
] as const; // prettier-ignore
export const SectionKey = z.enum(SECTION_KEYS);
export type SectionKey = z.infer<typeof SectionKey>;

/** Interreg's limit; also fits lists. */
const Title = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}+$/u, 'must not contain control characters');

const fields = {
  title: Title,
  docType: DocType,
  ownerOrganisationId: OrganisationId,
  cityIds: z.array(CityId).max(20),
  topics: z.array(Topic).max(TOPICS.length),
  language: ContentLanguage,
  implementationStatus: ImplementationStatus,
  startDate: Day.nullable(),
  endDate: Day.nullable(),
};

export const CreatePracticeDocument = z.strictObject({
  title: fields.title,
  template: z.enum(['guided', 'blank']).default('guided'),
  docType: fields.docType.default('practice'),
  /** Defaults to the author's own organisation. */
  ownerOrganisationId: fields.ownerOrganisationId.optional(),
  cityIds: fields.cityIds.default([]),
  topics: fields.topics.default([]),
  language: fields.language.default('en'),
  implementationStatus: fields.implementationStatus.default('unknown'),
  startDate: fields.startDate.default(null),
  endDate: fields.endDate.default(null),
});
export type CreatePracticeDocument = z.infer<typeof CreatePracticeDocument>;

/** Fields only: status moves by acts of its own (archive, restore; review and publication come later). */
export const UpdatePracticeDocument = z.strictObject({
  revision: z.number().int().min(0),
  title: fields.title.optional(),
  docType: fields.docType.optional(),
  ownerOrganisationId: fields.ownerOrganisationId.optional(),
  cityIds: fields.cityIds.optional(),
  topics: fields.topics.optional(),
  language: fields.language.optional(),
  implementationStatus: fields.implementationStatus.optional(),
  startDate: fields.startDate.optional(),
  endDate: fields.endDate.optional(),
});
export type UpdatePracticeDocument = z.infer<typeof UpdatePracticeDocument>;

/** `PUT /practice-documents/:id/sharing` shows a draft to community members and says why; `DELETE` takes that back. */
export const SharePracticeDocument = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export type SharePracticeDocument = z.infer<typeof SharePracticeDocument>;

export const DocumentAbilities = z.object({
  /** Write in the shared text. */
  edit: z.boolean(),
  /** Change the fields. */
  describe: z.boolean(),
  archive: z.boolean(),
  restore: z.boolean(),
  attach: z.boolean(),
  /** Show it to community members too, with a reason. */
  share: z.boolean(),
  /** Take that back. */
  unshare: z.boolean(),
});

export const PracticeDocument = z
  .object({
    id: DocumentId,
    workspaceId: WorkspaceId,
    workspaceName: z.string(),
    revision: z.number().int(),
    title: z.string(),
    docType: DocType,
    status: DocumentStatus,
    owner: z.object({ id: OrganisationId, name: z.string() }),
    cities: z.array(z.object({ id: CityId, name: z.string(), country: z.string() })),
    topics: z.array(Topic),
    language: ContentLanguage,
    implementationStatus: ImplementationStatus,
    startDate: Day.nullable(),
    endDate: Day.nullable(),
    /** Community members (role `member`) of the workspace read it too. */
    sharedWithMembers: z.boolean(),
    isSample: z.boolean(),
    /** It began with the words of a post; `GET /practice-documents/:id/origin` says of which. */
    isFromPost: z.boolean(),
    createdAt: Instant,
    updatedAt: Instant,
    /** When the shared text last changed durably. */
    textChangedAt: Instant.nullable(),
    archivedAt: Instant.nullable(),
    abilities: DocumentAbilities,
  })
  .meta({ id: 'PracticeDocument' });
export type PracticeDocument = z.infer<typeof PracticeDocument>;
export const PracticeDocumentPage = page(PracticeDocument);

export const DOCUMENT_SORTS = ['updated', 'title', 'created'] as const;
export const PracticeDocumentQuery = PageQuery.extend({
  q: z.string().trim().max(100).optional(),
  status: csv(DocumentStatus),
  docType: csv(DocType),
  topic: csv(Topic),
  cityId: csv(CityId),
  country: csv(z.string().regex(/^[A-Z]{2}$/)),
  archived: z
    .enum(['true', 'false'])
    .default('false')
    .transform((v) => v === 'true'),
  sort: z.enum(DOCUMENT_SORTS).default('updated'),
});
export type PracticeDocumentQuery = z.infer<typeof PracticeDocumentQuery>;

/** The last stored state, for reading without a socket. `html` is rendered by the server and sanitised by schema. */
export const PracticeDocumentContent = z
  .object({
    documentId: DocumentId,
    html: z.string(),
    outline: z.array(z.object({ id: z.string(), key: z.string().nullable(), title: z.string() })),
    words: z.number().int(),
    seq: z.number().int(),
    storedAt: Instant.nullable(),
  })
  .meta({ id: 'PracticeDocumentContent' });
export type PracticeDocumentContent = z.infer<typeof PracticeDocumentContent>;

/** Where somebody left a document: `PUT /practice-documents/:id/visit`, read by `GET /me/visits`. */
export const RecordVisit = z.strictObject({ sectionId: z.string().max(64).nullable().default(null) });
export type RecordVisit = z.infer<typeof RecordVisit>;
export const Visit = z
  .object({ document: PracticeDocument, sectionId: z.string().nullable(), visitedAt: Instant })
  .meta({ id: 'Visit' });
export type Visit = z.infer<typeof Visit>;
export const VisitPage = page(Visit);
