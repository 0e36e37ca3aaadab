import { CityId, UserId, type SpokenLanguage } from '@kontor/contracts';
import { pairsOf, type Offerer } from './pairs.js';

const hex = (n: number) => n.toString(16).padStart(24, '0');
const user = (n: number) => UserId.parse(hex(n));
const city = (n: number) => CityId.parse(hex(n));

const offer = (n: number, direction: Offerer['direction'], given: Partial<Offerer> = {}): Offerer => ({
  userId: user(n),
  topic: 'eparticipation',
  direction,
  maturity: direction === 'mentor' ? 4 : 1,
  cityId: city(n),
  languages: ['en'],
  isAway: false,
  ...given,
});
const named = (offers: Offerer[], most = 100, of?: UserId) =>
  pairsOf(offers, most, of).map(({ mentor, learner }) => [
    Number.parseInt(mentor.userId, 16),
    Number.parseInt(learner.userId, 16),
  ]);

describe('who is suggested to whom', () => {
  it.each<[string, Offerer[], number]>([
    ['[LE-1] a mentor and a learner of a topic', [offer(1, 'mentor'), offer(2, 'learner')], 1],
    ['[LE-1] not two mentors', [offer(1, 'mentor'), offer(2, 'mentor')], 0],
    ['[LE-1] not two topics', [offer(1, 'mentor'), offer(2, 'learner', { topic: 'identity' })], 0],
    ['[LE-1] nobody with themselves', [offer(1, 'mentor'), offer(1, 'learner', { cityId: city(2) })], 0],
    ['[LE-2] not two of one city', [offer(1, 'mentor'), offer(2, 'learner', { cityId: city(1) })], 0],
    [
      '[LE-2] not two without a city',
      [offer(1, 'mentor', { cityId: null }), offer(2, 'learner', { cityId: null })],
      0,
    ],
    ['[LE-2] one without a city', [offer(1, 'mentor'), offer(2, 'learner', { cityId: null })], 1],
    ['[LE-3] nobody who is away', [offer(1, 'mentor', { isAway: true }), offer(2, 'learner')], 0],
    ['[LE-4] nobody who is no further', [offer(1, 'mentor', { maturity: 1 }), offer(2, 'learner')], 0],
    ['without a language in common too', [offer(1, 'mentor', { languages: ['fi'] }), offer(2, 'learner')], 1],
  ])('%s', (_what, offers, count) => {
    expect(pairsOf(offers, 100)).toHaveLength(count);
  });

  it('[LE-5] a language in common goes before none', () => {
    const offers = [offer(1, 'mentor', { languages: ['fi'] }), offer(2, 'mentor'), offer(3, 'learner')];
    expect(named(offers)).toEqual([
      [2, 3],
      [1, 3],
    ]);
  });

  it('[LE-5] one well-known person is not everybody’s mentor', () => {
    const offers = [
      offer(1, 'mentor', { maturity: 5 }),
      offer(2, 'mentor', { maturity: 3 }),
      offer(3, 'learner'),
      offer(4, 'learner'),
    ];
    expect(named(offers).slice(0, 2)).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it('[LE-6] one person’s pairs are those in which they stand, no more than asked for', () => {
    const offers = [offer(1, 'mentor'), offer(2, 'mentor'), offer(3, 'learner'), offer(4, 'learner')];
    expect(named(offers, 1, user(4))).toEqual([[1, 4]]);
    expect(named(offers, 9, user(4))).toEqual([
      [1, 4],
      [2, 4],
    ]);
  });

  it('[LE-1 to LE-5] holds for 300 random communities, in whatever order their offers were made', () => {
    const seed = Number(process.env['SEED'] ?? 20_261);
    let state = seed;
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
      return Math.floor((state / 0x80000000) * below);
    };
    const spoken: SpokenLanguage[][] = [['en'], ['fi', 'en'], ['nl'], []];
    for (let round = 0; round < 300; round += 1) {
      const offers = Array.from({ length: random(12) }, (_, n) =>
        offer(n + 1, random(2) === 0 ? 'mentor' : 'learner', {
          topic: random(2) === 0 ? 'eparticipation' : 'identity',
          maturity: random(6),
          cityId: random(5) === 0 ? null : city(random(4)),
          languages: spoken[random(4)] ?? [],
          isAway: random(6) === 0,
        }),
      );
      const pairs = pairsOf(offers, 1000);
      const faults = pairs.filter(
        ({ mentor, learner }) =>
          mentor.topic !== learner.topic ||
          mentor.cityId === learner.cityId ||
          mentor.isAway ||
          learner.isAway ||
          mentor.maturity <= learner.maturity,
      );
      expect({ seed, round, faults }).toEqual({ seed, round, faults: [] });
      const firstSilent = pairs.findIndex(({ languages }) => languages.length === 0);
      expect(
        pairs.slice(firstSilent < 0 ? pairs.length : firstSilent).every((p) => p.languages.length === 0),
      ).toBe(true);
      expect(named(offers.toReversed(), 1000)).toEqual(named(offers, 1000));
    }
  });
});
