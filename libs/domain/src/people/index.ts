export * from './people.js';
export * from './profile.js';
export type { TimeZones } from './time-zones.port.js';
export { DEFAULT_TIME_ZONE, PeopleTimeZones, timeZoneOfCountry } from './time-zones.js';
