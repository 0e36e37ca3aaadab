import { CommitmentId, OrganisationId, UserId, WorkspaceId } from '@kontor/contracts';
import {
  hashOf,
  hasChangedSinceSigned,
  possibleSteps,
  runsOutSoon,
  waitsForSignature,
  wordingOf,
  type CommitmentRecord,
  type Step,
} from './commitment.js';

const id = (digit: string) => digit.repeat(24);
const at = new Date('2026-11-29T10:00:00Z');
const userId = UserId.parse(id('a'));
const TODAY = '2026-11-29';

const aCommitment = (given: Partial<CommitmentRecord> = {}): CommitmentRecord => ({
  id: CommitmentId.parse(id('1')),
  workspaceId: WorkspaceId.parse(id('2')),
  organisationId: OrganisationId.parse(id('3')),
  cityId: null,
  title: 'We share our web platform',
  text: 'Any partner may use it.',
  topics: ['shared-service'],
  from: '2026-01-01',
  until: null,
  revision: 0,
  state: 'prepared',
  signatures: [],
  proofs: [],
  settled: null,
  isSample: false,
  createdAt: at,
  createdBy: userId,
  updatedAt: at,
  updatedBy: userId,
  ...given,
});

const signed = (one: CommitmentRecord): CommitmentRecord => ({
  ...one,
  state: 'signed',
  signatures: [
    ...one.signatures,
    {
      userId,
      name: 'Demo Decision Maker',
      jobTitle: '',
      role: 'decision-maker',
      organisationName: 'City of Kortrijk',
      at,
      hash: hashOf(one),
      wording: wordingOf(one),
    },
  ],
});

const stepsOf = (one: CommitmentRecord, today = TODAY): Step[] =>
  Object.entries(possibleSteps(one, today)).flatMap(([step, isOpen]) => (isOpen ? [step as Step] : []));

const PROOF = { documentId: null, url: 'https://kortrijk.example/platform', note: '' };

describe('what a signature binds to', () => {
  it('[CM-4] is every word of it, whose it is and for how long, and nothing else', () => {
    const one = aCommitment();
    const others: Partial<CommitmentRecord>[] = [
      { title: 'We share' },
      { text: 'Any partner may use it!' },
      { topics: [] },
      { from: '2026-01-02' },
      { until: '2026-12-31' },
      { organisationId: OrganisationId.parse(id('4')) },
    ];
    const hashes = others.map((given) => hashOf(aCommitment(given)));
    expect(new Set([hashOf(one), ...hashes]).size).toBe(others.length + 1);
    expect(hashOf(aCommitment({ proofs: [PROOF], revision: 7, state: 'kept' }))).toBe(hashOf(one));
    // A word that moves from one field into the next is another wording.
    expect(hashOf(aCommitment({ title: 'ab', text: 'c' }))).not.toBe(
      hashOf(aCommitment({ title: 'a', text: 'bc' })),
    );
  });

  it('[CM-4] is broken by another wording, and whole again when that is put back', () => {
    const one = signed(aCommitment());
    expect(hasChangedSinceSigned(one)).toBe(false);
    const changed = { ...one, text: 'Some may.' };
    expect([hasChangedSinceSigned(changed), waitsForSignature(changed)]).toEqual([true, true]);
    expect(hasChangedSinceSigned({ ...changed, text: one.text })).toBe(false);
    expect(hasChangedSinceSigned(signed(changed))).toBe(false);
  });
});

describe('what can be done next', () => {
  it('[CM-6] [CM-7] follows from its state', () => {
    const one = aCommitment({ until: '2026-11-28' });
    expect(stepsOf(one)).toEqual(['reword', 'prove', 'sign', 'withdraw']);
    expect(stepsOf(signed(one))).toEqual(['reword', 'prove', 'end', 'withdraw']);
    expect(stepsOf({ ...signed(one), proofs: [PROOF] })).toContain('keep');
    expect(stepsOf({ ...signed(one), until: TODAY, proofs: [PROOF] })).not.toContain('end');
    for (const state of ['kept', 'ended'] as const) {
      expect(stepsOf({ ...signed(one), state })).toEqual(['prove', 'resume']);
    }
    expect(stepsOf({ ...one, state: 'withdrawn' })).toEqual([]);
  });

  it('[CM-6] neither keeps nor ends what has changed since it was signed', () => {
    const changed = { ...signed(aCommitment({ until: '2026-11-01' })), title: 'Other', proofs: [PROOF] };
    expect(stepsOf(changed)).toEqual(['reword', 'prove', 'sign', 'withdraw']);
  });
});

it('[CM-10] a signed one runs out soon from ninety days before its last day until that day', () => {
  const soon = (until: string | null) => runsOutSoon({ ...signed(aCommitment()), until }, TODAY);
  expect(['2026-11-28', '2026-11-29', '2027-02-27', '2027-02-28', null].map(soon)).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
  expect(runsOutSoon(aCommitment({ until: '2026-12-01' }), TODAY)).toBe(false);
});
