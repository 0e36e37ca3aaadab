import { Watching, WatchingList, type ChangeWatching } from '@kontor/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../app/http.js';
import { notificationsKey } from './notifications.js';

const watchingKey = [...notificationsKey, 'watching'] as const;

/** What one watches, in all workspaces. */
export const useWatching = () =>
  useQuery({
    queryKey: watchingKey,
    queryFn: async ({ signal }) =>
      (await request('GET', '/notifications/watching', WatchingList, { signal })).items,
  });

export function useChangeWatching(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeWatching) =>
      request('PATCH', `/workspaces/${workspaceId}/watching`, Watching, { body }),
    onSuccess: (now) => {
      const isWatched = now.all || now.tags.length > 0;
      client.setQueryData<Watching[]>(watchingKey, (before = []) => [
        ...before.filter((one) => one.workspaceId !== workspaceId),
        ...(isWatched ? [now] : []),
      ]);
      void client.invalidateQueries({ queryKey: watchingKey });
    },
  });
}
