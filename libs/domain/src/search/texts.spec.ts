import { completions, excerpt, marked } from './highlights.js';
import { languageOf } from './languages.js';
import { MAX_PASSAGES, passagesOf } from './passages.js';
import { bestFirst } from './ranking.js';
import type { Found } from './search.port.js';
import { askedWords, looksLike, wordsIn } from './words.js';

const shown = ({ text, marks }: ReturnType<typeof marked>) =>
  marks.map(({ from, to }) => text.slice(from, to));

describe('words of a text', () => {
  it('are compared without case and accents, and stand where they stand', () => {
    const text = 'Łukasz Šķērsons-Ōbergsson, Straße Århus';
    expect(wordsIn(text).map(({ folded }) => folded)).toEqual([
      'lukasz', 'skersons', 'obergsson', 'strasse', 'arhus',
    ]); // prettier-ignore
    expect(wordsIn(text).map(({ from, to }) => text.slice(from, to))).toEqual([
      'Łukasz', 'Šķērsons', 'Ōbergsson', 'Straße', 'Århus',
    ]); // prettier-ignore
  });

  it('are letters and digits only, each once, and not without end', () => {
    expect(askedWords('.* ^$ {"$gt": ""} (a|b) \\ a')).toEqual(['gt', 'a', 'b']);
    expect(askedWords('%!? -- ')).toEqual([]);
    expect(askedWords(Array.from({ length: 50 }, (_, n) => `w${n}`).join(' '))).toHaveLength(8);
    expect(askedWords('x'.repeat(200))[0]).toHaveLength(40);
  });

  it('look like forms of each other when they begin alike for long enough', () => {
    for (const [asked, term] of [['city', 'cities'], ['koulu', 'kouluissa'], ['kouluissa', 'koulun'], ['haus', 'hauser']] as const)
      expect([asked, term, looksLike(asked, term)]).toEqual([asked, term, true]);
    for (const [asked, term] of [['budget', 'bus'], ['kouluissa', 'koira'], ['citizens', 'cities']] as const)
      expect([asked, term, looksLike(asked, term)]).toEqual([asked, term, false]);
  }); // prettier-ignore
});

describe('what is marked', () => {
  it('is the words that answer, in their own spelling', () => {
    expect(shown(marked('Omavalitsuste koostöö', ['omavalits', 'koostoo']))).toEqual([
      'Omavalitsuste',
      'koostöö',
    ]);
    expect(shown(marked('<b>cities</b> & citizens', ['city']))).toEqual(['cities']);
  });

  it('stands in an excerpt around the place with the most of it', () => {
    const text = `${'Words before. '.repeat(60)}The ferry of the harbour leaves. ${'Words after. '.repeat(60)}`;
    const found = excerpt(text, ['harbour', 'ferry']);
    expect(shown(found)).toEqual(['ferry', 'harbour']);
    expect(found.text.length).toBeLessThan(300);
    expect(found.text).toMatch(/^… .* …$/);
    expect(excerpt('Short text.', ['short'])).toEqual({ text: 'Short text.', marks: [{ from: 0, to: 5 }] });
  });

  it('goes on from the last word only, as titles that were found have it', () => {
    expect(completions(['Participatory budget', 'Participation'], 'the partic')).toEqual([
      'Participatory', 'Participation',
    ]); // prettier-ignore
    expect(completions(['Participatory budget'], 'participatory ')).toEqual([]);
  });
});

describe('a long text', () => {
  it('is cut into passages at ends of sentences, loses no word, and names passages by their part', () => {
    const text = Array.from({ length: 400 }, (_, n) => `Sentence number ${n} of many.`).join(' ');
    const passages = passagesOf([{ key: 'a', place: 'a', text }, { key: 'b', place: 'b', text: 'Short' }]);
    expect(passages.map((one) => one.text).join(' ')).toBe(`${text} Short`);
    expect(Math.max(...passages.map((one) => one.text.length))).toBeLessThanOrEqual(2000);
    expect(passages.slice(0, -1).every((one) => one.text.endsWith('.'))).toBe(true);
    expect(passages.at(-1)).toEqual({ part: 'b.0', place: 'b', text: 'Short' });
  }); // prettier-ignore

  it('has an end, with or without spaces', () => {
    expect(passagesOf([{ key: 'a', place: null, text: '😀'.repeat(1_100_000) }])).toHaveLength(MAX_PASSAGES);
    const [first] = passagesOf([{ key: 'a', place: null, text: `x${'😀'.repeat(1500)}` }]);
    expect(first?.text.isWellFormed()).toBe(true);
  });
});

describe('the language of a text', () => {
  it.each([
    ['en', 'How do you sign this in the city, and what have you learned?'],
    ['de', 'Wie unterschreibt ihr das, und was habt ihr aus der Sache gelernt? Wir sind nicht sicher.'],
    ['fi', 'Miten olette tehneet tämän, ja mitä se on maksanut? Me emme ole vielä, mutta aiomme.'],
    ['sv', 'Hur har ni gjort det, och vad har det kostat? Vi har inte gjort det eller ska göra det.'],
    ['et', 'Kuidas te seda tegite ja mis see maksis? Meie ei ole seda veel teinud, aga kavatseme.'],
    ['pl', 'Jak to zrobiliście i co to kosztowało? My nie mamy jeszcze, ale się uczymy.'],
  ])('is guessed: %s', (language, text) => {
    expect(languageOf(text)).toBe(language);
  });
  it('is left open when nothing tells it', () => {
    expect(languageOf('Tampere Kortrijk 2026')).toBeNull();
  });
});

describe('what was found', () => {
  const row = (ofId: string, given: Partial<Found> = {}): Found => ({
    kind: 'thread', ofId, at: new Date(0), isTitle: false, whole: 0b00, ...given,
  }); // prettier-ignore
  it('stands in order: titles first, then whole words, then the most recent', () => {
    const rows = bestFirst([
      row('old'), row('new', { at: new Date(9) }), row('whole', { whole: 0b01 }), row('title', { isTitle: true }), row('both', { isTitle: true, whole: 0b11 }),
    ]); // prettier-ignore
    expect(rows.map(({ ofId }) => ofId)).toEqual(['both', 'title', 'whole', 'new', 'old']);
    expect(bestFirst(rows.toReversed())).toEqual(rows);
  });
});
