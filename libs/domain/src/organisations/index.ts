export * from './directory.js';
export { byName, countryName, foldName } from './names.js';
export * from './organisations.port.js';
export * from './places.port.js';
export * from './records.js';
export * from './slug-id.js';
