import type { JobRun } from '@kontor/domain';
import { MongoJobLeases } from '@kontor/persistence';
import { testDatabase } from '@kontor/testing';
import { pino } from 'pino';
import { JobRunner } from './job-runner.js';

const database = testDatabase();
const log = pino({ level: 'silent' });
const HOUR = 3_600_000;

/** Nodes that share a database and a clock in the test's hand. */
function nodes(count: number) {
  let now = Date.parse('2031-03-01T08:00:00Z');
  const clock = { now: () => new Date(now) };
  const leases = () => new MongoJobLeases(database.connection);
  return {
    clock,
    leases: leases(),
    runners: Array.from({ length: count }, () => new JobRunner(leases(), clock, log)),
    advance: (ms: number) => void (now += ms),
  };
}
/** A gate that work waits at until the test opens it. */
function gate() {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}

beforeEach(() => database.connection.collection('jobs').deleteMany({}));

describe('jobs', () => {
  it('run on one of many nodes when they are due, and not again before they are due again', async () => {
    const { runners, advance } = nodes(5);
    let runs = 0;
    const job = { name: 'digest', everyMs: HOUR, run: () => Promise.resolve(void (runs += 1)) };
    const all = async () => {
      for (const runner of runners) runner.add(job);
      await Promise.all(runners.map((runner) => runner.idle()));
    };
    await all();
    expect(runs).toBe(1);
    await all();
    expect(runs).toBe(1);
    advance(HOUR);
    await all();
    expect(runs).toBe(2);
    await Promise.all(runners.map((runner) => runner.stop()));
  });

  it('run once an interval from start to start, however long a run takes', async () => {
    const { runners, advance } = nodes(1);
    const [runner] = runners;
    let runs = 0;
    const run = () => {
      runs += 1;
      advance(HOUR / 12);
      return Promise.resolve();
    };
    const look = async () => {
      runner?.add({ name: 'digest', everyMs: HOUR, run });
      await runner?.idle();
    };
    await look();
    advance((HOUR * 11) / 12);
    await look();
    expect(runs).toBe(2);
    await runner?.stop();
  });

  it('run at once when asked, and once more when asked while they run', async () => {
    const { runners } = nodes(1);
    const [runner] = runners;
    const { open, passed } = gate();
    let runs = 0;
    const run = async () => {
      runs += 1;
      if (runs === 2) await passed;
    };
    runner?.add({ name: 'telling', everyMs: HOUR, run });
    await runner?.idle();
    runner?.wake('telling');
    runner?.wake('telling');
    runner?.wake('telling');
    open();
    await runner?.idle();
    expect(runs).toBe(3);
    await runner?.stop();
  });

  it('are taken over from a node that died, and the one thought dead is told to stop', async () => {
    const { leases, clock, advance } = nodes(0);
    const lease = () => ({ now: clock.now(), until: new Date(clock.now().getTime() + 60_000) });
    const due = { onlyIfDue: true };
    expect(await leases.take('digest', 'first', { ...lease(), ...due })).toBe('taken');
    expect(await leases.take('digest', 'second', { ...lease(), ...due })).toBe('held');
    advance(30_000);
    expect(await leases.renew('digest', 'first', lease())).toBe(true);
    advance(60_000);
    expect(await leases.take('digest', 'second', { ...lease(), ...due })).toBe('taken');
    expect(await leases.renew('digest', 'first', lease())).toBe(false);
    // The late one lets go of nothing.
    await leases.release('digest', 'first', { at: clock.now(), nextAt: clock.now(), fault: null });
    expect(await leases.take('digest', 'third', { ...lease(), ...due })).toBe('held');
  });

  it('that fail say why, are let go, and run again when due', async () => {
    const { runners, advance } = nodes(1);
    const [runner] = runners;
    let runs = 0;
    const run = () => {
      runs += 1;
      return runs === 1 ? Promise.reject(new Error('the mail server is asleep')) : Promise.resolve();
    };
    const job = { name: 'digest', everyMs: HOUR, run };
    runner?.add(job);
    await runner?.idle();
    const record = () => database.connection.collection('jobs').findOne({ _id: 'digest' as never });
    expect(await record()).toMatchObject({ owner: null, fault: 'the mail server is asleep' });
    advance(HOUR);
    runner?.add(job);
    await runner?.idle();
    expect(runs).toBe(2);
    expect(await record()).toMatchObject({ fault: null });
    await runner?.stop();
  });

  it('are finished, not cut, when the process stops, and see that it is time', async () => {
    const { runners } = nodes(1);
    const [runner] = runners;
    const { open, passed } = gate();
    const seen: boolean[] = [];
    const begun = new Promise<void>((resolve) => {
      const run = async (state: JobRun) => {
        seen.push(state.mayGoOn());
        resolve();
        await passed;
        seen.push(state.mayGoOn());
      };
      runner?.add({ name: 'digest', everyMs: HOUR, run });
    });
    await begun;
    const stopped = runner?.stop();
    open();
    await stopped;
    expect(seen).toEqual([true, false]);
  });
});
