// npm run faults -- --runs N [--seed S] [--only NAME] [--lanes L] [--report]
// N faults of all kinds under load, judged by the writers' own logs.
//   --only kill-app   faults whose name begins so
//   --lanes 2         shares the rounds among two instances that run side by side
//   --report          puts the figures into e2e/faults/REPORT.md
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildStale } from './lib/build.mjs';
import { writeFaultReport } from './lib/fault-report.mjs';
import { wholeNumber } from './lib/options.mjs';
import { at, runNode, tool } from './lib/project.mjs';

function given(name) {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? undefined : (process.argv[index + 1] ?? '');
}

const runs = Number(wholeNumber('runs') ?? 20);
const seed = Number(wholeNumber('seed') ?? Date.now() % 1_000_000);
const lanes = Math.min(runs, Number(wholeNumber('lanes') ?? 1));
const only = given('only');
const folder = await mkdtemp(path.join(os.tmpdir(), 'kontor-faults-'));
const summaryOf = (lane) => path.join(folder, `${lane}.json`);

async function runLane(lane) {
  const env = {
    NODE_ENV: 'test',
    KONTOR_FAULT_SUMMARY: summaryOf(lane),
    KONTOR_FAULT_RUNS: String(Math.floor(runs / lanes) + (lane < runs % lanes ? 1 : 0)),
    // Rounds count up from the seed: lanes must not meet.
    KONTOR_FAULT_SEED: String(seed + lane * 100_000),
    ...(only && { KONTOR_FAULT_ONLY: only }),
  };
  const pattern = '--testPathPatterns=/e2e/faults/faults.spec';
  return (await runNode(tool.jest, [pattern, '--runInBand'], { env })).code;
}

await buildStale();
const codes = await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(lane)));
if (process.argv.includes('--report')) {
  const read = async (_, lane) => JSON.parse(await readFile(summaryOf(lane), 'utf8'));
  const report = at('e2e/faults/REPORT.md');
  await writeFaultReport(report, await Promise.all(Array.from({ length: lanes }, read)));
  await runNode(tool.prettier, ['--write', '--log-level', 'warn', report]);
}
await rm(folder, { recursive: true, force: true });
process.exitCode = Math.max(...codes);
