import { PersonEntryPage, PersonProfile, type UpdateProfile } from '@kontor/contracts';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { request } from '../../../app/http.js';
import type { PeopleSearch } from '../hooks/people-search.js';

export const peopleKey = ['people'] as const;
export const usePeople = (search: PeopleSearch) =>
  useInfiniteQuery({
    queryKey: [...peopleKey, 'list', search],
    queryFn: ({ pageParam, signal }) =>
      request('GET', '/people', PersonEntryPage, { params: { ...search, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const personKey = (userId: string) => [...peopleKey, userId] as const;
export const usePerson = (userId: string) =>
  useQuery({
    queryKey: personKey(userId),
    queryFn: ({ signal }) => request('GET', `/people/${userId}`, PersonProfile, { signal }),
  });

export function useUpdateProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateProfile) => request('PATCH', '/me/profile', PersonProfile, { body }),
    onSuccess: (profile) => {
      client.setQueryData(personKey(profile.id), profile);
      void client.invalidateQueries({ queryKey: [...peopleKey, 'list'] });
    },
  });
}
