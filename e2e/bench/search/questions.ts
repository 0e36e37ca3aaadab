import { TOPICS } from '@kontor/contracts';
import { seeded } from '../../support/random.js';
import { often, workspaceIdOf, WORKSPACES } from './corpus.js';
import { LANGUAGES, RARE } from './words.js';

/** One question of the log: which sort it is, and the query string. */
export interface Question {
  sort: string;
  query: string;
}

/** How often each sort stands in the log, of a hundred. */
const SORTS: readonly (readonly [sort: string, share: number])[] = [
  ['beginning', 35],
  ['frequent word', 10],
  ['rare word', 15],
  ['several words', 15],
  ['stop words only', 5],
  ['other accents', 5],
  ['with filters', 12],
  ['nothing to find', 3],
];

/** Questions as people type them: most are the letters so far of a word that is still being typed. */
export function questionLog(seed: number, length: number): Question[] {
  const draw = seeded(seed);
  const any = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(draw() * items.length)];
    if (item === undefined) throw new Error('nothing to draw from');
    return item;
  };
  const word = (): string => any(any(LANGUAGES).words.slice(5));
  const typed: Readonly<Record<string, () => Record<string, string>>> = {
    beginning: () => ({ q: word().slice(0, 2 + Math.floor(draw() * 5)) }),
    'frequent word': () => ({ q: any(any(LANGUAGES).words.slice(3, 8)) }),
    'rare word': () => ({ q: often(RARE, 0.6 + draw() * 0.4) }),
    'several words': () => ({ q: `${word()} ${draw() < 0.5 ? often(RARE, draw()) : word()}` }),
    'stop words only': () => {
      const { words } = any(LANGUAGES);
      return { q: `${words[0] ?? ''} ${words[1] ?? ''}` };
    },
    'other accents': () => ({ q: word().normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase() }),
    'with filters': () => {
      const filters: Record<string, string>[] = [
        { kind: 'thread' },
        { workspaceId: workspaceIdOf(Math.floor(draw() * WORKSPACES)) },
        { topic: any(TOPICS) },
        { language: any(LANGUAGES).language },
        { from: '2025-11-01' },
        { status: 'draft' },
      ];
      return { q: word(), ...any(filters) };
    },
    'nothing to find': () => ({ q: `zzyzx${Math.floor(draw() * 1000)}` }),
  };
  return Array.from({ length }, () => {
    let left = draw() * 100;
    const [sort] = SORTS.find(([, share]) => (left -= share) < 0) ?? ['beginning'];
    return { sort, query: new URLSearchParams(typed[sort]?.() ?? { q: 'city' }).toString() };
  });
}
