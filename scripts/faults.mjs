// npm run faults -- --runs N [--seed S]: kills the app and the database N times under load and compares with the writers' log.
import { buildStale } from './lib/build.mjs';
import { wholeNumber } from './lib/options.mjs';
import { runNode, tool } from './lib/project.mjs';

const runs = wholeNumber('runs');
const seed = wholeNumber('seed');
await buildStale();
const env = {
  NODE_ENV: 'test',
  ...(runs && { KONTOR_FAULT_RUNS: runs }),
  ...(seed && { KONTOR_FAULT_SEED: seed }),
};
const { code } = await runNode(tool.jest, ['--testPathPatterns=/e2e/faults/', '--runInBand'], { env });
process.exitCode = code;
