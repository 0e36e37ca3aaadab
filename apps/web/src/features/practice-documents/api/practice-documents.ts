import {
  PracticeDocument,
  PracticeDocumentContent,
  PracticeDocumentPage,
  VisitPage,
  type CreatePracticeDocument,
  type RecordVisit,
  type SharePracticeDocument,
  type UpdatePracticeDocument,
} from '@kontor/contracts';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query';
import { z } from 'zod';
import { request, type Params } from '../../../app/http.js';
import { workspaceKey } from '../../workspaces/api/workspaces.js';

/** What the list of a workspace can be narrowed by; the same names stand in the address bar and in the request. */
export interface DocumentFilter extends Params {
  q?: string;
  status?: string[];
  docType?: string[];
  topic?: string[];
  country?: string[];
  archived?: boolean;
  sort?: 'updated' | 'title' | 'created';
  limit?: number;
}

export const documentsKey = (workspaceId: string) => ['practice-documents', workspaceId] as const;
export const useDocuments = (workspaceId: string, filter: DocumentFilter) =>
  useInfiniteQuery({
    queryKey: [...documentsKey(workspaceId), filter],
    queryFn: ({ pageParam, signal }) =>
      request('GET', `/workspaces/${workspaceId}/practice-documents`, PracticeDocumentPage, {
        params: { ...filter, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const documentKey = (documentId: string) => ['practice-document', documentId] as const;
export const useDocument = (documentId: string, enabled = true) => {
  const client = useQueryClient();
  return useQuery<PracticeDocument>({
    queryKey: documentKey(documentId),
    queryFn: ({ signal }) =>
      request('GET', `/practice-documents/${documentId}`, PracticeDocument, { signal }),
    enabled,
    // As a list showed it a moment ago: opening its text need not wait for the record to be read once more.
    placeholderData: () => listed(client, documentId),
  });
};

function listed(client: QueryClient, documentId: string): PracticeDocument | undefined {
  const lists = client.getQueriesData<InfiniteData<{ items: PracticeDocument[] }>>({
    queryKey: ['practice-documents'],
  });
  return lists
    .flatMap(([, list]) => list?.pages ?? [])
    .flatMap(({ items }) => items)
    .find(({ id }) => id === documentId);
}

export const documentContentKey = (documentId: string) =>
  ['practice-document', documentId, 'content'] as const;
export const useDocumentContent = (documentId: string, enabled = true) =>
  useQuery({
    queryKey: documentContentKey(documentId),
    queryFn: ({ signal }) =>
      request('GET', `/practice-documents/${documentId}/content`, PracticeDocumentContent, { signal }),
    enabled,
  });

export const visitsKey = ['me', 'visits'] as const;
export const useVisits = () =>
  useQuery({
    queryKey: visitsKey,
    queryFn: async ({ signal }) => (await request('GET', '/me/visits', VisitPage, { signal })).items,
  });

function useAdopt() {
  const client = useQueryClient();
  return async (document: PracticeDocument) => {
    client.setQueryData(documentKey(document.id), document);
    await Promise.all([
      client.invalidateQueries({ queryKey: documentsKey(document.workspaceId) }),
      client.invalidateQueries({ queryKey: workspaceKey(document.workspaceId), exact: true }),
      client.invalidateQueries({ queryKey: visitsKey }),
    ]);
  };
}

export function useCreateDocument(workspaceId: string) {
  return useMutation({
    mutationFn: (body: CreatePracticeDocument) =>
      request('POST', `/workspaces/${workspaceId}/practice-documents`, PracticeDocument, { body }),
    onSuccess: useAdopt(),
  });
}

export function useUpdateDocument(documentId: string) {
  return useMutation({
    mutationFn: (body: UpdatePracticeDocument) =>
      request('PATCH', `/practice-documents/${documentId}`, PracticeDocument, { body }),
    onSuccess: useAdopt(),
  });
}

/** Takes the id when called, so that an undo offered after leaving the page still knows its document. */
export function useArchiveDocument() {
  return useMutation({
    mutationFn: ({ documentId, act }: { documentId: string; act: 'archive' | 'restore' }) =>
      request('POST', `/practice-documents/${documentId}/${act}`, PracticeDocument),
    onSuccess: useAdopt(),
  });
}

/** With a body it shows the draft to community members; without one it takes that back. */
export function useShareDocument() {
  return useMutation({
    mutationFn: ({ documentId, body }: { documentId: string; body: SharePracticeDocument | null }) =>
      body === null
        ? request('DELETE', `/practice-documents/${documentId}/sharing`, PracticeDocument)
        : request('PUT', `/practice-documents/${documentId}/sharing`, PracticeDocument, { body }),
    onSuccess: useAdopt(),
  });
}

export function useRecordVisit(documentId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RecordVisit) =>
      request('PUT', `/practice-documents/${documentId}/visit`, z.unknown(), { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: visitsKey }),
  });
}
