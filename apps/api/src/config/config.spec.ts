import { ConfigError, readConfig } from './config.js';

describe('the environment', () => {
  it('needs nothing: the embedded database, the demo, one address on this machine', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      demo: true,
      mongodbUri: undefined,
    });
  });

  it('shows no demo on a real database unless asked to', () => {
    const real = { MONGODB_URI: 'mongodb://db/kontor', KONTOR_SECRET: 'x'.repeat(32) };
    expect(readConfig(real).demo).toBe(false);
    expect(readConfig({ ...real, KONTOR_DEMO: 'true' }).demo).toBe(true);
  });

  it('takes an empty variable as unset, as compose files pass them', () => {
    expect(readConfig({ MONGODB_URI: '', KONTOR_TRUST_PROXY: '', REDIS_URL: '' }).mongodbUri).toBeUndefined();
  });

  it('names every faulty variable and its rule at once', () => {
    const wrong = {
      PORT: 'eighty',
      KONTOR_SECRET: 'short',
      REDIS_URL: 'redis://r',
      KONTOR_TRUST_PROXY: 'true',
    };
    expect(() => readConfig(wrong)).toThrow(ConfigError);
    for (const name of Object.keys(wrong)) expect(() => readConfig(wrong)).toThrow(name);
  });

  it('will not sign links with a guessable secret on a real database', () => {
    expect(() => readConfig({ MONGODB_URI: 'mongodb://db/kontor' })).toThrow(/KONTOR_SECRET/);
  });

  it('takes answers by mail only when it knows for which domain and on which port', () => {
    expect(readConfig({}).replies).toBeNull();
    const both = { KONTOR_REPLY_DOMAIN: 'Reply.City.example', KONTOR_REPLY_PORT: '2525' };
    expect(readConfig(both).replies).toEqual({
      domain: 'reply.city.example',
      host: '127.0.0.1',
      port: 2525,
    });
    for (const name of ['KONTOR_REPLY_DOMAIN', 'KONTOR_REPLY_PORT'] as const) {
      expect(() => readConfig({ [name]: both[name] })).toThrow(/KONTOR_REPLY_DOMAIN and KONTOR_REPLY_PORT/);
    }
  });

  it('does not let a fail point of the crash tests kill a real instance', () => {
    const killed = { KONTOR_FAIL_POINT: 'chunks-written' };
    expect(() => readConfig(killed)).toThrow(/KONTOR_FAIL_POINT/);
    expect(readConfig({ ...killed, NODE_ENV: 'test' }).failPoint).toBe('chunks-written');
    expect(() => readConfig({ KONTOR_FAIL_POINT: 'lunch', NODE_ENV: 'test' })).toThrow(/KONTOR_FAIL_POINT/);
  });
});
