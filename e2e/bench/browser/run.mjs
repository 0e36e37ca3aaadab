// node e2e/bench/browser/run.mjs [--words 30000,100000] [--runs 5] [--seed 1] [--json FILE] [--trace DIR]
//   Long documents in a browser: opening them from the list, and typing in them. Prints tables; `--json` keeps the
//   figures, `--trace` a trace of each step for the Performance panel of Chromium's developer tools.
import { register } from 'node:module';
import { buildStale } from '../../../scripts/lib/build.mjs';
import { CHROMIUM_ARGS, prepareChromium } from '../../../scripts/lib/chromium.mjs';

register('../../../scripts/lib/typescript-hooks.mjs', import.meta.url);

function option(name, fallback) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1];
}
function numbers(name, fallback) {
  const given = option(name, fallback).split(',').map(Number);
  if (given.every((n) => Number.isSafeInteger(n) && n > 0)) return given;
  console.error(`--${name} takes whole numbers`);
  process.exit(2);
}

const [runs] = numbers('runs', '5');
const [seed] = numbers('seed', '1');
const words = numbers('words', '30000,100000');
await buildStale();
const { benchBrowser } = await import('./bench-browser.ts');
const { tables } = await import('./tables.ts');
const { writeFile } = await import('node:fs/promises');
const results = await benchBrowser({
  words,
  runs,
  seed,
  executablePath: await prepareChromium(),
  args: CHROMIUM_ARGS,
  traceDir: option('trace', null),
  say: (line) => console.log(line),
});
console.log(tables(results));
const file = option('json', null);
if (file !== null) await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
