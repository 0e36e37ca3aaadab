import { Member, MemberPage, type WorkspaceRole } from '@kontor/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { request, requestAll } from '../../../app/http.js';
import { workspaceKey, workspacesKey } from './workspaces.js';

export const membersKey = (workspaceId: string) => ['workspace', workspaceId, 'members'] as const;
export const useMembers = (workspaceId: string, enabled = true) =>
  useQuery({
    queryKey: membersKey(workspaceId),
    queryFn: ({ signal }) => requestAll(`/workspaces/${workspaceId}/members`, MemberPage, signal),
    enabled,
  });

export function useChangeRole(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, role }: { userId: string; role: WorkspaceRole }) =>
      request('PATCH', `/workspaces/${workspaceId}/members/${userId}`, Member, { body: { role } }),
    onSettled: () => client.invalidateQueries({ queryKey: workspaceKey(workspaceId) }),
  });
}

export function useEndMembership(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) =>
      request('DELETE', `/workspaces/${workspaceId}/members/${userId}`, z.unknown()),
    onSettled: () => client.invalidateQueries({ queryKey: workspaceKey(workspaceId) }),
  });
}

export function useLeaveWorkspace(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request('POST', `/workspaces/${workspaceId}/leave`, z.unknown()),
    onSuccess: () => client.invalidateQueries({ queryKey: workspacesKey }),
  });
}
