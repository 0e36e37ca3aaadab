import { together } from './together.js';

describe('reads that come together', () => {
  const asked: string[][] = [];
  const lengthOf = together(async (words: string[]) => {
    asked.push(words);
    if (words.includes('fail')) throw new Error('the database is away');
    return new Map(words.filter((word) => word !== '').map((word) => [word, word.length]));
  });
  beforeEach(() => void asked.splice(0));

  it('go as one, each key once, and everybody gets their own answer', async () => {
    const answers = await Promise.all([
      lengthOf('port'),
      lengthOf(''),
      lengthOf('harbour'),
      lengthOf('port'),
    ]);
    expect(answers).toEqual([4, null, 7, 4]);
    expect(asked).toEqual([['port', '', 'harbour']]);
  });

  it('are never answered from an earlier turn', async () => {
    await lengthOf('port');
    await lengthOf('port');
    expect(asked).toEqual([['port'], ['port']]);
  });

  it('fail together, and only together', async () => {
    const answers = await Promise.allSettled([lengthOf('port'), lengthOf('fail')]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await lengthOf('port')).toBe(4);
  });
});
