import { Community, type BeginCharter, type ChooseCharter, type NameFacilitator } from '@kontor/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../app/http.js';

/** Under the workspace: whatever makes that stale makes this stale. */
export const communityKey = (workspaceId: string) => ['workspace', workspaceId, 'community'] as const;
const path = (workspaceId: string) => `/workspaces/${workspaceId}/community`;

export const useCommunity = (workspaceId: string) =>
  useQuery({
    queryKey: communityKey(workspaceId),
    queryFn: ({ signal }) => request('GET', path(workspaceId), Community, { signal }),
  });

export function useBeginCharter(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BeginCharter) => request('POST', `${path(workspaceId)}/charter`, Community, { body }),
    onSuccess: (community) => {
      client.setQueryData(communityKey(workspaceId), community);
      void client.invalidateQueries({ queryKey: ['practice-documents', workspaceId] });
    },
  });
}

export function useChooseCharter(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ChooseCharter) => request('PUT', `${path(workspaceId)}/charter`, Community, { body }),
    onSuccess: (community) => client.setQueryData(communityKey(workspaceId), community),
  });
}

export function useNameFacilitator(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NameFacilitator) =>
      request('PUT', `${path(workspaceId)}/facilitator`, Community, { body }),
    onSuccess: (community) => client.setQueryData(communityKey(workspaceId), community),
  });
}
