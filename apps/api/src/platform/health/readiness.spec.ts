import { Readiness } from './readiness.js';

describe('readiness', () => {
  it('names the part that is not ready, also when asking it fails', async () => {
    const readiness = new Readiness();
    readiness.register('database', () => true);
    readiness.register('storing', () => false);
    readiness.register('mail', () => Promise.reject(new Error('gone')));
    expect(await readiness.report()).toEqual({
      ready: false,
      parts: { 'not-draining': true, database: true, storing: false, mail: false },
    });
  });

  it('answers although a part never does', async () => {
    const readiness = new Readiness(1);
    readiness.register('database', () => new Promise(() => {}));
    expect((await readiness.report()).parts).toEqual({ 'not-draining': true, database: false });
  });

  it('says at once that it drains, without asking anybody', async () => {
    const readiness = new Readiness(60_000);
    readiness.register('database', () => new Promise(() => {}));
    readiness.drain();
    expect(await readiness.report()).toEqual({ ready: false, parts: { 'not-draining': false } });
  });
});
