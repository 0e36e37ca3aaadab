/** The OrganisationDirectory port: organisations and cities by id, for every other noun. */
export const ORGANISATION_DIRECTORY = Symbol('OrganisationDirectory');
/** The Places port: reading and seeding cities and organisations. */
export const PLACES = Symbol('Places');
