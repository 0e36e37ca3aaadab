import type { ContentLanguage } from '@kontor/contracts';
import { askedWords, DOORS, type SearchRecord } from '@kontor/domain';
import { aSearchRecord, searchRecordsContract, testDatabase } from '@kontor/testing';
import { ensureIndexes } from '../index.js';
import { MongoSearchRecords } from './search.adapter.js';
import { searchModel } from './search.model.js';

describe('search records in MongoDB', () => {
  const database = testDatabase();
  let records: MongoSearchRecords;
  beforeAll(async () => {
    await ensureIndexes(database.connection);
    records = new MongoSearchRecords(database.connection);
  });

  searchRecordsContract(() => records);

  const putText = async (language: ContentLanguage | null, text: string): Promise<SearchRecord> => {
    const record = aSearchRecord({ language, text });
    await records.put(record, '1', [record]);
    return record;
  };
  const finds = async (record: SearchRecord, typed: string): Promise<boolean> => {
    const { found } = await records.find({ doors: record.doors, words: askedWords(typed), demand: 'all' });
    return found.some(({ ofId }) => ofId === record.ofId);
  };

  it.each<[ContentLanguage, string, string[]]>([
    ['fi', 'Asukkaat äänestivät kaupungin kouluista ja kirjastoissa', ['koulu', 'kouluissa', 'kaupungit', 'kirjasto', 'KIRJASTON']],
    ['sv', 'Invånarna röstade om städernas skolor och bibliotek', ['skola', 'skolorna', 'stad', 'städer', 'biblioteken']],
    ['de', 'Die Bürger stimmten über die Häuser der Städte ab', ['Haus', 'stadt', 'Städten', 'Bürgern', 'hauses']],
    ['nl', 'De bewoners stemden over de huizen van hun steden', ['bewoner', 'huizen', 'stemde']],
    ['da', 'Borgerne stemte om kommunernes skoler', ['borger', 'kommune', 'skolerne', 'skole']],
    ['nb', 'Innbyggerne stemte om kommunenes skoler', ['innbygger', 'kommune', 'skolene']],
    ['en', 'Residents voted on services of their cities', ['city', 'resident', 'voting', 'service']],
  ])('finds inflected forms in %s', async (language, text, questions) => {
    const record = await putText(language, text);
    const missed: string[] = [];
    for (const typed of questions) if (!(await finds(record, typed))) missed.push(typed);
    expect(missed).toEqual([]);
    expect(await finds(record, 'zebra')).toBe(false);
  }); // prettier-ignore

  it.each<[ContentLanguage, string, string[]]>([
    ['et', 'Omavalitsuste koostöö kaasava eelarve heaks', ['omavalits', 'OMAVALITSUSTE', 'koostoo', 'koostöö', 'kaasav eelar']],
    ['lv', 'Līdzdalības budžets Rīgas apkaimēm', ['lidzdal', 'līdzdalīb', 'budz', 'riga', 'apkaim']],
    ['lt', 'Dalyvaujamojo biudžeto sprendimai Klaipėdos gyventojams', ['dalyvauj', 'biudz', 'klaiped', 'gyvent']],
    ['pl', 'Budżet obywatelski i współpraca miast: Łódź, Gdańsk', ['budz', 'obywatel', 'wspolprac', 'lodz', 'gdan']],
  ])('finds beginnings of words in %s, with or without accents', async (language, text, questions) => {
    const record = await putText(language, text);
    const missed: string[] = [];
    for (const typed of questions) if (!(await finds(record, typed))) missed.push(typed);
    expect(missed).toEqual([]);
    expect(await finds(record, 'alitsuste')).toBe(false);
  }); // prettier-ignore

  it('answers a question of stop words only, and does not insist on them beside others', async () => {
    const record = await putText('en', 'The question is what to do with it');
    expect(await finds(record, 'the')).toBe(true);
    expect(await finds(record, 'what to do with')).toBe(true);
    expect(await finds(record, 'the question of an island')).toBe(false);
    expect(await finds(record, 'the question of')).toBe(true);
    const finnish = await putText('fi', 'Kaupunki päättää');
    expect(await finds(finnish, 'on ja kaupunki')).toBe(true);
  });

  it('combines words of which one is found by its stem and another by its beginning', async () => {
    const record = await putText('fi', 'Kaupungin kirjastoissa kokoonnutaan');
    expect(await finds(record, 'kirjasto kokoon')).toBe(true);
    expect(await finds(record, 'kirjasto koira')).toBe(false);
  });

  it('writes again only the passages that changed', async () => {
    const head = aSearchRecord();
    const passages = ['one', 'two', 'three'].map((text, n) => ({ ...head, part: `s.${n}`, text }));
    await records.put(head, '1', [head, ...passages]);
    const { collection } = searchModel(database.connection);
    // What is written anew is written whole: a mark of this test on the row is gone then.
    await collection.updateMany({ ofId: head.ofId }, { $set: { place: 'untouched' } });
    const at = new Date('2026-06-01T00:00:00Z');
    const changed = passages.map((one, n) => ({ ...one, at, ...(n === 1 ? { text: 'other' } : {}) }));
    await records.put(head, '2', [{ ...head, at }, ...changed]);
    const stored = await records.of(head);
    expect(stored.map(({ text, place }) => [text, place])).toEqual([
      ['', 'untouched'],
      ['one', 'untouched'],
      ['other', null],
      ['three', 'untouched'],
    ]);
    expect((await records.of(head)).map((one) => one.at)).toEqual([at, at, at, at]);
  });

  it('looks up only keys that begin with a door of the asker', async () => {
    const record = await putText('en', 'canary in the harbour');
    const [plan] = await searchModel(database.connection)
      .find({ _id: new RegExp(record.ofId) as unknown as string })
      .lean();
    const doors = plan?.keys.map((key) => key.split(' ')[0]);
    expect(new Set(doors)).toEqual(new Set(record.doors));
    const elsewhere = await records.find({
      doors: [DOORS.cities],
      words: ['canary'],
      demand: 'some',
    });
    expect(elsewhere.found).toEqual([]);
  });
});
