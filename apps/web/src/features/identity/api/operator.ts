import { AccountPage, MailPage } from '@kontor/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { request, requestAll } from '../../../app/http.js';

export const outboxKey = ['operator', 'mail'] as const;
export const useOutbox = () =>
  useQuery({
    queryKey: outboxKey,
    queryFn: ({ signal }) => requestAll('/operator/mail', MailPage, signal),
    refetchInterval: 15_000,
  });

export const peopleKey = ['operator', 'people'] as const;
export const usePeople = () =>
  useQuery({
    queryKey: peopleKey,
    queryFn: ({ signal }) => requestAll('/operator/people', AccountPage, signal),
  });

export function useSetAccountState() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, to }: { userId: string; to: 'disable' | 'enable' }) =>
      request('POST', `/operator/people/${userId}/${to}`, z.unknown()),
    onSuccess: () => client.invalidateQueries({ queryKey: peopleKey }),
  });
}
