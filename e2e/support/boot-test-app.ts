import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESSION_COOKIE } from '@kontor/contracts';
import type { Clock } from '@kontor/domain';
import supertest from 'supertest';
import { openTestDatabase } from '@kontor/testing';
import { readConfig } from '../../apps/api/src/config/config.js';
import { startKontor, type RunningKontor } from '../../apps/api/src/kontor-app.js';

export interface TestAppOptions {
  /** Load the demo partnership (default true: its accounts are the cast of most tests). */
  demo?: boolean;
  clock?: Clock;
  env?: Record<string, string>;
}

/** A signed-in caller: each request carries the session and the write header. */
export interface Caller {
  cookie: string;
  get(path: string): supertest.Test;
  post(path: string, body?: object): supertest.Test;
  put(path: string, body?: object): supertest.Test;
  patch(path: string, body?: object): supertest.Test;
  delete(path: string): supertest.Test;
}

export interface TestApp {
  kontor: RunningKontor;
  url: string;
  anonymous: Caller;
  /** Signs in; the demo password unless another is given. */
  signIn(email: string, password?: string): Promise<Caller>;
  /** Whoever holds this cookie. */
  as(cookie: string): Caller;
  close(): Promise<void>;
}

const API = '/api/v1';

function caller(url: string, cookie: string): Caller {
  const send = (
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    path: string,
    body?: object,
  ): supertest.Test => {
    let test = supertest(url)
      [method](path.startsWith('/api') ? path : API + path)
      .set('X-Kontor-Request', '1');
    if (cookie !== '') test = test.set('Cookie', cookie);
    return body === undefined ? test : test.send(body);
  };
  return {
    cookie,
    get: (path) => send('get', path),
    post: (path, body = {}) => send('post', path, body),
    put: (path, body = {}) => send('put', path, body),
    patch: (path, body = {}) => send('patch', path, body),
    delete: (path) => send('delete', path),
  };
}

/** The cookie of a sign-in answer, as a request sends it back. */
export function sessionCookie(response: supertest.Response): string {
  const set = response.headers['set-cookie'] as unknown;
  const all = Array.isArray(set) ? set.map(String) : [];
  return all.find((c) => c.startsWith(`${SESSION_COOKIE}=`))?.split(';')[0] ?? '';
}

/** Boots the real app on a free port over a database of its own. */
export async function bootTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await openTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'kontor-test-'));
  const config = readConfig({
    PORT: '0',
    NODE_ENV: 'test',
    MONGODB_URI: database.uri,
    KONTOR_SECRET: 'a secret for tests only, never used elsewhere',
    KONTOR_DATA_DIR: dataDir,
    KONTOR_DEMO: String(options.demo ?? true),
    // Tests write faster than people.
    KONTOR_POSTS_PER_MINUTE: '10000',
    KONTOR_POSTS_PER_HOUR: '10000',
    KONTOR_LOG_LEVEL: process.env['KONTOR_LOG_LEVEL'] ?? 'silent',
    ...options.env,
  });
  const kontor = await startKontor(config, options.clock === undefined ? {} : { clock: options.clock });
  const anonymous = caller(kontor.url, '');
  return {
    kontor,
    url: kontor.url,
    anonymous,
    async signIn(email, password = 'kontor-demo') {
      const answer = await anonymous.post('/session', { email, password }).expect(200);
      return caller(kontor.url, sessionCookie(answer));
    },
    as: (cookie) => caller(kontor.url, cookie),
    async close() {
      await kontor.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
