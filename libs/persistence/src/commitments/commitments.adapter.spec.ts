import { CityId, CommitmentId, OrganisationId, UserId, WorkspaceId } from '@kontor/contracts';
import { hashOf, wordingOf, type CommitmentListQuery, type CommitmentRecord } from '@kontor/domain';
import { testDatabase } from '@kontor/testing';
import { ensureCommitmentIndexes } from './commitment.model.js';
import { MongoCommitments } from './commitments.adapter.js';

const id = (n: number) => n.toString(16).padStart(24, '0');
const at = new Date('2026-11-29T10:00:00Z');
const userId = UserId.parse(id(7));
const workspaceId = WorkspaceId.parse(id(8));
const KORTRIJK = CityId.parse(id(9));

const aCommitment = (n: number, given: Partial<CommitmentRecord> = {}): CommitmentRecord => ({
  id: CommitmentId.parse(id(n)),
  workspaceId,
  organisationId: OrganisationId.parse(id(10)),
  cityId: KORTRIJK,
  title: `Commitment ${n}`,
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
  revision: one.revision + 1,
  state: 'signed',
  signatures: [
    {
      userId,
      name: 'Demo Decision Maker',
      jobTitle: 'Deputy mayor',
      role: 'decision-maker',
      organisationName: 'City of Kortrijk',
      at,
      hash: hashOf(one),
      wording: wordingOf(one),
    },
  ],
});

describe('commitments in the database', () => {
  const database = testDatabase();
  let records: MongoCommitments;

  beforeAll(async () => {
    await ensureCommitmentIndexes(database.connection);
    records = new MongoCommitments(database.connection);
  });

  const list = async (given: Partial<CommitmentListQuery> = {}) =>
    (
      await records.list({
        reach: { workspaceId, signedOnly: false },
        waitingOnly: false,
        runningOut: null,
        after: null,
        limit: 100,
        ...given,
      })
    ).map(({ commitment }) => commitment.title);

  it('come back as they were put there, once', async () => {
    const one = aCommitment(1, { until: '2026-12-31', settled: { by: userId, at, note: 'so' } });
    expect(await records.insert(one)).toBe(true);
    expect(await records.insert({ ...one, title: 'Another' })).toBe(false);
    expect(await records.byId(one.id)).toEqual(one);
    expect(await records.byId(CommitmentId.parse(id(99)))).toBeNull();
  });

  it('[CM-8] are written over the revision that was looked at, and no other', async () => {
    const one = aCommitment(2);
    await records.insert(one);
    const both = await Promise.all([
      records.write(signed(one)),
      records.write({ ...one, revision: 1, title: 'Reworded' }),
    ]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect((await records.byId(one.id))?.revision).toBe(1);
    expect(await records.write({ ...one, revision: 1 })).toBe(false);
  });

  it('[CM-9] wait to be told from the write that makes them wait, until somebody was, of that revision', async () => {
    const one = aCommitment(3);
    await records.insert(one);
    const isUntold = async () => (await records.untold(100)).some(({ id: found }) => found === one.id);
    expect(await isUntold()).toBe(true);
    await records.noteTold({ id: one.id, revision: 4 });
    expect(await isUntold()).toBe(true);
    await records.noteTold(one);
    expect(await isUntold()).toBe(false);
    const bound = signed(one);
    await records.write(bound);
    expect(await isUntold()).toBe(false);
    await records.write({ ...bound, revision: 2, text: 'Some may.' });
    expect(await isUntold()).toBe(true);
  });

  it('[CM-10] are listed in the order of their last days, of one reach and by every filter', async () => {
    const own = WorkspaceId.parse(id(50));
    const put = (n: number, given: Partial<CommitmentRecord>, isSigned = true) => {
      const one = aCommitment(n, { workspaceId: own, ...given });
      return records.insert(isSigned ? signed(one) : one);
    };
    await put(51, { until: null });
    await put(52, { until: '2026-12-24', topics: ['identity'] });
    await put(53, { until: '2026-12-01' }, false);
    await put(54, { until: '2026-11-01', cityId: null });
    await records.write({
      ...signed(aCommitment(54, { workspaceId: own, until: '2026-11-01' })),
      revision: 2,
      state: 'ended',
    });
    const reach = { workspaceId: own, signedOnly: false };
    const names = (...ns: number[]) => ns.map((n) => `Commitment ${n}`);
    expect(await list({ reach })).toEqual(names(53, 52, 51, 54));
    expect(await list({ reach: { ...reach, signedOnly: true } })).toEqual(names(52, 51, 54));
    expect(await list({ reach, topic: ['identity'] })).toEqual(names(52));
    expect(await list({ reach, state: ['prepared', 'ended'] })).toEqual(names(53, 54));
    expect(await list({ reach, waitingOnly: true })).toEqual(names(53));
    expect(await list({ reach, runningOut: { from: '2026-11-29', to: '2026-12-31' } })).toEqual(names(52));
    expect(await list({ reach, cityId: [KORTRIJK], organisationId: OrganisationId.parse(id(11)) })).toEqual(
      [],
    );
    expect(await list({ reach, after: { key: '1:2026-12-24', id: id(52) } })).toEqual(names(51, 54));
  });
});
