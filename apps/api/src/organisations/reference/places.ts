import { SEA_BASINS, SeaBasin } from '@kontor/contracts';
import { z } from 'zod';

/** A place as the reference data states it; `slug` is its stable name, from which its id is derived. */
const Place = z.strictObject({
  slug: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  name: z.string().min(1).max(80),
  endonym: z.string().min(1).max(80),
  country: z.string().regex(/^[A-Z]{2}$/),
  nuts3: z.string().regex(/^[A-Z]{2}[A-Z0-9]{3}$/),
  nuts3Label: z.string().min(1),
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  seaBasins: z.array(SeaBasin).min(1).max(SEA_BASINS.length),
  sizeBand: z.enum(['S', 'M', 'L', 'XL', 'REGION', 'ASSOCIATION']),
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).min(1),
  programmes: z.array(z.enum(['ecitizen2', 'smart-cities', 'usercentricities', 'baltic-ict'])),
});
export type Place = z.infer<typeof Place>;

/*
 * The places of the four programmes and of the two sea basins. Coordinates: GeoNames (CC BY 4.0, extract of May 2018).
 * Regions: Eurostat NUTS 2024; the United Kingdom by NUTS 2021, the last version that has it. Size by inhabitants: S under
 * 50 000, M to 150 000, L to 500 000, XL above: bands stay true longer than figures. This compilation: CC BY 4.0.
 */
