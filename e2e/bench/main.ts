import { loadavg } from 'node:os';
import { kontor } from './contestants/kontor.js';
import { peers } from './contestants/peers.js';
import { record, verdicts, type Result } from './report.js';
import { SCENARIOS } from './scenarios/index.js';
import type { Arena, Figures, Scenario } from './scenarios/scenario.js';

function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

const only = option('only')?.split(',');
const servers = option('servers')?.split(',');
const runs = Number(option('runs') ?? 5);
const unknown = only?.filter((name) => SCENARIOS.every((scenario) => scenario.name !== name)) ?? [];
if (unknown.length > 0 || !Number.isSafeInteger(runs) || runs < 1) {
  console.error(`--only takes ${SCENARIOS.map(({ name }) => name).join(', ')}; --runs a whole number`);
  process.exit(2);
}

const contestants = [...(await peers()), kontor];

/** Load average from which something else is running. */
const BUSY = 2.5;
/** The scenario before leaves a load behind, which is gone after this at the latest. */
const CALM_WITHIN_MS = 120_000;

/** Waits for a quiet machine. @returns its load average, which is above BUSY when it did not get quiet */
async function calm(): Promise<number> {
  const end = performance.now() + CALM_WITHIN_MS;
  for (;;) {
    const [load = 0] = loadavg();
    if (load <= BUSY || performance.now() > end) return load;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** A server that never gets there must not hold up the others. */
const RUN_MS = 240_000;

async function inTime<T>(work: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, RUN_MS, null);
  });
  // Whatever it still throws once its server is gone is of no interest.
  work.catch(() => undefined);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** One scenario, its runs interleaved, so that what else the machine does falls on all servers alike. */
async function measure(scenario: Scenario): Promise<Result> {
  console.log(`\n${scenario.title}`);
  const taking = contestants.filter(
    ({ name }) => scenario.servers.includes(name) && (servers?.includes(name) ?? true),
  );
  const load = await calm();
  if (load > BUSY)
    console.log(`  the machine is busy (load ${load.toFixed(1)}): figures will not be recorded`);
  const figures = Object.fromEntries(taking.map(({ name }) => [name, [] as Figures[]]));
  const arenas = new Map<string, Arena>();
  try {
    for (let run = 1; run <= Math.min(runs, scenario.maxRuns ?? runs); run += 1) {
      for (const contestant of taking) {
        const arena = arenas.get(contestant.name) ?? { server: await contestant.start() };
        arenas.set(contestant.name, arena);
        const one = await inTime(scenario.run(arena));
        if (one === null) {
          console.log(`  run ${run}  ${contestant.name.padEnd(18)} not done within ${RUN_MS / 1000} s`);
          arenas.delete(contestant.name);
          await arena.server.discard();
          continue;
        }
        figures[contestant.name]?.push(one);
        const line = Object.entries(one).map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`);
        console.log(`  run ${run}  ${contestant.name.padEnd(18)} ${line.join('  ')}`);
        if (!scenario.isFresh) continue;
        arenas.delete(contestant.name);
        await arena.server.discard();
      }
    }
  } finally {
    for (const { server } of arenas.values()) await server.discard();
  }
  return { scenario: scenario.name, date: new Date().toISOString().slice(0, 10), load, figures };
}

for (const scenario of SCENARIOS.filter(({ name }) => only?.includes(name) ?? true)) {
  const result = await measure(scenario);
  for (const line of verdicts(scenario, result)) console.log(`  ${line}`);
  // A part with all its servers, on a machine that did nothing else, replaces that part of the report.
  if (servers === undefined && runs >= 5 && result.load <= BUSY) await record(result, contestants);
}
