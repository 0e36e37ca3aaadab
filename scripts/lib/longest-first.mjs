// What takes long begins first: in a clean clone jest knows no durations and goes by the size of files, so that a short file with
// a long test began last and one worker waited for it. Here by hand, because durations of another machine are no measure either.
import sequencer from '@jest/test-sequencer';

// A CommonJS package, seen from here.
const Sequencer = sequencer.default ?? sequencer;

const LONG = [
  'e2e/faults/',
  'e2e/collab/',
  'e2e/realtime/',
  'libs/domain/src/discussions/history.spec.ts',
  'libs/persistence/src/',
  'libs/policy/src/matrix.spec.ts',
];

const rank = (path) => {
  const at = LONG.findIndex((beginning) => path.includes(`/${beginning}`));
  return at < 0 ? LONG.length : at;
};

export default class LongestFirst extends Sequencer {
  async sort(tests) {
    const usual = await super.sort(tests);
    return [...usual].sort((a, b) => rank(a.path) - rank(b.path));
  }
}
