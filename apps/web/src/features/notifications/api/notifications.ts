import {
  DEFAULT_CHOICES,
  NotificationPage,
  NotificationPreferences,
  Unsubscription,
  type ChangePreferences,
  type ReadNotifications,
} from '@kontor/contracts';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../../../app/http.js';

export const notificationsKey = ['notifications'] as const;

export const useNotifications = (show: 'all' | 'unread') =>
  useInfiniteQuery({
    queryKey: [...notificationsKey, 'list', show],
    queryFn: ({ pageParam, signal }) =>
      request('GET', '/notifications', NotificationPage, {
        params: { show, limit: 30, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ReadNotifications) => request('POST', '/notifications/read', z.unknown(), { body }),
    onSettled: () => client.invalidateQueries({ queryKey: notificationsKey }),
  });
}

const preferencesKey = [...notificationsKey, 'preferences'] as const;
export const usePreferences = () =>
  useQuery({
    queryKey: preferencesKey,
    queryFn: ({ signal }) =>
      request('GET', '/notifications/preferences', NotificationPreferences, { signal }),
  });

export function useChangePreferences() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangePreferences) =>
      request('PATCH', '/notifications/preferences', NotificationPreferences, { body }),
    // Shown at once, and taken back if it could not be saved.
    onMutate: (body) => {
      const before = client.getQueryData<NotificationPreferences>(preferencesKey);
      if (before) client.setQueryData(preferencesKey, changed(before, body));
      return before;
    },
    onError: (_error, _body, before) => client.setQueryData(preferencesKey, before),
    onSuccess: (answer) => client.setQueryData(preferencesKey, answer),
  });
}

function changed(
  before: NotificationPreferences,
  { digest, choice }: ChangePreferences,
): NotificationPreferences {
  const after = { ...before, digest: digest ?? before.digest };
  if (choice === undefined) return after;
  const { workspaceId, kind } = choice;
  if (workspaceId === null) {
    const everywhere = choice.choice ?? DEFAULT_CHOICES[kind];
    return { ...after, everywhere: { ...before.everywhere, [kind]: everywhere } };
  }
  const workspaces = before.workspaces.map((one) =>
    one.workspaceId === workspaceId
      ? { ...one, choices: { ...one.choices, [kind]: choice.choice ?? undefined } }
      : one,
  );
  return { ...after, workspaces };
}

/** What the link of a mail would stop. Looking at it stops nothing. */
export const useUnsubscription = (token: string) =>
  useQuery({
    queryKey: ['unsubscription', token],
    queryFn: ({ signal }) => request('GET', `/unsubscriptions/${token}`, Unsubscription, { signal }),
    enabled: token !== '',
    retry: false,
  });

export const useUnsubscribe = (token: string) =>
  useMutation({ mutationFn: () => request('POST', `/unsubscriptions/${token}`, Unsubscription) });
