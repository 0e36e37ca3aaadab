import { randomBytes } from 'node:crypto';
import type { ContentLanguage } from '@kontor/contracts';
import { askedWords, DOORS, type SearchRecord } from '@kontor/domain';
import { aSearchRecord, searchRecordsContract, testDatabase } from '@kontor/testing';
import { ensureIndexes } from '../index.js';
import { MongoSearchRecords } from './search.adapter.js';
import { keyOf, storedHead } from './search-keys.js';
import { searchCollection, searchModel } from './search.model.js';
import { MongoWordForms, parsedIn } from './word-forms.adapter.js';

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
      // The head says what all of them say.
      ['', null],
      ['one', 'untouched'],
      ['other', null],
      ['three', 'untouched'],
    ]);
    expect((await records.of(head)).map((one) => one.at)).toEqual([at, at, at, at]);
  });

  it('ranks titles before any number of texts, then whole words, then the most recent', async () => {
    const forms = new MongoWordForms(database.connection);
    const at = (day: number) => new Date(Date.UTC(2026, 0, day));
    const texts = Array.from({ length: 5_100 }, (_, n) =>
      aSearchRecord({ text: 'keepers of the lighthouse', at: at(40 + (n % 300)) }),
    );
    const begun = aSearchRecord({ title: 'Lighthouses', at: at(2) });
    const whole = aSearchRecord({ title: 'The lighthouse', at: at(1) });
    const rare = aSearchRecord({ text: 'a lighthouse in zanzibar', at: at(3) });
    const rows = [...texts, begun, whole, rare].map((head) => storedHead(head, [], '1', forms));
    await searchCollection(database.connection).insertMany(await Promise.all(rows));
    const ask = async (typed: string) => {
      const words = askedWords(typed);
      const { found, counts, isCut } = await records.find({ doors: rare.doors, words, demand: 'all' });
      const [first, second, third] = found.map(({ ofId }) => ofId);
      return { first, second, third, found, count: counts.get('practice-document') ?? 0, isCut };
    };
    for (const typed of ['lighthouse', 'lighthou', 'lig']) {
      const answer = await ask(typed);
      expect(answer).toMatchObject({ second: typed === 'lighthouse' ? begun.ofId : whole.ofId, isCut: true });
      const days = answer.found.slice(2).map((one) => one.at?.getTime() ?? 0);
      expect(days).toEqual(days.toSorted((a, b) => b - a));
      // Of three letters that titles answer, texts are not read.
      expect(answer.count >= 500).toBe(typed !== 'lig');
      if (typed !== 'lig') expect(days[0]).toBe(at(339).getTime());
    }
    expect((await ask('lighthouse keeper')).count).toBeGreaterThanOrEqual(500);
    // However many hold the one word, what holds both is found, and it alone.
    expect(await ask('lighthouse zanzibar')).toMatchObject({ first: rare.ofId, count: 1 });
    // Few letters are looked for in texts when no title answers.
    expect(await ask('zan')).toMatchObject({ first: rare.ofId, count: 1, isCut: false });
  });

  it('reads no more of the index for what is hidden than for what there is not', async () => {
    const hidden = `h${randomBytes(8).toString('hex')}`;
    const forms = new MongoWordForms(database.connection);
    const rows = Array.from({ length: 300 }, () =>
      storedHead(aSearchRecord({ text: hidden }), [], '1', forms),
    );
    const collection = searchCollection(database.connection);
    await collection.insertMany(await Promise.all(rows));
    const examined = async (word: string): Promise<unknown> => {
      const keys = [DOORS.cities, DOORS.organisations].map((door) => new RegExp(`^${keyOf(door, word)}`));
      const plan = await collection.find({ keys: { $in: keys } }).explain('executionStats');
      return plan['executionStats'].totalKeysExamined;
    };
    expect(await examined(hidden)).toEqual(await examined(`${hidden.slice(0, -1)}x`));
  });

  it.each([
    ['7.0', { queryPlanner: { winningPlan: { stage: 'TEXT_MATCH', indexName: 'text_text', parsedTextQuery: { terms: ['citi'] } } } }],
    ['8.0, other engine', { queryPlanner: { winningPlan: { isCached: false, queryPlan: { stage: 'TEXT_MATCH', parsedTextQuery: { terms: ['citi'] } } } } }],
    ['sharded', { queryPlanner: { winningPlan: { stage: 'SINGLE_SHARD', shards: [{ winningPlan: { queryPlan: { stage: 'TEXT_MATCH', parsedTextQuery: { terms: ['citi'] } } } }] } } }],
    ['4.4, with a projection', { queryPlanner: { winningPlan: { stage: 'PROJECTION_SIMPLE', inputStage: { stage: 'TEXT', parsedTextQuery: { terms: ['citi'] } } } } }],
  ])('reads stems out of a plan as a server says it: %s', (_version, plan) => {
    expect(parsedIn(plan, 0)).toEqual({ terms: ['citi'] });
  }); // prettier-ignore

  it('leaves words as they stand where the engine does not say stems, and tells it once', async () => {
    const told: unknown[] = [];
    const without = database.connection.useDb(`${database.connection.name}-bare`);
    const forms = new MongoWordForms(without, (why) => told.push(why));
    expect(await forms.stems(['cities', 'of'], 'english')).toEqual(['cities', 'of']);
    expect(await forms.stems(['services'], 'english')).toEqual(['services']);
    expect(told).toHaveLength(1);
  });

  it('looks up only keys that begin with a door of the asker', async () => {
    const record = await putText('en', 'canary in the harbour');
    const [row] = await searchModel(database.connection).find({ ofId: record.ofId }).lean();
    const doors = row?.keys.map((key) => key.split(' ')[0]);
    expect(new Set(doors)).toEqual(new Set(record.doors));
    const elsewhere = await records.find({
      doors: [DOORS.cities],
      words: ['canary'],
      demand: 'else-some',
    });
    expect(elsewhere.found).toEqual([]);
  });
});
