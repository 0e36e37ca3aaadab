import { Orcid, OrganisationId, TimeZone, UserId } from '@kontor/contracts';
import { newAccount } from '../identity/account.js';
import { availabilityAt, EMPTY_PROFILE } from './profile.js';
import { PeopleTimeZones } from './time-zones.js';

const hex = (n: number): string => n.toString(16).padStart(24, '0');

describe('what a person tells of themselves', () => {
  it.each(['0000-0002-1825-0097', 'https://orcid.org/0000-0001-5109-3700', '0000-0002-1694-233x'])(
    'holds the ORCID iD %s',
    (given) => {
      expect(Orcid.parse(given)).toMatch(/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/);
    },
  );

  it('refuses an ORCID iD with any one digit mistyped, or two neighbours changed', () => {
    const good = '0000-0002-1825-0097';
    const wrong = Array.from(good).flatMap((digit, at) => {
      if (digit === '-') return [];
      const typed = (one: string, from = at) => good.slice(0, from) + one + good.slice(from + one.length);
      const next = good[at + 1] ?? '-';
      const swapped = next === '-' || next === digit ? [] : [typed(next + digit)];
      return [
        ...Array.from('0123456789')
          .filter((other) => other !== digit)
          .map((other) => typed(other)),
        ...swapped,
      ];
    });
    expect(wrong.length).toBeGreaterThan(140);
    expect(wrong.filter((given) => Orcid.safeParse(given).success)).toEqual([]);
  });

  it.each([
    ['Europe/Helsinki', true],
    ['America/Argentina/Buenos_Aires', true],
    ['UTC', true],
    ['+02:00', false],
    ['Europe/Kontor', false],
    ['europe/../../etc', false],
  ])('takes %s for a time zone: %s', (zone, isOne) => {
    expect(TimeZone.safeParse(zone).success).toBe(isOne);
  });

  it('lets an absence end with its last day, by the calendar of where the person is', () => {
    const away = { availability: 'away', awayUntil: '2026-03-01' } as const;
    const at = (instant: string, zone: string) => availabilityAt(away, new Date(instant), zone).availability;
    expect(at('2026-03-01T21:59:00Z', 'Europe/Helsinki')).toBe('away');
    expect(at('2026-03-01T22:00:00Z', 'Europe/Helsinki')).toBe('open');
    expect(at('2026-03-01T22:30:00Z', 'Europe/London')).toBe('away');
    expect(availabilityAt({ ...away, awayUntil: null }, new Date(), 'UTC').availability).toBe('away');
  });
});

describe('the clock that somebody lives by', () => {
  const org = (n: number) => OrganisationId.parse(hex(n));
  const account = (n: number, organisationId: OrganisationId | null, timeZone: string | null = null) => ({
    ...newAccount({
      id: UserId.parse(hex(n)),
      email: `a${n}@city.example`,
      name: 'A',
      passwordHash: null,
      language: 'en',
      organisationId,
      isOperator: false,
      createdAt: new Date(0),
    }),
    profile: { ...EMPTY_PROFILE, timeZone },
  });
  const people = [
    account(1, org(1)),
    account(2, org(1), 'Europe/Lisbon'),
    account(3, null),
    account(4, org(2)),
  ];
  const zones = new PeopleTimeZones(
    { byIds: (ids) => Promise.resolve(people.filter(({ id }) => ids.includes(id))) },
    {
      organisationsByIds: (ids) =>
        Promise.resolve(
          ids.map((id) => ({
            id,
            name: 'City',
            type: 'city' as const,
            cityId: null,
            cityName: null,
            country: id === org(1) ? 'FI' : null,
          })),
        ),
    },
  );

  it('is what the person chose, else that of the organisation, else the one of Brussels; of nobody, none', async () => {
    const answer = await zones.timeZonesOf([1, 2, 3, 4, 5].map((n) => UserId.parse(hex(n))));
    expect([...answer.values()]).toEqual([
      'Europe/Helsinki',
      'Europe/Lisbon',
      'Europe/Brussels',
      'Europe/Brussels',
    ]);
  });
});
