import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Contestant } from './contestants/contestant.js';
import { median } from './load/histogram.js';
import { SCENARIOS } from './scenarios/index.js';
import type { Figures, Scenario } from './scenarios/scenario.js';

/** All runs of one scenario, by server. */
export interface Result {
  scenario: string;
  date: string;
  /** Load average of the machine before the first run: what else it did. */
  load: number;
  figures: Record<string, Figures[]>;
}

const HERE = join(process.cwd(), 'e2e/bench');
/** The figures behind the report, so that one scenario can be measured again without the others. */
const DATA = join(HERE, 'results.json');
const REPORT = join(HERE, 'RESULTS.md');

const shown = (value: number): string => {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return 'incomplete';
  if (value >= 1000) return Math.round(value).toLocaleString('en-GB');
  return String(Number(value.toPrecision(3)));
};

/** JSON has no infinity: what was never reached is stored as a text. */
const NEVER = 'incomplete';
const toJson = (_key: string, value: unknown): unknown =>
  value === Number.POSITIVE_INFINITY ? NEVER : value;
const fromJson = (_key: string, value: unknown): unknown =>
  value === NEVER ? Number.POSITIVE_INFINITY : value;

const valuesOf = (result: Result, server: string, figure: string): number[] =>
  (result.figures[server] ?? [])
    .map((one) => one[figure] ?? Number.NaN)
    .filter((value) => !Number.isNaN(value));

/** One line per bar: whether Kontor's median meets it. */
export function verdicts(scenario: Scenario, result: Result): string[] {
  const medianOf = (server: string, figure: string): number => median(valuesOf(result, server, figure));
  if (!('kontor' in result.figures)) return [];
  const bars = scenario.bars.flatMap(({ figure, better, atLeast }) =>
    Object.entries(atLeast)
      .filter(([peer]) => peer in result.figures)
      .map(([peer, least]) => {
        const [mine, theirs] = [medianOf('kontor', figure), medianOf(peer, figure)];
        const ratio = better === 'lower' ? theirs / mine : mine / theirs;
        return `${ratio >= least ? 'met' : 'NOT MET'}: ${scenario.figures[figure]}: ${shown(ratio)} x better than ${peer} (bar ${least} x)`;
      }),
  );
  const bounds = (scenario.bounds ?? []).map(({ figure, atMost }) => {
    const mine = medianOf('kontor', figure);
    return `${mine <= atMost ? 'met' : 'NOT MET'}: ${scenario.figures[figure]}: ${shown(mine)} (bar: at most ${atMost})`;
  });
  return [...bars, ...bounds];
}

function section(scenario: Scenario, result: Result): string {
  const names = Object.keys(result.figures);
  const rows = Object.entries(scenario.figures).map(([figure, title]) => {
    const cells = names.map((name) => {
      const values = valuesOf(result, name, figure);
      if (values.length === 0) return '–';
      const range =
        values.length > 1 ? ` (${shown(Math.min(...values))} to ${shown(Math.max(...values))})` : '';
      return `**${shown(median(values))}**${range}`;
    });
    return `| ${title} | ${cells.join(' | ')} |`;
  });
  const head = `| | ${names.join(' | ')} |\n|---|${names.map(() => '--:').join('|')}|`;
  const runs = Math.max(...Object.values(result.figures).map((all) => all.length));
  const bars = verdicts(scenario, result).map((line) => `- ${line}`);
  return `## ${scenario.title}\n\n${result.date}, medians of ${runs} interleaved runs, range in brackets; load average before: ${shown(result.load)}.\n\n${head}\n${rows.join('\n')}\n\n${bars.join('\n')}\n`;
}

/** Puts a scenario's figures into the report, in place of what was there. */
export async function record(result: Result, contestants: readonly Contestant[]): Promise<void> {
  const before = await readFile(DATA, 'utf8').then(
    (text) => JSON.parse(text, fromJson) as Result[],
    () => [],
  );
  const results = [...before.filter(({ scenario }) => scenario !== result.scenario), result];
  await writeFile(DATA, `${JSON.stringify(results, toJson, 1)}\n`);
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  const processor = cpus()[0]?.model.replaceAll(/\s+/g, ' ').trim() ?? 'unknown';
  const head = `# Results of the benchmark

Written by \`npm run bench\`; [README.md](README.md) says what is measured and how. Figures of one machine compare with each other and with nothing else.

- Kontor ${version}
- ${cpus().length} cores (${processor}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}; the generator and the servers share them
${contestants.map(({ name, versions }) => `- ${name}: ${versions}`).join('\n')}
`;
  const sections = SCENARIOS.flatMap((scenario) => {
    const own = results.find(({ scenario: name }) => name === scenario.name);
    return own ? [section(scenario, own)] : [];
  });
  await writeFile(REPORT, `${head}\n${sections.join('\n')}`);
}
