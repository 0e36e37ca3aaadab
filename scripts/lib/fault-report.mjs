// Puts the figures of a run between the marks in the report; the words around them are written by hand.
import { readFile, writeFile } from 'node:fs/promises';

const MARKS = /(<!-- figures -->\n)[\s\S]*?(\n<!-- \/figures -->)/;
const COUNTS = ['rounds', 'acknowledged', 'written', 'falselyAcknowledged', 'lost', 'failed'];
const grouped = (n) => n.toLocaleString('en-GB');

/** Counts are added; of the times the worst stands. */
function sumOf(rows) {
  const sum = Object.fromEntries(COUNTS.map((key) => [key, rows.reduce((n, row) => n + row[key], 0)]));
  const worstMs = {};
  for (const [what, ms] of rows.flatMap((row) => Object.entries(row.worstMs)))
    worstMs[what] = Math.max(ms, worstMs[what] ?? 0);
  return { ...sum, worstMs };
}

function line(name, row) {
  const worst = Object.entries(row.worstMs).map(([what, ms]) => `${what} after ${grouped(ms)} ms`);
  return `| ${[name, ...COUNTS.map((key) => grouped(row[key])), worst.join(', ')].join(' | ')} |`;
}

/** @param lanes what e2e/faults/summary.ts saved, once per lane */
export async function writeFaultReport(file, lanes) {
  const [{ date, node, cores, memoryGb, platform, skipped }] = lanes;
  const names = [...new Set(lanes.flatMap(({ faults }) => Object.keys(faults)))].toSorted((a, b) =>
    a.localeCompare(b),
  );
  const minutes = Math.round(Math.max(...lanes.map(({ seconds }) => seconds)) / 60);
  const seeds = lanes.map(({ seed }) => seed).join(' and ');
  const sideBySide = lanes.length > 1 ? ` in ${lanes.length} lanes side by side` : '';
  const total = sumOf(lanes.map((lane) => lane.total));
  const lines = [
    '',
    `${date}, seed ${seeds}: ${grouped(total.rounds)} rounds${sideBySide} in ${minutes} minutes; node ${node}, ${platform}, ${cores} cores, ${memoryGb} GB.`,
    '',
    '| fault | rounds | acknowledged | written | false | lost | failed rounds | worst time |',
    '| --- | --: | --: | --: | --: | --: | --: | --- |',
    ...names.map((name) => line(name, sumOf(lanes.flatMap(({ faults }) => faults[name] ?? [])))),
    line('**all**', { ...total, worstMs: {} }),
    ...Object.entries(skipped).map(([name, reason]) => `\nNot run: ${name}: ${reason}.`),
    '',
  ];
  const text = await readFile(file, 'utf8');
  if (!MARKS.test(text)) throw new Error(`${file} has no place for figures`);
  await writeFile(
    file,
    text.replace(MARKS, (_all, before, after) => before + lines.join('\n') + after),
  );
}
