import { Ledger } from './ledger.js';

const make = () => {
  let now = 100;
  return { ledger: new Ledger(() => now), pass: (ms: number) => (now += ms) };
};

describe('ledger of own changes', () => {
  it('calls a change durable only when a marker sent after it is acknowledged', () => {
    const { ledger } = make();
    ledger.connectionOpened();
    ledger.messageSent('step2');
    ledger.changed();
    ledger.messageSent('update');
    expect(ledger.takeMark()).toBe(2);
    ledger.changed();
    ledger.messageSent('update');
    expect(ledger.acknowledged(2)).toBe(1);
    expect(ledger.durable).toBeLessThan(ledger.changes);
    expect(ledger.takeMark()).toBe(3);
    expect(ledger.acknowledged(3)).toBe(2);
    expect(ledger.pendingSince).toBeNull();
  });

  it('does not believe an update that went out before our own state did', () => {
    const { ledger } = make();
    ledger.changed(); // while offline
    ledger.connectionOpened();
    ledger.changed();
    ledger.messageSent('update');
    const early = ledger.takeMark()!;
    expect(ledger.acknowledged(early)).toBe(0);
    ledger.messageSent('step2');
    expect(ledger.acknowledged(ledger.takeMark()!)).toBe(2);
  });

  it('forgets markers of a lost connection: an answer to them cannot come', () => {
    const { ledger } = make();
    ledger.connectionOpened();
    ledger.messageSent('step2');
    ledger.changed();
    ledger.messageSent('update');
    expect(ledger.takeMark()).toBe(2);
    ledger.connectionOpened();
    expect(ledger.acknowledged(2)).toBe(0);
    ledger.messageSent('step2');
    expect(ledger.takeMark()).toBe(1);
    expect(ledger.acknowledged(1)).toBe(1);
  });

  it('is not fooled by an acknowledgement of what was never sent', () => {
    const { ledger } = make();
    ledger.connectionOpened();
    ledger.changed();
    expect(ledger.acknowledged(999)).toBe(0);
    ledger.messageSent('step2');
    expect(ledger.acknowledged(999)).toBe(0);
  });

  it('gives one marker for many messages and none when nothing was sent', () => {
    const { ledger } = make();
    ledger.connectionOpened();
    expect(ledger.takeMark()).toBeNull();
    ledger.messageSent('step2');
    ledger.messageSent('update');
    ledger.messageSent('update');
    expect(ledger.takeMark()).toBe(3);
    expect(ledger.takeMark()).toBeNull();
  });

  it('remembers since when the oldest open change waits', () => {
    const { ledger, pass } = make();
    ledger.connectionOpened();
    ledger.messageSent('step2');
    ledger.changed();
    pass(50);
    ledger.changed();
    expect(ledger.pendingSince).toBe(100);
    ledger.messageSent('update');
    ledger.acknowledged(ledger.takeMark()!);
    expect(ledger.pendingSince).toBeNull();
    expect(ledger.lastDurableAt).toBe(150);
  });

  it('believes no acknowledgement that comes after a refusal', () => {
    const { ledger } = make();
    ledger.changed(); // while offline
    ledger.connectionOpened();
    ledger.messageSent('step2');
    const mark = ledger.takeMark()!;
    ledger.fellBehind();
    expect(ledger.acknowledged(mark)).toBe(0);
    ledger.connectionOpened();
    ledger.messageSent('step2');
    expect(ledger.acknowledged(ledger.takeMark()!)).toBe(1);
  });
});
