import type { OrganisationId, UserId } from '@kontor/contracts';
import type { Accounts } from '../identity/accounts.port.js';
import type { OrganisationDirectory } from '../organisations/organisations.port.js';
import type { TimeZones } from './time-zones.port.js';

/** Where nothing is known of somebody's place. */
export const DEFAULT_TIME_ZONE = 'Europe/Brussels';

/** The clock of a country's capital; who lives by another one says so in the profile. */
const ZONE_OF: Readonly<Record<string, string>> = {
  AT: 'Europe/Vienna', BE: 'Europe/Brussels', BG: 'Europe/Sofia', CH: 'Europe/Zurich', CY: 'Asia/Nicosia',
  CZ: 'Europe/Prague', DE: 'Europe/Berlin', DK: 'Europe/Copenhagen', EE: 'Europe/Tallinn', ES: 'Europe/Madrid',
  FI: 'Europe/Helsinki', FR: 'Europe/Paris', GB: 'Europe/London', GR: 'Europe/Athens', HR: 'Europe/Zagreb',
  HU: 'Europe/Budapest', IE: 'Europe/Dublin', IS: 'Atlantic/Reykjavik', IT: 'Europe/Rome', LT: 'Europe/Vilnius',
  LU: 'Europe/Luxembourg', LV: 'Europe/Riga', MT: 'Europe/Malta', NL: 'Europe/Amsterdam', NO: 'Europe/Oslo',
  PL: 'Europe/Warsaw', PT: 'Europe/Lisbon', RO: 'Europe/Bucharest', SE: 'Europe/Stockholm', SI: 'Europe/Ljubljana',
  SK: 'Europe/Bratislava', UA: 'Europe/Kyiv',
}; // prettier-ignore

/** @param country ISO 3166-1 alpha-2, null when unknown */
export const timeZoneOfCountry = (country: string | null): string =>
  (country === null ? undefined : ZONE_OF[country]) ?? DEFAULT_TIME_ZONE;

/** Time zones of people: two look-ups however many are asked for. */
export class PeopleTimeZones implements TimeZones {
  constructor(
    private readonly accounts: Pick<Accounts, 'byIds'>,
    private readonly organisations: Pick<OrganisationDirectory, 'organisationsByIds'>,
  ) {}

  async timeZonesOf(ids: readonly UserId[]): Promise<Map<UserId, string>> {
    const accounts = await this.accounts.byIds([...new Set(ids)]);
    const wanted = accounts.flatMap(({ organisationId, profile }): OrganisationId[] =>
      profile.timeZone === null && organisationId !== null ? [organisationId] : [],
    );
    const found = await this.organisations.organisationsByIds([...new Set(wanted)]);
    const countryOf = new Map(found.map(({ id, country }) => [id, country]));
    return new Map(
      accounts.map(({ id, organisationId, profile }) => {
        const country = organisationId === null ? null : (countryOf.get(organisationId) ?? null);
        return [id, profile.timeZone ?? timeZoneOfCountry(country)];
      }),
    );
  }
}
