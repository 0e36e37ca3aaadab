import { byName, countryName, foldName, slugId } from './index.js';

describe('names of cities, organisations and people', () => {
  it('stand in the order of their letters, whatever accents they carry', () => {
    const names = [
      'Zwolle',
      'Örebro',
      'aarhus',
      'Łódź',
      'Riga',
      'Ōbergsson',
      'Liepāja',
      'Ålesund',
      'Šķērsons',
    ];
    const sorted = names.map((name, id) => ({ name, id: String(id) })).sort(byName);
    expect(sorted.map(({ name }) => name)).toEqual([
      'aarhus',
      'Ålesund',
      'Liepāja',
      'Łódź',
      'Ōbergsson',
      'Örebro',
      'Riga',
      'Šķērsons',
      'Zwolle',
    ]);
  });

  it('are told apart by their id when they are the same, so that pages never repeat or skip one', () => {
    expect(byName({ name: 'Riga', id: 'a' }, { name: 'Riga', id: 'b' })).toBeLessThan(0);
    expect(byName({ name: 'Riga', id: 'a' }, { name: 'Riga', id: 'a' })).toBe(0);
  });

  it.each([
    ['Gdańsk', 'gdansk'],
    ['Växjö', 'vaxjo'],
    ['Łódź', 'lodz'],
    ['Tromsø', 'tromso'],
    ['Klaipėda', 'klaipeda'],
    ['Gießen', 'giessen'],
    ['Πάτρα', 'πατρα'],
    ['  City\tof  Riga ', 'city of riga'],
  ])('%s is found by %s', (name, typed) => {
    expect(foldName(name)).toBe(typed);
  });

  it('name each country in English and keep what is no country as it is', () => {
    expect(['FI', 'CZ', 'GB', 'GR'].map(countryName)).toEqual([
      'Finland',
      'Czechia',
      'United Kingdom',
      'Greece',
    ]);
  });
});

describe('ids of shipped records', () => {
  it('are the same on every machine and at every start', () => {
    expect(slugId('city', 'tampere')).toBe('d03d5e7042db699acbc73f16');
    expect(slugId('city', 'tampere')).toMatch(/^[0-9a-f]{24}$/);
  });

  it('differ between nouns of the same slug', () => {
    expect(slugId('organisation', 'tampere')).not.toBe(slugId('city', 'tampere'));
  });
});
