import type { PracticeDocument, Visit } from '@kontor/contracts';
import type { DocumentView, VisitView } from '@kontor/domain';

export const presentDocument = ({
  document,
  workspaceName,
  owner,
  cities,
  abilities,
}: DocumentView): PracticeDocument => ({
  id: document.id,
  workspaceId: document.workspaceId,
  workspaceName,
  revision: document.revision,
  title: document.title,
  docType: document.docType,
  status: document.status,
  owner: { id: document.ownerOrganisationId, name: owner?.name ?? '' },
  cities: cities.map(({ id, name, country }) => ({ id, name, country })),
  topics: document.topics,
  language: document.language,
  implementationStatus: document.implementationStatus,
  startDate: document.startDate,
  endDate: document.endDate,
  sharedWithMembers: document.sharedWithMembers,
  isSample: document.isSample,
  isFromPost: document.begunFrom != null,
  createdAt: document.createdAt.toISOString(),
  updatedAt: document.updatedAt.toISOString(),
  textChangedAt: document.textChangedAt?.toISOString() ?? null,
  archivedAt: document.archivedAt?.toISOString() ?? null,
  abilities,
});

export const presentVisit = ({ view, sectionId, visitedAt }: VisitView): Visit => ({
  document: presentDocument(view),
  sectionId,
  visitedAt: visitedAt.toISOString(),
});