// prettier-ignore
const ROWS: readonly z.input<typeof Place>[] = [
  { slug: 'tampere', name: 'Tampere', endonym: 'Tampere', country: 'FI', nuts3: 'FI19B', nuts3Label: 'Pirkanmaa', lat: 61.4991, lon: 23.7871, seaBasins: ['baltic'], sizeBand: 'L', languages: ['fi', 'sv'], programmes: ['ecitizen2'] },
  { slug: 'helsinki', name: 'Helsinki', endonym: 'Helsinki', country: 'FI', nuts3: 'FI1B1', nuts3Label: 'Helsinki-Uusimaa', lat: 60.1695, lon: 24.9354, seaBasins: ['baltic'], sizeBand: 'XL', languages: ['fi', 'sv'], programmes: ['usercentricities'] },
  { slug: 'espoo', name: 'Espoo', endonym: 'Espoo', country: 'FI', nuts3: 'FI1B1', nuts3Label: 'Helsinki-Uusimaa', lat: 60.2052, lon: 24.6522, seaBasins: ['baltic'], sizeBand: 'L', languages: ['fi', 'sv'], programmes: ['usercentricities'] },
  { slug: 'turku', name: 'Turku', endonym: 'Turku', country: 'FI', nuts3: 'FI1C1', nuts3Label: 'Varsinais-Suomi', lat: 60.4515, lon: 22.2687, seaBasins: ['baltic'], sizeBand: 'L', languages: ['fi', 'sv'], programmes: [] },
  { slug: 'oulu', name: 'Oulu', endonym: 'Oulu', country: 'FI', nuts3: 'FI1D9', nuts3Label: 'Pohjois-Pohjanmaa', lat: 65.0124, lon: 25.4682, seaBasins: ['baltic'], sizeBand: 'L', languages: ['fi'], programmes: [] },
  { slug: 'tallinn', name: 'Tallinn', endonym: 'Tallinn', country: 'EE', nuts3: 'EE001', nuts3Label: 'Põhja-Eesti', lat: 59.437, lon: 24.7535, seaBasins: ['baltic'], sizeBand: 'L', languages: ['et'], programmes: ['usercentricities', 'baltic-ict'] },
  { slug: 'tartu', name: 'Tartu', endonym: 'Tartu', country: 'EE', nuts3: 'EE008', nuts3Label: 'Lõuna-Eesti', lat: 58.3806, lon: 26.7251, seaBasins: ['baltic'], sizeBand: 'M', languages: ['et'], programmes: ['ecitizen2', 'baltic-ict'] },
  { slug: 'riga', name: 'Riga', endonym: 'Rīga', country: 'LV', nuts3: 'LV00A', nuts3Label: 'Rīga', lat: 56.946, lon: 24.1059, seaBasins: ['baltic'], sizeBand: 'XL', languages: ['lv'], programmes: ['usercentricities', 'baltic-ict'] },
  { slug: 'liepaja', name: 'Liepāja', endonym: 'Liepāja', country: 'LV', nuts3: 'LV00B', nuts3Label: 'Kurzeme', lat: 56.5271, lon: 21.0236, seaBasins: ['baltic'], sizeBand: 'M', languages: ['lv'], programmes: [] },
  { slug: 'ventspils', name: 'Ventspils', endonym: 'Ventspils', country: 'LV', nuts3: 'LV00B', nuts3Label: 'Kurzeme', lat: 57.3899, lon: 21.5729, seaBasins: ['baltic'], sizeBand: 'S', languages: ['lv'], programmes: [] },
  { slug: 'vilnius', name: 'Vilnius', endonym: 'Vilnius', country: 'LT', nuts3: 'LT011', nuts3Label: 'Vilniaus apskritis', lat: 54.6892, lon: 25.2798, seaBasins: ['baltic'], sizeBand: 'XL', languages: ['lt'], programmes: [] },
  { slug: 'klaipeda', name: 'Klaipėda', endonym: 'Klaipėda', country: 'LT', nuts3: 'LT023', nuts3Label: 'Klaipėdos apskritis', lat: 55.7089, lon: 21.1431, seaBasins: ['baltic'], sizeBand: 'L', languages: ['lt'], programmes: [] },
  { slug: 'gdansk', name: 'Gdańsk', endonym: 'Gdańsk', country: 'PL', nuts3: 'PL633', nuts3Label: 'Trójmiejski', lat: 54.352, lon: 18.6464, seaBasins: ['baltic'], sizeBand: 'L', languages: ['pl'], programmes: [] },
  { slug: 'gdynia', name: 'Gdynia', endonym: 'Gdynia', country: 'PL', nuts3: 'PL633', nuts3Label: 'Trójmiejski', lat: 54.5189, lon: 18.5319, seaBasins: ['baltic'], sizeBand: 'L', languages: ['pl'], programmes: [] },
  { slug: 'szczecin', name: 'Szczecin', endonym: 'Szczecin', country: 'PL', nuts3: 'PL424', nuts3Label: 'Miasto Szczecin', lat: 53.4289, lon: 14.553, seaBasins: ['baltic'], sizeBand: 'L', languages: ['pl'], programmes: [] },
  { slug: 'stockholm', name: 'Stockholm', endonym: 'Stockholm', country: 'SE', nuts3: 'SE110', nuts3Label: 'Stockholms län', lat: 59.3326, lon: 18.0649, seaBasins: ['baltic'], sizeBand: 'XL', languages: ['sv'], programmes: [] },
  { slug: 'malmo', name: 'Malmö', endonym: 'Malmö', country: 'SE', nuts3: 'SE224', nuts3Label: 'Skåne län', lat: 55.6059, lon: 13.0007, seaBasins: ['baltic'], sizeBand: 'L', languages: ['sv'], programmes: [] },
  { slug: 'vaxjo', name: 'Växjö', endonym: 'Växjö', country: 'SE', nuts3: 'SE212', nuts3Label: 'Kronobergs län', lat: 56.8777, lon: 14.8091, seaBasins: ['baltic'], sizeBand: 'M', languages: ['sv'], programmes: [] },
  { slug: 'gothenburg', name: 'Gothenburg', endonym: 'Göteborg', country: 'SE', nuts3: 'SE232', nuts3Label: 'Västra Götalands län', lat: 57.7072, lon: 11.9668, seaBasins: ['north-sea'], sizeBand: 'XL', languages: ['sv'], programmes: ['usercentricities'] },
  { slug: 'karlstad', name: 'Karlstad', endonym: 'Karlstad', country: 'SE', nuts3: 'SE311', nuts3Label: 'Värmlands län', lat: 59.3793, lon: 13.5036, seaBasins: ['north-sea'], sizeBand: 'M', languages: ['sv'], programmes: ['smart-cities'] },
  { slug: 'kristiansand', name: 'Kristiansand', endonym: 'Kristiansand', country: 'NO', nuts3: 'NO092', nuts3Label: 'Agder', lat: 58.1467, lon: 7.9956, seaBasins: ['north-sea'], sizeBand: 'M', languages: ['nb', 'nn'], programmes: ['smart-cities'] },
  { slug: 'bergen', name: 'Bergen', endonym: 'Bergen', country: 'NO', nuts3: 'NO0A2', nuts3Label: 'Vestland', lat: 60.393, lon: 5.3242, seaBasins: ['north-sea'], sizeBand: 'L', languages: ['nb', 'nn'], programmes: [] },
  { slug: 'oslo', name: 'Oslo', endonym: 'Oslo', country: 'NO', nuts3: 'NO081', nuts3Label: 'Oslo', lat: 59.9127, lon: 10.7461, seaBasins: ['north-sea'], sizeBand: 'XL', languages: ['nb', 'nn'], programmes: [] },
  { slug: 'odense', name: 'Odense', endonym: 'Odense', country: 'DK', nuts3: 'DK031', nuts3Label: 'Fyn', lat: 55.3959, lon: 10.3883, seaBasins: ['baltic', 'north-sea'], sizeBand: 'L', languages: ['da'], programmes: ['ecitizen2'] },
  { slug: 'aarhus', name: 'Aarhus', endonym: 'Aarhus', country: 'DK', nuts3: 'DK042', nuts3Label: 'Østjylland', lat: 56.1567, lon: 10.2108, seaBasins: ['baltic', 'north-sea'], sizeBand: 'L', languages: ['da'], programmes: [] },
  { slug: 'aalborg', name: 'Aalborg', endonym: 'Aalborg', country: 'DK', nuts3: 'DK050', nuts3Label: 'Nordjylland', lat: 57.048, lon: 9.9187, seaBasins: ['baltic', 'north-sea'], sizeBand: 'L', languages: ['da'], programmes: [] },
  { slug: 'esbjerg', name: 'Esbjerg', endonym: 'Esbjerg', country: 'DK', nuts3: 'DK032', nuts3Label: 'Sydjylland', lat: 55.4703, lon: 8.4519, seaBasins: ['north-sea'], sizeBand: 'M', languages: ['da'], programmes: [] },
  { slug: 'bremerhaven', name: 'Bremerhaven', endonym: 'Bremerhaven', country: 'DE', nuts3: 'DE502', nuts3Label: 'Bremerhaven, Kreisfreie Stadt', lat: 53.5502, lon: 8.5767, seaBasins: ['north-sea'], sizeBand: 'M', languages: ['de'], programmes: ['smart-cities'] },
  { slug: 'osterholz-scharmbeck', name: 'Osterholz-Scharmbeck', endonym: 'Osterholz-Scharmbeck', country: 'DE', nuts3: 'DE936', nuts3Label: 'Osterholz', lat: 53.227, lon: 8.7953, seaBasins: ['north-sea'], sizeBand: 'S', languages: ['de'], programmes: ['smart-cities'] },
  { slug: 'wilhelmshaven', name: 'Wilhelmshaven', endonym: 'Wilhelmshaven', country: 'DE', nuts3: 'DE945', nuts3Label: 'Wilhelmshaven, Kreisfreie Stadt', lat: 53.53, lon: 8.1125, seaBasins: ['north-sea'], sizeBand: 'M', languages: ['de'], programmes: ['smart-cities'] },
  { slug: 'hamburg', name: 'Hamburg', endonym: 'Hamburg', country: 'DE', nuts3: 'DE600', nuts3Label: 'Hamburg', lat: 53.5753, lon: 10.0153, seaBasins: ['north-sea', 'baltic'], sizeBand: 'XL', languages: ['de'], programmes: [] },
  { slug: 'rostock', name: 'Rostock', endonym: 'Rostock', country: 'DE', nuts3: 'DE803', nuts3Label: 'Rostock, Kreisfreie Stadt', lat: 54.0887, lon: 12.1405, seaBasins: ['baltic'], sizeBand: 'L', languages: ['de'], programmes: [] },
  { slug: 'kiel', name: 'Kiel', endonym: 'Kiel', country: 'DE', nuts3: 'DEF02', nuts3Label: 'Kiel, Kreisfreie Stadt', lat: 54.3213, lon: 10.1349, seaBasins: ['baltic', 'north-sea'], sizeBand: 'L', languages: ['de'], programmes: [] },
  { slug: 'groningen', name: 'Groningen', endonym: 'Groningen', country: 'NL', nuts3: 'NL115', nuts3Label: 'Overig Groningen', lat: 53.2192, lon: 6.5667, seaBasins: ['north-sea'], sizeBand: 'L', languages: ['nl'], programmes: ['smart-cities'] },
  { slug: 'leeuwarden', name: 'Leeuwarden', endonym: 'Ljouwert / Leeuwarden', country: 'NL', nuts3: 'NL127', nuts3Label: 'Noord-Friesland', lat: 53.2014, lon: 5.8086, seaBasins: ['north-sea'], sizeBand: 'M', languages: ['nl', 'fy'], programmes: [] },
  { slug: 'lelystad', name: 'Lelystad (province of Flevoland)', endonym: 'Lelystad', country: 'NL', nuts3: 'NL230', nuts3Label: 'Flevoland', lat: 52.5083, lon: 5.475, seaBasins: ['north-sea'], sizeBand: 'M', languages: ['nl'], programmes: ['ecitizen2'] },
  { slug: 'rotterdam', name: 'Rotterdam', endonym: 'Rotterdam', country: 'NL', nuts3: 'NL366', nuts3Label: 'Groot-Rijnmond', lat: 51.9225, lon: 4.4792, seaBasins: ['north-sea'], sizeBand: 'XL', languages: ['nl'], programmes: ['usercentricities'] },
  { slug: 'utrecht', name: 'Utrecht', endonym: 'Utrecht', country: 'NL', nuts3: 'NL350', nuts3Label: 'Utrecht', lat: 52.0908, lon: 5.1222, seaBasins: ['north-sea'], sizeBand: 'L', languages: ['nl'], programmes: ['usercentricities'] },
  { slug: 'kortrijk', name: 'Kortrijk', endonym: 'Kortrijk', country: 'BE', nuts3: 'BE254', nuts3Label: 'Arr. Kortrijk', lat: 50.828, lon: 3.2649, seaBasins: ['north-sea'], sizeBand: 'M', languages: ['nl'], programmes: ['smart-cities'] },
  { slug: 'ghent', name: 'Ghent', endonym: 'Gent', country: 'BE', nuts3: 'BE234', nuts3Label: 'Arr. Gent', lat: 51.05, lon: 3.7167, seaBasins: ['north-sea'], sizeBand: 'L', languages: ['nl'], programmes: ['usercentricities'] },
  { slug: 'mechelen', name: 'Mechelen', endonym: 'Mechelen', country: 'BE', nuts3: 'BE212', nuts3Label: 'Arr. Mechelen', lat: 51.0257, lon: 4.4776, seaBasins: ['north-sea'], sizeBand: 'M', languages: ['nl'], programmes: ['smart-cities'] },
  { slug: 'edinburgh', name: 'Edinburgh', endonym: 'Edinburgh', country: 'GB', nuts3: 'UKM75', nuts3Label: 'City of Edinburgh', lat: 55.9521, lon: -3.1965, seaBasins: ['north-sea'], sizeBand: 'XL', languages: ['en'], programmes: ['smart-cities'] },
  { slug: 'norwich', name: 'Norwich (county of Norfolk)', endonym: 'Norwich', country: 'GB', nuts3: 'UKH15', nuts3Label: 'Norwich and East Norfolk', lat: 52.6278, lon: 1.2983, seaBasins: ['north-sea'], sizeBand: 'M', languages: ['en'], programmes: ['smart-cities'] },
  { slug: 'sheffield', name: 'Sheffield', endonym: 'Sheffield', country: 'GB', nuts3: 'UKE32', nuts3Label: 'Sheffield', lat: 53.383, lon: -1.4659, seaBasins: ['other'], sizeBand: 'XL', languages: ['en'], programmes: ['ecitizen2'] },
  { slug: 'cork', name: 'Cork (South-West region)', endonym: 'Corcaigh / Cork', country: 'IE', nuts3: 'IE053', nuts3Label: 'South-West', lat: 51.898, lon: -8.4706, seaBasins: ['other'], sizeBand: 'L', languages: ['en', 'ga'], programmes: ['ecitizen2'] },
  { slug: 'bologna', name: 'Bologna', endonym: 'Bologna', country: 'IT', nuts3: 'ITH55', nuts3Label: 'Bologna', lat: 44.4938, lon: 11.3387, seaBasins: ['other'], sizeBand: 'L', languages: ['it'], programmes: ['ecitizen2'] },
  { slug: 'patras', name: 'Patras', endonym: 'Πάτρα', country: 'GR', nuts3: 'EL632', nuts3Label: 'Αχαΐα', lat: 38.2444, lon: 21.7344, seaBasins: ['other'], sizeBand: 'L', languages: ['el'], programmes: ['ecitizen2'] },
  { slug: 'miskolc', name: 'Miskolc', endonym: 'Miskolc', country: 'HU', nuts3: 'HU311', nuts3Label: 'Borsod-Abaúj-Zemplén', lat: 48.1, lon: 20.7833, seaBasins: ['other'], sizeBand: 'L', languages: ['hu'], programmes: ['ecitizen2'] },
  { slug: 'vysocina', name: 'Vysočina Region (seat: Jihlava)', endonym: 'Kraj Vysočina', country: 'CZ', nuts3: 'CZ063', nuts3Label: 'Kraj Vysočina', lat: 49.3961, lon: 15.5912, seaBasins: ['other'], sizeBand: 'REGION', languages: ['cs'], programmes: ['ecitizen2'] },
  { slug: 'eudel', name: 'EUDEL, Basque municipalities (seat: Bilbao)', endonym: 'EUDEL', country: 'ES', nuts3: 'ES213', nuts3Label: 'Bizkaia', lat: 43.2627, lon: -2.9253, seaBasins: ['other'], sizeBand: 'ASSOCIATION', languages: ['es', 'eu'], programmes: ['ecitizen2'] },
];

/** All places, checked once when this module loads: a slip of the pen must not reach a database. */
export const PLACES: readonly Place[] = z.array(Place).parse(ROWS);
