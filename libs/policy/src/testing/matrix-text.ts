import type { Action } from '../actions.js';
import { decide } from '../decide.js';
import { MATRIX } from '../matrix.js';
import type { Facts } from '../facts.js';
import { COLUMNS, factsFor, SWITCHES, SWITCH_NAMES, type Column, type Switch } from './circumstances.js';

/** Circumstances that a grant may depend on at once; more would be unreadable, and a test says so. */
export const MOST_CIRCUMSTANCES = 3;
const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];
/** Archives stop nearly every write; the table says so in a column of its own. */
const ARCHIVES: readonly Switch[] = ['W', 'D'];

function* combinations(names: readonly Switch[], size: number, from = 0): Generator<Switch[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let at = from; at <= names.length - size; at += 1) {
    const name = names[at];
    if (name) for (const rest of combinations(names, size - 1, at + 1)) yield [name, ...rest];
  }
}

const SETS = Array.from({ length: MOST_CIRCUMSTANCES + 1 }, (_, size) => [
  ...combinations(SWITCH_NAMES, size),
]).flat();
type World = { set: readonly Switch[]; facts: Facts };
const worldsOf = (column: Column): World[] => SETS.map((set) => ({ set, facts: factsFor(column, set) }));

interface Probe {
  cell: string;
  refusals: Set<string>;
  stops: Set<Switch>;
}

/** Everything is read off `decide`, nothing off the table of rows: the text shows what really happens. */
function probe(action: Action, column: Column, worlds: readonly World[]): Probe {
  const refusals = new Set<string>();
  const minimal: (readonly Switch[])[] = [];
  for (const { set, facts } of worlds) {
    const decision = decide(facts, action);
    if (!decision.allowed) refusals.add(decision.rule);
    else if (!minimal.some((known) => known.every((name) => set.includes(name)))) minimal.push(set);
  }
  const vetoes = SWITCH_NAMES.filter((extra) =>
    minimal.some((set) => !set.includes(extra) && !decide(factsFor(column, [...set, extra]), action).allowed),
  );
  const stops = new Set(vetoes.filter((name) => ARCHIVES.includes(name)));
  const words = minimal.map((set) => (set.length === 0 ? 'Y' : set.join(''))).join('/');
  const nots = vetoes.filter((name) => !ARCHIVES.includes(name)).map((name) => ` !${name}`);
  return { cell: minimal.length === 0 ? '-' : words + nots.join(''), refusals, stops };
}

const byNumber = (a: string, b: string): number => Number(a.slice(2)) - Number(b.slice(2));

/** The committed text: actions as rows, capacities as columns. */
export function matrixText(): string {
  const worlds = new Map(COLUMN_NAMES.map((column) => [column, worldsOf(column)]));
  const lines = (Object.keys(MATRIX) as Action[]).map((action) => {
    const probes = COLUMN_NAMES.map((column) => probe(action, column, worlds.get(column) ?? []));
    const stops = ARCHIVES.filter((name) => probes.some((p) => p.stops.has(name))).join('') || '-';
    const refusals = [...new Set(probes.flatMap((p) => [...p.refusals]))].toSorted(byNumber).join(' ') || '-';
    return [action, ...probes.map((p) => p.cell), stops, refusals];
  });
  return [HEAD, table([['action', ...COLUMN_NAMES, 'archive', 'refusals'], ...lines]), ''].join('\n');
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [line(rows[0] ?? []), line(rule), ...rows.slice(1).map(line)].join('\n');
}

const legend = (entries: Readonly<Record<string, string>>): string =>
  Object.entries(entries)
    .map(([name, meaning]) => `- \`${name}\` ${meaning}`)
    .join('\n');

const HEAD = `# Who may do what

Printed from \`decide()\` by \`matrix.spec.ts\`; never edit by hand. After a wanted change of rights:
\`KONTOR_UPDATE_MATRIX=1 npx jest libs/policy/src/matrix.spec.ts\`, then read the difference.

Cells: \`Y\` always; \`-\` never; letters: only where all of them hold; \`/\` between alternatives; \`!\` not where this
holds. Column "archive": an archived workspace (W) or document (D) stops it. Column "refusals": rules of SPEC.md
that refusals name.

Columns

${legend(COLUMNS)}

Letters

${legend(SWITCHES)}
`;
