import { Workspace, WorkspacePage, type CreateWorkspace, type UpdateWorkspace } from '@kontor/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request, requestAll } from '../../../app/http.js';

export const workspacesKey = ['workspaces'] as const;
export const useWorkspaces = () =>
  useQuery({
    queryKey: workspacesKey,
    queryFn: ({ signal }) => requestAll('/workspaces', WorkspacePage, signal),
  });

export const archivedWorkspacesKey = ['workspaces', 'archived'] as const;
export const useArchivedWorkspaces = () =>
  useQuery({
    queryKey: archivedWorkspacesKey,
    queryFn: ({ signal }) => requestAll('/workspaces', WorkspacePage, signal, { archived: true }),
  });

/** Not below `workspaces`: a change of one workspace should not refetch every list. */
export const workspaceKey = (workspaceId: string) => ['workspace', workspaceId] as const;
export const useWorkspace = (workspaceId: string) =>
  useQuery({
    queryKey: workspaceKey(workspaceId),
    queryFn: ({ signal }) => request('GET', `/workspaces/${workspaceId}`, Workspace, { signal }),
  });

/** Puts an answer of the server where the screens read it, and refreshes the lists that show parts of it. */
function useAdopt() {
  const client = useQueryClient();
  return (workspace: Workspace) => {
    client.setQueryData(workspaceKey(workspace.id), workspace);
    return client.invalidateQueries({ queryKey: workspacesKey });
  };
}

export function useCreateWorkspace() {
  return useMutation({
    mutationFn: (body: CreateWorkspace) => request('POST', '/workspaces', Workspace, { body }),
    onSuccess: useAdopt(),
  });
}

export function useUpdateWorkspace(workspaceId: string) {
  return useMutation({
    mutationFn: (body: UpdateWorkspace) =>
      request('PATCH', `/workspaces/${workspaceId}`, Workspace, { body }),
    onSuccess: useAdopt(),
  });
}

export function useArchiveWorkspace(workspaceId: string) {
  return useMutation({
    mutationFn: (act: 'archive' | 'restore') =>
      request('POST', `/workspaces/${workspaceId}/${act}`, Workspace),
    onSuccess: useAdopt(),
  });
}
