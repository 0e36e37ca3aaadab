import { CityDetail, CityPage, OrganisationPage } from '@kontor/contracts';
import { useQuery } from '@tanstack/react-query';
import { request, requestAll } from '../../../app/http.js';

const HOUR = 3_600_000;

export const citiesKey = ['cities'] as const;
export const useCities = () =>
  useQuery({
    queryKey: citiesKey,
    // One page and no parameters: the map needs all places at once.
    queryFn: async ({ signal }) => (await request('GET', '/cities', CityPage, { signal })).items,
    staleTime: HOUR,
  });

export const cityKey = (cityId: string) => ['cities', cityId] as const;
export const useCity = (cityId: string) =>
  useQuery({
    queryKey: cityKey(cityId),
    queryFn: ({ signal }) => request('GET', `/cities/${cityId}`, CityDetail, { signal }),
  });

export const organisationsKey = ['organisations'] as const;
export const useOrganisations = (enabled = true) =>
  useQuery({
    queryKey: organisationsKey,
    queryFn: ({ signal }) => requestAll('/organisations', OrganisationPage, signal),
    staleTime: HOUR,
    enabled,
  });
