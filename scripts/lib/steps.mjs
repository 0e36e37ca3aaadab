// What `npm test` and `npm run check` consist of. Every step runs, whatever the ones before said.
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildStale } from './build.mjs';
import { prepareChromium } from './chromium.mjs';
import { NONE, jestCounts, playwrightCounts } from './counts.mjs';
import { at, runNode, tool } from './project.mjs';

const MINUTE = 60_000;
/** More than two gain little on small machines and make timings of realtime tests meaningless. */
const WORKERS = String(Math.min(4, Math.max(2, os.availableParallelism() - 1)));

/** A check is one test: it holds or it does not. */
const verdict = (ok) => ({ ...NONE, [ok ? 'passed' : 'failed']: 1 });

/** Checks run beside each other, so each says what it has to say at its end. */
async function check(...commands) {
  const answers = await Promise.all(
    commands.map(([script, ...args]) => runNode(script, args, { timeoutMs: 10 * MINUTE, output: 'keep' })),
  );
  for (const { output } of answers) process.stdout.write(output);
  return verdict(answers.every(({ code }) => code === 0));
}

async function jest(reports, name, pattern, more = []) {
  const report = path.join(reports, `${name}.json`);
  const args = ['--json', `--outputFile=${report}`, `--testPathPatterns=${pattern}`, ...more];
  const { code, timedOut } = await runNode(tool.jest, args, {
    timeoutMs: 30 * MINUTE,
    env: { NODE_ENV: 'test' },
  });
  if (timedOut) console.error(`${name}: gave up after 30 minutes`);
  return jestCounts(report, code === 0);
}

async function build() {
  try {
    const built = await buildStale();
    console.log(built.length > 0 ? `built ${built.join(' and ')}` : 'nothing was stale');
    return verdict(true);
  } catch (error) {
    console.error(error.message);
    return verdict(false);
  }
}

async function browser(reports) {
  if (!existsSync(at('e2e/web'))) return NONE;
  try {
    const executable = await prepareChromium();
    console.log(`browser: ${executable}`);
    const report = path.join(reports, 'browser.json');
    const env = { KONTOR_CHROMIUM: executable, PLAYWRIGHT_JSON_OUTPUT_NAME: report, NODE_ENV: 'test' };
    const { code } = await runNode(tool.playwright, ['test', '--reporter=list,json'], {
      timeoutMs: 30 * MINUTE,
      env,
    });
    return playwrightCounts(report, code === 0);
  } catch (error) {
    console.error(error.message);
    return verdict(false);
  }
}

/**
 * In the order they run: the quick and telling ones first, the build before whatever runs the built program. Neighbours that
 * are marked `beside` run beside each other.
 */
export const STEPS = [
  {
    name: 'format',
    beside: true,
    title: 'Format',
    run: () => check([tool.prettier, '--check', '--log-level', 'warn', '.']),
  },
  {
    name: 'lint',
    beside: true,
    title: 'Lint',
    run: () => check([tool.oxlint, '--type-aware', '--deny-warnings']),
  },
  {
    name: 'imports',
    beside: true,
    title: 'Imports',
    run: () =>
      check([
        tool.depcruise,
        'libs',
        'apps',
        'e2e',
        'scripts',
        '--config',
        '.dependency-cruiser.mjs',
        '--output-type',
        'err',
      ]),
  },
  {
    name: 'types',
    title: 'Types',
    run: () => check([tool.tsc, '-p', 'tsconfig.json'], [tool.tsc, '-p', 'apps/web/tsconfig.json']),
  },
  {
    name: 'unit',
    title: 'Unit and contract tests',
    run: (r) => jest(r, 'unit', '/(libs|apps)/', [`--maxWorkers=${WORKERS}`]),
  },
  { name: 'build', title: 'Build', run: build },
  {
    name: 'e2e',
    title: 'API, realtime, collaboration and fault tests',
    run: (r) => jest(r, 'e2e', '/e2e/', ['--maxWorkers=2']),
  },
  { name: 'browser', title: 'Browser tests', run: browser },
];
