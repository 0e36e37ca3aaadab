import { OrganisationType } from '@kontor/contracts';
import { z } from 'zod';

/** A real organisation of one of the programmes, by public record. */
const Body = z.strictObject({
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string().min(1).max(120),
  type: OrganisationType,
  /** Slug of its place; null for bodies that work from nowhere in particular. */
  city: z.string().nullable(),
  programmes: z.array(z.strictObject({ programme: z.string(), role: z.string() })),
});
export type Body = z.infer<typeof Body>;

/*
 * Programme membership as published by the programmes (interreg4c.eu, archive.northsearegion.eu, usercentricities.eu).
 * The organisations are real, the people that the demo puts into them are not.
 */
// prettier-ignore
const ROWS: readonly z.input<typeof Body>[] = [
  { slug: 'baltic-institute', name: 'The Baltic Institute of Finland', type: 'network-body', city: 'tampere', programmes: [{ programme: 'ecitizen2', role: 'lead' }] },
  { slug: 'city-tampere', name: 'City of Tampere', type: 'city', city: 'tampere', programmes: [{ programme: 'ecitizen2', role: 'partner' }] },
  { slug: 'city-sheffield', name: 'Sheffield City Council', type: 'city', city: 'sheffield', programmes: [{ programme: 'ecitizen2', role: 'partner' }] },
  { slug: 'city-odense', name: 'City of Odense', type: 'city', city: 'odense', programmes: [{ programme: 'ecitizen2', role: 'partner' }] },
  { slug: 'city-tartu', name: 'City of Tartu', type: 'city', city: 'tartu', programmes: [{ programme: 'ecitizen2', role: 'partner' }] },
  { slug: 'province-flevoland', name: 'Province of Flevoland', type: 'region', city: 'lelystad', programmes: [{ programme: 'ecitizen2', role: 'partner' }] },
  { slug: 'swra', name: 'South West Regional Authority', type: 'region', city: 'cork', programmes: [{ programme: 'ecitizen2', role: 'partner' }] },
  { slug: 'city-bologna', name: 'City of Bologna', type: 'city', city: 'bologna', programmes: [{ programme: 'ecitizen2', role: 'partner' }] },
  { slug: 'city-patras', name: 'Municipality of Patras', type: 'city', city: 'patras', programmes: [{ programme: 'ecitizen2', role: 'partner' }] },
  { slug: 'city-miskolc', name: 'City of Miskolc', type: 'city', city: 'miskolc', programmes: [{ programme: 'ecitizen2', role: 'partner' }] },
  { slug: 'region-vysocina', name: 'Vysočina Region', type: 'region', city: 'vysocina', programmes: [{ programme: 'ecitizen2', role: 'partner' }] },
  { slug: 'eudel', name: 'EUDEL, Association of Basque Municipalities', type: 'municipal-association', city: 'eudel', programmes: [{ programme: 'ecitizen2', role: 'partner' }] },
  { slug: 'leiedal', name: 'Intercommunale Leiedal', type: 'municipal-association', city: 'kortrijk', programmes: [{ programme: 'smart-cities', role: 'lead' }] },
  { slug: 'city-kortrijk', name: 'City of Kortrijk', type: 'city', city: 'kortrijk', programmes: [{ programme: 'smart-cities', role: 'partner' }] },
  { slug: 'memori', name: 'Mechelen University College (Memori)', type: 'academic', city: 'mechelen', programmes: [{ programme: 'smart-cities', role: 'academic' }] },
  { slug: 'bis-bremerhaven', name: 'BIS Bremerhaven', type: 'city-company', city: 'bremerhaven', programmes: [{ programme: 'smart-cities', role: 'partner' }] },
  { slug: 'city-ohz', name: 'City of Osterholz-Scharmbeck', type: 'city', city: 'osterholz-scharmbeck', programmes: [{ programme: 'smart-cities', role: 'partner' }] },
  { slug: 'jade-hs', name: 'Jade University of Applied Sciences', type: 'academic', city: 'wilhelmshaven', programmes: [{ programme: 'smart-cities', role: 'academic' }] },
  { slug: 'city-groningen', name: 'Municipality of Groningen', type: 'city', city: 'groningen', programmes: [{ programme: 'smart-cities', role: 'partner' }] },
  { slug: 'city-karlstad', name: 'Karlstad Municipality', type: 'city', city: 'karlstad', programmes: [{ programme: 'smart-cities', role: 'partner' }] },
  { slug: 'kau', name: 'Karlstad University', type: 'academic', city: 'karlstad', programmes: [{ programme: 'smart-cities', role: 'academic' }] },
  { slug: 'city-kristiansand', name: 'Kristiansand (with Lillesand)', type: 'city', city: 'kristiansand', programmes: [{ programme: 'smart-cities', role: 'partner' }] },
  { slug: 'norfolk-cc', name: 'Norfolk County Council', type: 'region', city: 'norwich', programmes: [{ programme: 'smart-cities', role: 'partner' }] },
  { slug: 'city-edinburgh', name: 'City of Edinburgh Council', type: 'city', city: 'edinburgh', programmes: [{ programme: 'smart-cities', role: 'partner' }] },
  { slug: 'napier', name: 'Edinburgh Napier University', type: 'academic', city: 'edinburgh', programmes: [{ programme: 'smart-cities', role: 'lead-academic' }] },
  { slug: 'porism', name: 'Porism Ltd', type: 'company', city: null, programmes: [{ programme: 'smart-cities', role: 'technical-partner' }] },
  { slug: 'lisbon-council', name: 'The Lisbon Council', type: 'think-tank', city: null, programmes: [{ programme: 'usercentricities', role: 'lead' }] },
  { slug: 'eurocities', name: 'Eurocities', type: 'city-network', city: null, programmes: [{ programme: 'usercentricities', role: 'partner' }] },
  { slug: 'vtt', name: 'VTT Technical Research Centre of Finland', type: 'research', city: 'espoo', programmes: [{ programme: 'usercentricities', role: 'research' }] },
  { slug: 'city-espoo', name: 'City of Espoo', type: 'city', city: 'espoo', programmes: [{ programme: 'usercentricities', role: 'founding-city' }] },
  { slug: 'city-rotterdam', name: 'City of Rotterdam', type: 'city', city: 'rotterdam', programmes: [{ programme: 'usercentricities', role: 'founding-city' }] },
  { slug: 'city-tallinn', name: 'City of Tallinn', type: 'city', city: 'tallinn', programmes: [{ programme: 'usercentricities', role: 'founding-city' }, { programme: 'baltic-ict', role: 'demo-centre-city' }] },
  { slug: 'city-ghent', name: 'City of Ghent', type: 'city', city: 'ghent', programmes: [{ programme: 'usercentricities', role: 'participating-city' }] },
  { slug: 'city-helsinki', name: 'City of Helsinki', type: 'city', city: 'helsinki', programmes: [{ programme: 'usercentricities', role: 'participating-city' }] },
  { slug: 'city-gothenburg', name: 'City of Gothenburg', type: 'city', city: 'gothenburg', programmes: [{ programme: 'usercentricities', role: 'participating-city' }] },
  { slug: 'city-riga', name: 'City of Riga', type: 'city', city: 'riga', programmes: [{ programme: 'usercentricities', role: 'participating-city' }, { programme: 'baltic-ict', role: 'demo-centre-city' }] },
  { slug: 'city-utrecht', name: 'City of Utrecht', type: 'city', city: 'utrecht', programmes: [{ programme: 'usercentricities', role: 'participating-city' }] },
  { slug: 'ega', name: 'e-Governance Academy', type: 'research', city: 'tallinn', programmes: [{ programme: 'ecitizen2', role: 'expert' }] },
  { slug: 'litc', name: 'Latvian IT Cluster', type: 'business-association', city: 'riga', programmes: [] },
];

export const ORGANISATIONS: readonly Body[] = z.array(Body).parse(ROWS);
