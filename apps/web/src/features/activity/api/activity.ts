import { ActivityPage } from '@kontor/contracts';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { request } from '../../../app/http.js';
import type { ActivitySearch } from '../hooks/activity-search.js';

/** @param workspaceId without one, of all own workspaces */
export const useActivity = (workspaceId: string | undefined, search: ActivitySearch & { limit?: number }) =>
  useInfiniteQuery({
    queryKey: ['activity', workspaceId ?? 'own', search],
    queryFn: ({ pageParam, signal }) =>
      request(
        'GET',
        workspaceId === undefined ? '/me/activity' : `/workspaces/${workspaceId}/activity`,
        ActivityPage,
        { params: { ...search, cursor: pageParam }, signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
