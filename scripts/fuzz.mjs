// npm run fuzz -- --messages N [--seed S]: sends N broken and senseless messages of all types to the sync engine.
import { runNode, tool } from './lib/project.mjs';
import { wholeNumber } from './lib/options.mjs';

const messages = wholeNumber('messages');
const seed = wholeNumber('seed');
const env = {
  NODE_ENV: 'test',
  ...(messages && { KONTOR_FUZZ_MESSAGES: messages }),
  ...(seed && { KONTOR_FUZZ_SEED: seed }),
};
const { code } = await runNode(tool.jest, ['--testPathPatterns=/fuzz-messages', '--runInBand'], { env });
process.exitCode = code;
