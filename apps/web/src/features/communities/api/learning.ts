import { Learning, type OfferLearning, type Topic } from '@kontor/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../app/http.js';
import { communityKey } from './community.js';

const learningKey = (workspaceId: string) => [...communityKey(workspaceId), 'offers'] as const;
const path = (workspaceId: string) => `/workspaces/${workspaceId}/community/offers`;

export const useLearning = (workspaceId: string) =>
  useQuery({
    queryKey: learningKey(workspaceId),
    queryFn: ({ signal }) => request('GET', path(workspaceId), Learning, { signal }),
  });

/** With a body it says what one offers or wishes; without one it takes that back. */
export function useOffer(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ topic, body }: { topic: Topic; body: OfferLearning | null }) => {
      const at = `${path(workspaceId)}/${topic}`;
      return body === null ? request('DELETE', at, Learning) : request('PUT', at, Learning, { body });
    },
    onSuccess: (learning) => client.setQueryData(learningKey(workspaceId), learning),
  });
}
