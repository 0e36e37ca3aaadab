import { Pulse, SILENCE_MS } from './pulse.js';

const pulses: Pulse[] = [];
afterEach(() => {
  for (const pulse of pulses.splice(0)) pulse.stop();
});

/** A page and its line, second by second by the test's own clock. */
function page() {
  let time = 1_700_000_000_000;
  const log: string[] = [];
  const note = (what: string) => () => void log.push(what);
  const pulse = new Pulse({ ask: note('ask'), dead: note('dead'), woke: note('woke') }, () => time);
  pulses.push(pulse);
  const sleep = (ms: number) => {
    time += ms;
    pulse.look();
  };
  const pass = (ms: number) => {
    for (let second = 0; second < ms; second += 1000) sleep(1000);
  };
  return { pulse, log, pass, sleep };
}

describe('the pulse of a line', () => {
  it('is not doubted while the server says something every 20 seconds', () => {
    const { pulse, log, pass } = page();
    pulse.opened();
    for (let minutes = 0; minutes < 30; minutes += 1) {
      pass(20_000);
      pulse.heard();
    }
    expect(log).toEqual([]);
  });

  it('is missed within 30 seconds after the last sign of life, once', () => {
    const { pulse, log, pass } = page();
    pulse.opened();
    pass(SILENCE_MS);
    expect(log).toEqual([]);
    pass(30_000 - SILENCE_MS);
    expect(log).toEqual(['dead']);
    pulse.closed();
    pass(120_000);
    expect(log).toEqual(['dead']);
  });

  it('is asked for after a sleep, and an answer is enough', () => {
    const { pulse, log, pass, sleep } = page();
    pulse.opened();
    sleep(72 * 3_600_000);
    expect(log).toEqual(['ask']);
    pulse.heard();
    pass(10_000);
    expect(log).toEqual(['ask']);
  });

  it('is given up soon after a sleep when nobody answers', () => {
    const { pulse, log, pass, sleep } = page();
    pulse.opened();
    sleep(600_000);
    pass(4_000);
    expect(log).toEqual(['ask', 'dead']);
  });

  it('is given up in a hidden tab too, whose timers run once a minute', () => {
    const { pulse, log, sleep } = page();
    pulse.opened();
    sleep(60_000);
    sleep(60_000);
    expect(log).toEqual(['ask', 'dead']);
  });

  it('wakes a page that has no line', () => {
    const { pulse, log, sleep } = page();
    pulse.opened();
    pulse.closed();
    sleep(600_000);
    expect(log).toEqual(['woke']);
  });

  it('is not fooled by a clock that is set back', () => {
    const { pulse, log, pass, sleep } = page();
    pulse.opened();
    sleep(-3_600_000);
    pass(30_000);
    expect(log).toEqual(['dead']);
  });
});
