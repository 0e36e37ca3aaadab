// What takes long begins first: in a clean clone jest knows no durations and goes by the size of files, so that a short file with
// a long test began last and one worker waited for it. Here by hand, because durations of another machine are no measure either.
import sequencer from '@jest/test-sequencer';

// A CommonJS package, seen from here.
const Sequencer = sequencer.default ?? sequencer;

const LONG = [
  'e2e/faults/faults.spec.ts',
  'e2e/collab/',
  'e2e/realtime/',
  'libs/domain/src/discussions/history.spec.ts',
  'libs/persistence/src/',
  'libs/policy/src/matrix.spec.ts',
];

/** These wait for clocks and for processes that start; each begins when so many others have, so that one runs at a time. */
const WAITING = [
  ['e2e/faults/backup.spec.ts', 8],
  ['e2e/collab/slow-reader.spec.ts', 14],
  ['e2e/faults/drain.spec.ts', 18],
  ['e2e/collab/fallback.spec.ts', 22],
];

const rank = (path) => {
  const at = LONG.findIndex((beginning) => path.includes(`/${beginning}`));
  return at < 0 ? LONG.length : at;
};

export default class LongestFirst extends Sequencer {
  async sort(tests) {
    const usual = await super.sort(tests);
    const sorted = [...usual].sort((a, b) => rank(a.path) - rank(b.path));
    for (const [ending, after] of WAITING) {
      const at = sorted.findIndex(({ path }) => path.endsWith(`/${ending}`));
      if (at >= 0) sorted.splice(after, 0, ...sorted.splice(at, 1));
    }
    return sorted;
  }
}
