import { DocumentOrigin } from '@kontor/contracts';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../app/http.js';
import { documentKey } from './practice-documents.js';

/** The post that a document began with. In a file of its own, so that the first load need not carry what it says. */
export const useDocumentOrigin = (documentId: string) =>
  useQuery({
    queryKey: [...documentKey(documentId), 'origin'],
    queryFn: ({ signal }) =>
      request('GET', `/practice-documents/${documentId}/origin`, DocumentOrigin, { signal }),
  });
