import { Me, SessionPage, type ChangePassword, type UpdateMe } from '@kontor/contracts';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { ApiError, request, requestAll } from '../../../app/http.js';

export const meKey = ['me'] as const;
/** Who is signed in; null for a guest (not an error: it is the normal state of the sign-in page). */
export const meQuery = queryOptions({
  queryKey: meKey,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await request('GET', '/me', Me, { signal });
    } catch (error) {
      if (error instanceof ApiError && error.code === 'not-signed-in') return null;
      throw error;
    }
  },
});

export const useMe = () => useQuery(meQuery);

export function useUpdateMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateMe) => request('PATCH', '/me', Me, { body }),
    onSuccess: (me) => client.setQueryData(meKey, me),
  });
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (body: ChangePassword) => request('POST', '/me/password', z.unknown(), { body }),
  });
}

export const sessionsKey = ['me', 'sessions'] as const;
export const useSessions = () =>
  useQuery({
    queryKey: sessionsKey,
    queryFn: ({ signal }) => requestAll('/me/sessions', SessionPage, signal),
  });

export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string) => request('DELETE', `/me/sessions/${sessionId}`, z.unknown()),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionsKey }),
  });
}
