// npm run faults -- --runs N [--seed S]: kills the app and the database N times under load and compares with the writers' log.
import { buildStale } from './lib/build.mjs';
import { runNode, tool } from './lib/project.mjs';

function option(name) {
  const at = process.argv.indexOf(`--${name}`);
  if (at < 0) return undefined;
  const value = Number(process.argv[at + 1]);
  if (Number.isSafeInteger(value) && value > 0) return String(value);
  console.error(`--${name} takes a whole number`);
  process.exit(2);
}

const runs = option('runs');
const seed = option('seed');
await buildStale();
const env = {
  NODE_ENV: 'test',
  ...(runs && { KONTOR_FAULT_RUNS: runs }),
  ...(seed && { KONTOR_FAULT_SEED: seed }),
};
const { code } = await runNode(tool.jest, ['--testPathPatterns=/e2e/faults/', '--runInBand'], { env });
process.exitCode = code;
