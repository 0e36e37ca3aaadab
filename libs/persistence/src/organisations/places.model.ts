import { SEA_BASINS } from '@kontor/contracts';
import type { CityRecord, OrganisationRecord } from '@kontor/domain';
import { Schema, type Connection, type Model } from 'mongoose';

type Stored<T extends { id: string }> = Omit<T, 'id'> & { _id: T['id'] };
export type StoredCity = Stored<CityRecord>;
export type StoredOrganisation = Stored<OrganisationRecord>;

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;

const citySchema = new Schema<StoredCity>(
  {
    _id: text,
    slug: text,
    name: text,
    endonym: text,
    country: text,
    nuts3: { type: String, default: null },
    nuts3Label: { type: String, default: null },
    lat: number,
    lon: number,
    seaBasins: { type: [{ type: String, enum: SEA_BASINS }], required: true },
    sizeBand: text,
    languages: { type: [String], required: true },
    programmes: { type: [String], required: true },
  },
  { collection: 'cities', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);

const organisationSchema = new Schema<StoredOrganisation>(
  {
    _id: text,
    name: text,
    type: text,
    cityId: { type: String, default: null },
    programmes: {
      type: [new Schema({ programme: text, role: text }, { _id: false, strict: 'throw' })],
      required: true,
    },
  },
  { collection: 'organisations', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);

const modelOf = <T>(connection: Connection, name: string, schema: Schema<T>): Model<T> =>
  connection.models[name] === undefined ? connection.model<T>(name, schema) : connection.model<T>(name);

export const cityModel = (connection: Connection): Model<StoredCity> =>
  modelOf(connection, 'City', citySchema);
export const organisationModel = (connection: Connection): Model<StoredOrganisation> =>
  modelOf(connection, 'Organisation', organisationSchema);

/** Unique slugs, and the way from a city to its organisations. */
export async function ensureOrganisationsIndexes(connection: Connection): Promise<void> {
  await cityModel(connection).collection.createIndex({ slug: 1 }, { unique: true });
  await organisationModel(connection).collection.createIndex({ cityId: 1 });
}
