import { passwordFault } from './password-rules.js';

const owner = { name: 'Aino Virtanen', email: 'aino.virtanen@tampere.example' };

describe('which passwords Kontor refuses', () => {
  it.each([
    ['password123', 'common'],
    ['P@ssw0rd123', 'common'],
    ['Welcome2026!', 'common'],
    ['Summer!!2031', 'common'],
    ['kontor-demo', 'common'],
    ['!!Password2033', 'common'],
    ['8391047265', 'common'],
    ['my-virtanen-house', 'own-name'],
    ['xx-A1n0-xx-tram', 'own-name'],
    ['aaaaaaaaaaaa', 'repeated'],
    ['xyzrxyzrxyzr', 'repeated'],
    ['tramtramtram', 'repeated'],
    ['lmnopqrstuvw', 'sequence'],
    ['qwertyuiopas', 'sequence'],
    ['0987654321xy', 'sequence'],
  ])('refuses %s as %s', (password, rule) => {
    expect(passwordFault(password, owner)).toBe(rule);
  });

  it.each([
    'correct horse battery staple',
    'rowing past seven grey herons',
    'tV7#qLm2-xRb9',
    'Järvi ja kolme koivua',
    'мостове над водою 3',
    'blue-bicycle-47-harbour',
  ])('takes %s', (password) => {
    expect(passwordFault(password, owner)).toBeNull();
  });

  it('does not mind short names that are part of other words', () => {
    expect(passwordFault('the long bridge at noon', { name: 'Bo Li', email: 'bo@x.example' })).toBeNull();
  });
});
