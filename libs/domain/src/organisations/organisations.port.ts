import type { CityId, OrganisationId, OrganisationType } from '@kontor/contracts';

/** An organisation as other nouns may know one. */
export interface OrganisationCard {
  id: OrganisationId;
  name: string;
  type: OrganisationType;
  cityId: CityId | null;
  cityName: string | null;
  country: string | null;
}
export interface CityCard {
  id: CityId;
  name: string;
  country: string;
}

/** Looking organisations and cities up. Owned by organisations, asked by every other noun. */
export interface OrganisationDirectory {
  organisationsByIds(ids: readonly OrganisationId[]): Promise<OrganisationCard[]>;
  citiesByIds(ids: readonly CityId[]): Promise<CityCard[]>;
}
