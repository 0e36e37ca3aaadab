// npm test: everything, in order, with one line per step at the end and the sum as the very last line.
//   --only format,lint   runs those steps
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { NONE, add } from './lib/counts.mjs';
import { STEPS } from './lib/steps.mjs';

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const told = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

function wanted() {
  const at = process.argv.indexOf('--only');
  if (at < 0) return STEPS;
  const names = (process.argv[at + 1] ?? '').split(',');
  const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length === 0) return STEPS.filter((step) => names.includes(step.name));
  console.error(
    `no such step: ${unknown.join(', ')}; there are ${STEPS.map((step) => step.name).join(', ')}`,
  );
  process.exit(2);
}

const reports = await mkdtemp(path.join(os.tmpdir(), 'kontor-reports-'));
const started = Date.now();
const lines = [];
let sum = NONE;

async function runStep({ title, run }) {
  const from = Date.now();
  const counts = await run(reports);
  sum = add(sum, counts);
  lines.push(
    `${counts.failed > 0 ? 'FAILED' : 'ok    '}  ${title.padEnd(46)}${told(counts).padEnd(36)}${seconds(Date.now() - from)}`,
  );
}

/** Steps that run beside each other, then the rest one by one. */
const rounds = wanted().reduce((groups, step) => {
  const last = groups.at(-1);
  if (step.beside && last?.[0].beside) last.push(step);
  else groups.push([step]);
  return groups;
}, []);
for (const round of rounds) {
  console.log(`\n=== ${round.map(({ title }) => title).join(', ')} ===`);
  await Promise.all(round.map(runStep));
}
await rm(reports, { recursive: true, force: true });

console.log(`\n=== Summary (${seconds(Date.now() - started)}) ===`);
for (const line of lines) console.log(line);
console.log(told(sum));
// Exit only when the last line is out: a pipe would cut it.
process.exitCode = sum.failed > 0 ? 1 : 0;
