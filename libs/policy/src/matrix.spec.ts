import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_ACTIONS } from './actions.js';
import { MATRIX } from './matrix.js';
import { matrixText, MOST_CIRCUMSTANCES } from './testing/matrix-text.js';

const FILE = join(__dirname, '..', 'matrix.snapshot.md');

describe('the matrix', () => {
  it('is committed as a readable table, so that a change of rights is a visible difference', () => {
    const text = matrixText();
    if (process.env['KONTOR_UPDATE_MATRIX'] === '1') writeFileSync(FILE, text);
    const committed = readFileSync(FILE, 'utf8');
    if (committed !== text) {
      throw new Error(
        `Rights have changed: ${firstDifference(committed, text)}\nIf this is wanted, run\n` +
          '  KONTOR_UPDATE_MATRIX=1 npx jest libs/policy/src/matrix.spec.ts\nand commit libs/policy/matrix.snapshot.md.',
      );
    }
  });

  it('[P-1] has a row for every action and no row for anything else', () => {
    expect(Object.keys(MATRIX).toSorted()).toEqual(ALL_ACTIONS.toSorted());
  });

  it('has no grant that hangs on more circumstances than the table can show', () => {
    const grants = Object.values(MATRIX).flatMap((row) => Object.values(row.grants));
    expect(Math.max(...grants.map((grant) => grant.length))).toBeLessThanOrEqual(MOST_CIRCUMSTANCES);
  });
});

function firstDifference(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const at = now.findIndex((line, index) => line !== old[index]);
  return `line ${at + 1}\n- ${old[at] ?? ''}\n+ ${now[at] ?? ''}`;
}
