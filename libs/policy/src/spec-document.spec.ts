import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from './rules.js';

const HOME = join(__dirname, '..');
const text = (name: string): string => readFileSync(join(HOME, name), 'utf8');
const ids = (source: string, pattern: RegExp): Set<string> =>
  new Set([...source.matchAll(pattern)].flatMap((match) => match[1] ?? []));

const defined = ids(text('SPEC.md'), /^- \*\*\[(P-\d+)\]\*\*/gm);
const titles = readdirSync(join(HOME, 'src'))
  .filter((name) => name.endsWith('.spec.ts') && name !== 'spec-document.spec.ts')
  .flatMap((name) => [
    ...text(`src/${name}`).matchAll(/\b(?:it|describe)(?:\.each\([^)]*\))?\(\s*(['"`])(.*?)\1/gs),
  ])
  .map((match) => match[2] ?? '')
  .join('\n');
const inTitles = ids(titles, /\[(P-\d+)\]/g);
const inMatrix = ids(text('matrix.snapshot.md'), /\b(P-\d+)\b/g);

const missing = (wanted: Iterable<string>, ...present: ReadonlySet<string>[]): string[] =>
  [...wanted].filter((id) => !present.some((set) => set.has(id)));

describe('SPEC.md', () => {
  it('has no rule that neither a test title nor the matrix cites', () => {
    expect(defined.size).toBeGreaterThan(50);
    expect(missing(defined, inTitles, inMatrix)).toEqual([]);
  });

  it('defines every rule that a test title, the matrix, another rule or a refusal names', () => {
    const mentioned = ids(text('SPEC.md'), /\[(P-\d+)\]/g);
    expect(missing([...inTitles, ...inMatrix, ...mentioned, ...Object.values(RULES)], defined)).toEqual([]);
  });

  it('numbers every rule once, in order', () => {
    const numbers = [...text('SPEC.md').matchAll(/^- \*\*\[P-(\d+)\]\*\*/gm)].map((match) =>
      Number(match[1]),
    );
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  });

  it('has a refusing rule for everything that code can name, each under one name', () => {
    const numbers = Object.values(RULES);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});
