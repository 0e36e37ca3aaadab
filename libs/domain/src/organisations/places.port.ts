import type { CityId, OrganisationId } from '@kontor/contracts';
import type { CityRecord, OrganisationRecord } from './records.js';

/**
 * Reading and seeding cities and organisations. Both are small reference sets (tens to a few thousand), so lists come
 * whole and are sorted here: the database has no collation for most of our languages.
 */
export interface Places {
  cities(): Promise<CityRecord[]>;
  cityById(id: CityId): Promise<CityRecord | null>;
  organisations(): Promise<OrganisationRecord[]>;
  organisationsOfCity(id: CityId): Promise<OrganisationRecord[]>;
  organisationById(id: OrganisationId): Promise<OrganisationRecord | null>;
  /** Inserts what no record has the id of; what is there stays as people left it. */
  addMissingCities(cities: readonly CityRecord[]): Promise<void>;
  /** As {@link addMissingCities}. */
  addMissingOrganisations(organisations: readonly OrganisationRecord[]): Promise<void>;
}
