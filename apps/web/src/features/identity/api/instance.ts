import { Instance, type SetUp } from '@kontor/contracts';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../../../app/http.js';
import { meKey } from './me.js';

export const instanceKey = ['instance'] as const;
export const instanceQuery = queryOptions({
  queryKey: instanceKey,
  queryFn: ({ signal }) => request('GET', '/instance', Instance, { signal }),
  staleTime: 300_000,
});

export const useInstance = () => useQuery(instanceQuery);

/** First start: makes the operator's account and signs in. */
export function useSetUp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SetUp) => request('POST', '/set-up', z.unknown(), { body }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: instanceKey });
      await client.invalidateQueries({ queryKey: meKey });
    },
  });
}
