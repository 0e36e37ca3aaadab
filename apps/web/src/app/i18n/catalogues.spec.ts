import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const HERE = __dirname;
const SOURCES = join(HERE, '..', '..');
const OTHER_LANGUAGES = ['de'];
/** English file of each namespace, and how its translations are called: whatever lies here is looked at. */
const NAMESPACES = [
  { name: 'app', english: 'en.json', translation: (language: string) => `${language}.json` },
  ...readdirSync(HERE).flatMap((english) => {
    const name = /^([a-z-]+)\.en\.json$/.exec(english)?.[1];
    if (name === undefined) return [];
    return [{ name, english, translation: (language: string) => `${name}.${language}.json` }];
  }),
];

type Flat = Map<string, string>;

function flatten(file: string): Flat {
  const flat: Flat = new Map();
  const walk = (node: unknown, path: string) => {
    if (typeof node === 'string') flat.set(path, node);
    else
      for (const [key, value] of Object.entries(node ?? {}))
        walk(value, path === '' ? key : `${path}.${key}`);
  };
  walk(JSON.parse(readFileSync(join(HERE, file), 'utf8')), '');
  return flat;
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();
const PLURAL = /_(zero|one|two|few|many|other)$/;
const withoutPlural = (key: string) => key.replace(PLURAL, '');

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(entry.name) && !/\.spec\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Keys that the source asks for: `t('a.b')`, `t(['a', 'b'])`, and the fixed beginning of `t(`a.${b}`)`. */
function askedFor(text: string): { keys: string[]; prefixes: string[] } {
  const keys: string[] = [];
  const prefixes: string[] = [];
  for (const call of text.matchAll(/\bt\(\s*((?:[^()]|\([^()]*\))*)\)/g)) {
    const argument = call[1] ?? '';
    for (const literal of argument.matchAll(/'([a-zA-Z][\w-]*(?:\.[\w-]+)+)'/g)) keys.push(literal[1] ?? '');
    for (const template of argument.matchAll(/`([a-zA-Z][\w.-]*\.)\$\{/g)) prefixes.push(template[1] ?? '');
  }
  return { keys, prefixes };
}

describe.each(NAMESPACES)('the texts of the namespace $name', ({ english, translation }) => {
  const source = flatten(english);

  it('are never empty in English', () => {
    expect([...source].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  describe.each(OTHER_LANGUAGES)('in %s', (language) => {
    const translated = flatten(translation(language));

    it('exist for every English one, and no others', () => {
      const keys = (flat: Flat) => [...new Set([...flat.keys()].map(withoutPlural))].sort();
      expect(keys(translated)).toEqual(keys(source));
    });

    it('have every plural form that the language needs', () => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const plurals = [...new Set([...source.keys()].filter((key) => PLURAL.test(key)).map(withoutPlural))];
      const missing = plurals.flatMap((key) =>
        forms.filter((form) => !translated.has(`${key}_${form}`)).map((form) => `${key}_${form}`),
      );
      expect(missing).toEqual([]);
    });

    it('are never empty', () => {
      expect([...translated].filter(([, text]) => text.trim() === '')).toEqual([]);
    });

    it('carry the same placeholders', () => {
      const differing = [...translated].filter(([key, text]) => {
        const original = source.get(key) ?? source.get(`${withoutPlural(key)}_other`);
        return original !== undefined && String(placeholders(text)) !== String(placeholders(original));
      });
      expect(differing).toEqual([]);
    });
  });
});

describe('the source', () => {
  const known = NAMESPACES.map(({ name, english }) => ({ name, keys: [...flatten(english).keys()] }));
  const all = new Set(known.flatMap(({ keys }) => keys.flatMap((key) => [key, withoutPlural(key)])));
  // `editor:key` and keys of `useTranslation('editor')` are looked up in every namespace.
  const asked = sourceFiles(SOURCES).map((file) => ({ file, ...askedFor(readFileSync(file, 'utf8')) }));

  it('asks only for texts that exist', () => {
    const missing = asked.flatMap(({ file, keys }) =>
      keys.filter((key) => !all.has(key.replace(/^\w+:/, ''))).map((key) => `${file}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  it('builds keys only below a group that exists', () => {
    const missing = asked.flatMap(({ file, prefixes }) =>
      prefixes
        .filter((prefix) => ![...all].some((key) => key.startsWith(prefix)))
        .map((prefix) => `${file}: ${prefix}`),
    );
    expect(missing).toEqual([]);
  });

  it('finds the texts it looks for, or this test proves nothing', () => {
    expect(asked.flatMap(({ keys }) => keys).length).toBeGreaterThan(200);
  });

  it('leaves no text of the shell unused', () => {
    const wanted = new Set(asked.flatMap(({ keys }) => keys));
    const prefixes = asked.flatMap((file) => file.prefixes);
    const text = sourceFiles(SOURCES)
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const unused = [...new Set((known[0]?.keys ?? []).map(withoutPlural))].filter(
      (key) =>
        !wanted.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)) && !text.includes(`'${key}'`),
    );
    expect(unused).toEqual([]);
  });
});

/** Every code of the contract has a title and a text, so that no failure is shown as a bare code. */
describe('the errors of the contract', () => {
  it('are all explained', async () => {
    const { ERROR_CODES } = await import('@kontor/contracts');
    const english = flatten('en.json');
    const missing = [...ERROR_CODES, 'offline', 'unreadable', 'unknown'].filter(
      (code) => !english.has(`errors.${code}.title`) || !english.has(`errors.${code}.text`),
    );
    expect(missing).toEqual([]);
  });
});
