import { CityId } from '@kontor/contracts';
import { slugId, type CityRecord, type Places } from '@kontor/domain';
import { PLACES } from './reference/places.js';

/** The id of a shipped place. */
export const placeId = (slug: string): CityId => CityId.parse(slugId('city', slug));

/** The shipped places as records. */
export const placeRecords = (): CityRecord[] =>
  PLACES.map((place) => ({
    ...place,
    id: placeId(place.slug),
    seaBasins: [...place.seaBasins],
    languages: [...place.languages],
    programmes: [...place.programmes],
  }));

/** Puts the shipped places into a database that lacks them; places that are there stay as they are. */
export async function loadPlaces(places: Places): Promise<void> {
  const known = new Set((await places.cities()).map(({ id }) => id));
  await places.addMissingCities(placeRecords().filter(({ id }) => !known.has(id)));
}
