import type { City, CityId, Organisation, OrganisationId, OrganisationType } from '@kontor/contracts';

/** A place of the partnership, as it is stored. */
export interface CityRecord {
  id: CityId;
  /** Stable name in addresses and seed data. */
  slug: string;
  name: string;
  endonym: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  nuts3: string | null;
  nuts3Label: string | null;
  lat: number;
  lon: number;
  seaBasins: City['seaBasins'];
  sizeBand: string;
  languages: string[];
  programmes: string[];
}

/** An organisation, as it is stored. */
export interface OrganisationRecord {
  id: OrganisationId;
  name: string;
  type: OrganisationType;
  cityId: CityId | null;
  programmes: Organisation['programmes'];
}
