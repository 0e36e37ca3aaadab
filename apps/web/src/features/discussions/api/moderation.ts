import {
  FlaggedPostPage,
  ModerationLogPage,
  ThreadState,
  type DecideOnPost,
  type FlagPost,
} from '@kontor/contracts';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../../../app/http.js';
import { threadKey } from './threads.js';

const moderationKey = ['moderation'] as const;
/** Flags are not told live: the queue looks again by itself while it is on the screen. */
const LOOK_AGAIN_MS = 30_000;

const usePages = <T extends z.ZodType<{ nextCursor: string | null }>>(
  workspaceId: string,
  what: string,
  schema: T,
  enabled = true,
) =>
  useInfiniteQuery({
    queryKey: [...moderationKey, workspaceId, what],
    queryFn: ({ pageParam, signal }) =>
      request('GET', `/workspaces/${workspaceId}/${what}`, schema, {
        params: { cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: z.output<T>) => last.nextCursor ?? undefined,
    refetchInterval: LOOK_AGAIN_MS,
    enabled,
  });

/** Flagged posts that wait for a decision. */
export const useFlagged = (workspaceId: string, enabled = true) =>
  usePages(workspaceId, 'flagged-posts', FlaggedPostPage, enabled);

/** What coordinators did. */
export const useModerationLog = (workspaceId: string) =>
  usePages(workspaceId, 'moderation-log', ModerationLogPage);

export function useFlag(threadId: string, postId: string) {
  return useMutation({
    mutationFn: (body: FlagPost) =>
      request('PUT', `/threads/${threadId}/posts/${postId}/flag`, z.unknown(), { body }),
  });
}

type Decision = DecideOnPost & { decision: 'hide' | 'show' | 'dismiss' | 'delete' };

export function useDecision(threadId: string, postId: string) {
  const client = useQueryClient();
  const at = `/threads/${threadId}/posts/${postId}`;
  return useMutation({
    mutationFn: ({ decision, reason }: Decision): Promise<unknown> => {
      const body = { reason };
      if (decision === 'delete') return request('DELETE', at, ThreadState, { params: { reason } });
      if (decision === 'dismiss') return request('POST', `${at}/dismiss-flags`, z.unknown(), { body });
      return request('POST', `${at}/${decision}`, ThreadState, { body });
    },
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: threadKey(threadId) }),
        client.invalidateQueries({ queryKey: moderationKey }),
      ]),
  });
}
