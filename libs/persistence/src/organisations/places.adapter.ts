import { CityId, OrganisationId, OrganisationType, SeaBasin } from '@kontor/contracts';
import type {
  CityCard,
  CityRecord,
  OrganisationCard,
  OrganisationDirectory,
  OrganisationRecord,
  Places,
} from '@kontor/domain';
import mongoose, { type Connection, type Model } from 'mongoose';
import { z } from 'zod';
import { together } from '../together.js';
import { cityModel, organisationModel, type StoredCity, type StoredOrganisation } from './places.model.js';

/** What a stored city must be when it comes back: a database is an edge like any other. */
const City = z
  .object({
    _id: CityId,
    slug: z.string(),
    name: z.string(),
    endonym: z.string(),
    country: z.string(),
    nuts3: z.string().nullable(),
    nuts3Label: z.string().nullable(),
    lat: z.number(),
    lon: z.number(),
    seaBasins: z.array(SeaBasin),
    sizeBand: z.string(),
    languages: z.array(z.string()),
    programmes: z.array(z.string()),
  })
  .transform(({ _id, ...rest }): CityRecord => ({ id: _id, ...rest }));

const Organisation = z
  .object({
    _id: OrganisationId,
    name: z.string(),
    type: OrganisationType,
    cityId: CityId.nullable(),
    programmes: z.array(z.object({ programme: z.string(), role: z.string() })),
  })
  .transform(({ _id, ...rest }): OrganisationRecord => ({ id: _id, ...rest }));

const Cities = z.array(City);
const Organisations = z.array(Organisation);

/** Cities and organisations in MongoDB. */
export class MongoPlaces implements Places, OrganisationDirectory {
  readonly #cities: Model<StoredCity>;
  readonly #organisations: Model<StoredOrganisation>;
  /**
   * Nearly every answer names organisations and their cities, a handful of them. What is stored of one is never changed (see
   * {@link addMissing}), so it is read once a process; whoever makes them changeable lets go of it here.
   */
  readonly #known = new Map<OrganisationId, OrganisationCard>();
  readonly #card = together((ids: OrganisationId[]) => this.#cards(ids));

  constructor(connection: Connection) {
    this.#cities = cityModel(connection);
    this.#organisations = organisationModel(connection);
  }

  async cities(): Promise<CityRecord[]> {
    return Cities.parse(await this.#cities.find().lean());
  }

  async cityById(id: CityId): Promise<CityRecord | null> {
    return City.nullable().parse(await this.#cities.findById(id).lean());
  }

  async organisations(): Promise<OrganisationRecord[]> {
    return Organisations.parse(await this.#organisations.find().lean());
  }

  async organisationsOfCity(id: CityId): Promise<OrganisationRecord[]> {
    return Organisations.parse(await this.#organisations.find({ cityId: id }).lean());
  }

  async organisationById(id: OrganisationId): Promise<OrganisationRecord | null> {
    return Organisation.nullable().parse(await this.#organisations.findById(id).lean());
  }

  async addMissingCities(cities: readonly CityRecord[]): Promise<void> {
    await addMissing(
      this.#cities,
      cities.map(({ id, ...rest }) => ({ _id: id, ...rest })),
    );
  }

  async addMissingOrganisations(organisations: readonly OrganisationRecord[]): Promise<void> {
    await addMissing(
      this.#organisations,
      organisations.map(({ id, ...rest }) => ({ _id: id, ...rest })),
    );
  }

  async organisationsByIds(ids: readonly OrganisationId[]): Promise<OrganisationCard[]> {
    const cards = await Promise.all(
      [...new Set(ids)].map((id) => Promise.resolve(this.#known.get(id) ?? this.#card(id))),
    );
    return cards.filter((card) => card !== null);
  }

  async #cards(ids: OrganisationId[]): Promise<Map<OrganisationId, OrganisationCard>> {
    const found = Organisations.parse(
      await this.#organisations.find({ _id: mongoose.trusted({ $in: ids }) }).lean(),
    );
    const cityIds = [...new Set(found.flatMap(({ cityId }) => (cityId === null ? [] : [cityId])))];
    const cityOf = new Map((await this.citiesByIds(cityIds)).map((city) => [city.id, city]));
    return new Map(
      found.map(({ id, name, type, cityId }) => {
        const city = cityId === null ? undefined : cityOf.get(cityId);
        const card = { id, name, type, cityId, cityName: city?.name ?? null, country: city?.country ?? null };
        // Not before its city is there, too.
        if (cityId === null || city !== undefined) this.#known.set(id, card);
        return [id, card];
      }),
    );
  }

  async citiesByIds(ids: readonly CityId[]): Promise<CityCard[]> {
    if (ids.length === 0) return [];
    const found = Cities.parse(await this.#cities.find({ _id: mongoose.trusted({ $in: [...ids] }) }).lean());
    return found.map(({ id, name, country }) => ({ id, name, country }));
  }
}

/** One round trip; an id that is there keeps its record untouched. */
async function addMissing<T extends { _id: string }>(model: Model<T>, records: readonly T[]): Promise<void> {
  if (records.length === 0) return;
  await model.bulkWrite(
    records.map(({ _id, ...rest }) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: rest }, upsert: true },
    })),
    { ordered: false },
  );
}
