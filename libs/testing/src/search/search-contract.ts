import { randomBytes } from 'node:crypto';
import { CityId, WorkspaceId } from '@kontor/contracts';
import { askedWords, DOORS, type FindQuery, type SearchRecord, type SearchRecords } from '@kontor/domain';

const hex = () => randomBytes(12).toString('hex');
const workspaceId = WorkspaceId.parse(hex());
const otherId = WorkspaceId.parse(hex());

/** A record of its own thing, in one workspace, with nothing special about it. */
export const aSearchRecord = (given: Partial<SearchRecord> = {}): SearchRecord => ({
  kind: 'practice-document',
  ofId: hex(),
  part: '',
  doors: [DOORS.allDrafts(workspaceId)],
  title: 'A title',
  keywords: '',
  text: '',
  place: null,
  language: null,
  workspaceId,
  cityIds: [],
  countries: [],
  topics: [],
  status: 'draft',
  at: new Date('2026-03-01T10:00:00Z'),
  ...given,
});

/** What every store of search records keeps to. */
export function searchRecordsContract(make: () => SearchRecords): void {
  let records: SearchRecords;
  beforeEach(() => {
    records = make();
  });
  const put = async (...given: SearchRecord[]): Promise<string> => {
    const [first] = given;
    if (first === undefined) throw new Error('put something');
    await records.put(first, '1', given);
    return first.ofId;
  };
  const find = async (words: string[], given: Partial<FindQuery> = {}): Promise<string[]> => {
    const doors = [DOORS.allDrafts(workspaceId)];
    const { found } = await records.find({ doors, words, demand: 'all', ...given });
    return [...new Set(found.map(({ ofId }) => ofId))].sort();
  };

  it('finds by words and by their beginnings, in title, keywords and text', async () => {
    const word = `w${hex()}`;
    const title = await put(aSearchRecord({ title: `The ${word}7 of a city` }));
    const keywords = await put(aSearchRecord({ keywords: `Tampere, ${word}` }));
    const text = await put(aSearchRecord({ text: `It says ${word} here` }));
    expect(await find([word])).toEqual([title, keywords, text].sort());
    expect(await find([word.slice(0, 15)])).toEqual([title, keywords, text].sort());
    expect(await find([`${word}7`])).toEqual([title]);
    expect(await find([word.slice(1)])).toEqual([]);
  });

  it.each([
    ['Łukasz', 'lukasz'], ['Šķērsons', 'skersons'], ['Ōberg', 'oberg'], ['Århus', 'arhus'], ['Øresund', 'oresund'],
    ['Straße', 'strasse'], ['Ærø', 'aero'], ['Žiežmariai', 'ziezmariai'], ['Jõgeva', 'JOGEVA'], ['Łódź', 'LODZ'],
  ])('finds %s by %s and the other way round', async (written, plain) => {
    const own = hex();
    const accented = await put(aSearchRecord({ title: `${written}${own}` }));
    const bare = await put(aSearchRecord({ text: `${plain}${own}` }));
    for (const typed of [written, plain, written.normalize('NFD'), written.toUpperCase()]) {
      expect(await find(askedWords(`${typed}${own}`))).toEqual([accented, bare].sort());
    }
    expect(await find(askedWords(`${written}${own.slice(0, 9)}`))).toEqual([accented, bare].sort());
  }); // prettier-ignore

  it('finds nothing behind other doors, and nothing without a door', async () => {
    const word = `w${hex()}`;
    const mine = await put(aSearchRecord({ text: word }));
    const theirs = await put(
      aSearchRecord({ text: word, doors: [DOORS.allDrafts(otherId), DOORS.sharedDrafts(workspaceId)] }),
    );
    expect(await find([word])).toEqual([mine]);
    expect(await find([word], { doors: [DOORS.sharedDrafts(workspaceId)] })).toEqual([theirs]);
    expect(await find([word], { doors: [DOORS.allDrafts(otherId)] })).toEqual([theirs]);
    expect(await find([word], { doors: [] })).toEqual([]);
  });

  it('demands all words, or some', async () => {
    const [a, b] = [`a${hex()}`, `b${hex()}`];
    const both = await put(aSearchRecord({ title: a, text: b }));
    const one = await put(aSearchRecord({ text: a }));
    expect(await find([a, b])).toEqual([both]);
    expect(await find([a, `c${hex()}`])).toEqual([]);
    expect(await find([a, `c${hex()}`], { demand: 'else-some' })).toEqual([both, one].sort());
    expect(await find([a, b], { demand: 'else-some' })).toEqual([both]);
  });

  it('finds words that stand in different passages of one thing, and shows the one that says most', async () => {
    const [a, b, c] = [`a${hex()}`, `b${hex()}`, `c${hex()}`];
    const head = aSearchRecord();
    const passage = (part: string, text: string) => ({ ...head, part, place: part, text });
    const id = await put(head, passage('x.0', `${a} here`), passage('y.0', `${b} and ${c} there`));
    expect(await find([a, b])).toEqual([id]);
    const query = { doors: head.doors, words: [a, b, c] };
    const [shown] = (await records.toShow([head], query)).values();
    expect(shown?.place).toBe('y.0');
  });

  it('filters by what things are', async () => {
    const word = `w${hex()}`;
    const cityId = CityId.parse(hex());
    const one = await put(
      aSearchRecord({
        text: word,
        cityIds: [cityId],
        countries: ['FI'],
        topics: ['identity'],
        language: 'fi',
        at: new Date('2026-05-01T00:00:00Z'),
      }),
    );
    await put(aSearchRecord({ text: word, countries: ['EE'], topics: ['other'], language: 'et' }));
    const archived = await put(aSearchRecord({ text: word, status: 'archived' }));
    for (const filter of [
      { cityId },
      { country: 'FI' },
      { topic: 'identity' as const },
      { language: 'fi' as const },
      { from: new Date('2026-04-30T00:00:00Z') },
    ]) {
      expect(await find([word], filter)).toEqual([one]);
    }
    expect(await find([word], { until: new Date('2026-05-01T00:00:00Z') })).not.toContain(one);
    expect(await find([word])).not.toContain(archived);
    expect(await find([word], { status: 'archived' })).toEqual([archived]);
  });

  it('says which answer by their title, and how many words stand there whole', async () => {
    const word = `w${hex()}`;
    const head = aSearchRecord({ title: `${word}s` });
    const passage = { ...head, part: 's.0', place: 's', text: `about ${word}` };
    await put(head, passage);
    const query = { doors: [DOORS.allDrafts(workspaceId)], words: [word] };
    const { found, counts, isCut } = await records.find({ ...query, demand: 'all' });
    expect(found).toMatchObject([{ ofId: head.ofId, isTitle: true, whole: 1 }]);
    expect([[...counts], isCut]).toEqual([[['practice-document', 1]], false]);
    expect((await records.find({ ...query, demand: 'all', kinds: ['thread'] })).found).toEqual([]);
    const shown = await records.toShow(found, query);
    expect([...shown.values()].map(({ text, place }) => [text, place])).toEqual([[`about ${word}`, 's']]);
    const nowhere = await records.toShow(found, { ...query, doors: [DOORS.allDrafts(otherId)] });
    expect(nowhere.size).toBe(0);
  });

  it('takes what is put for the whole of a thing, and says how current it is', async () => {
    const [before, after] = [`b${hex()}`, `a${hex()}`];
    const head = aSearchRecord();
    await put(head, { ...head, part: 'x.0', text: before }, { ...head, part: 'y.0', text: before });
    await records.put(head, '2', [head, { ...head, part: 'y.0', text: after }]);
    expect(await find([before])).toEqual([]);
    expect(await find([after])).toEqual([head.ofId]);
    expect((await records.of(head)).map(({ part }) => part)).toEqual(['', 'y.0']);
    const [row] = await records.indexed('practice-document', previous(head.ofId), 1);
    expect(row).toEqual({ ofId: head.ofId, version: '2' });
    await records.put(head, '3', []);
    expect(await records.of(head)).toEqual([]);
    expect(await find([after])).toEqual([]);
  });

  it('lets a change of doors count for every passage', async () => {
    const word = `w${hex()}`;
    const head = aSearchRecord();
    const passage = { ...head, part: 'x.0', text: word };
    await put(head, passage);
    const doors = [DOORS.sharedDrafts(workspaceId)];
    await records.put(
      head,
      '2',
      [head, passage].map((record) => ({ ...record, doors })),
    );
    expect(await find([word])).toEqual([]);
    expect(await find([word], { doors })).toEqual([head.ofId]);
  });

  it.each([
    ['.*'], ['^'], ['$where'], ['{"$gt":""}'], ['a|b'], ['(((('], ['[z-a]'], ['\\'], ['"phrase"'], ['-not'],
    ["';return true;//"], ['$ne'], ['\u0000'],
  ])('has an answer to %j put in as a word, and it is nothing', async (word) => {
    await put(aSearchRecord({ text: 'words of a text' }));
    for (const asked of askedWords(word)) expect(asked).toMatch(/^[\p{L}\p{N}]+$/u);
    const words = askedWords(`${word} zzz${hex()}`);
    expect(await find(words)).toEqual([]);
  }); // prettier-ignore
}

const previous = (id: string): string => (BigInt(`0x${id}`) - 1n).toString(16).padStart(24, '0');
