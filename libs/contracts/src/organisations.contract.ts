import { z } from 'zod';
import { CityId, OrganisationId, UserId, WorkspaceId } from './ids.js';
import { page } from './paging.js';

export const ORGANISATION_TYPES = [
  'city', 'region', 'municipal-association', 'city-company', 'national-authority', 'academic', 'research',
  'company', 'business-association', 'city-network', 'think-tank', 'network-body', 'ngo',
] as const; // prettier-ignore
export const OrganisationType = z.enum(ORGANISATION_TYPES);
export type OrganisationType = z.infer<typeof OrganisationType>;

export const SEA_BASINS = ['north-sea', 'baltic', 'other'] as const;
export const SeaBasin = z.enum(SEA_BASINS);

export const Organisation = z
  .object({
    id: OrganisationId,
    name: z.string(),
    type: OrganisationType,
    cityId: CityId.nullable(),
    cityName: z.string().nullable(),
    country: z.string().nullable(),
    programmes: z.array(z.object({ programme: z.string(), role: z.string() })),
  })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof Organisation>;
export const OrganisationPage = page(Organisation);

/** A place of the partnership, as the map and the list show it. */
export const City = z
  .object({
    id: CityId,
    slug: z.string(),
    name: z.string(),
    endonym: z.string(),
    /** ISO 3166-1 alpha-2. */
    country: z.string(),
    countryName: z.string(),
    nuts3: z.string().nullable(),
    nuts3Label: z.string().nullable(),
    lat: z.number().min(-90).max(90),
    lon: z.number().min(-180).max(180),
    seaBasins: z.array(SeaBasin),
    sizeBand: z.string(),
    languages: z.array(z.string()),
    programmes: z.array(z.string()),
    peopleCount: z.number().int(),
    organisationCount: z.number().int(),
  })
  .meta({ id: 'City' });
export type City = z.infer<typeof City>;
export const CityPage = page(City);

/** One city with what the reader may see of it: people and workspaces are already scoped to the reader. */
export const CityDetail = City.extend({
  organisations: z.array(Organisation),
  people: z.array(z.object({ id: UserId, name: z.string(), organisationName: z.string() })),
  workspaces: z.array(z.object({ id: WorkspaceId, name: z.string() })),
}).meta({ id: 'CityDetail' });
export type CityDetail = z.infer<typeof CityDetail>;
