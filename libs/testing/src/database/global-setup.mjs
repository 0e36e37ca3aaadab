// Jest's globalSetup: one embedded database for the whole run, in a directory of its own; workers find it by an
// environment variable. An address in MONGODB_URI is used instead. Plain JavaScript: jest loads it before its transforms.
import { mkdtemp, rm } from 'node:fs/promises';
import { register } from 'node:module';
import os from 'node:os';
import path from 'node:path';

export default async function setUpDatabase() {
  if (process.env.MONGODB_URI) {
    process.env.KONTOR_TEST_MONGODB_URI = process.env.MONGODB_URI;
    return;
  }
  register('../../../../scripts/lib/typescript-hooks.mjs', import.meta.url);
  const { startEmbeddedMongo } = await import('../../../embedded-mongodb/src/start.ts');
  const dbPath = await mkdtemp(path.join(os.tmpdir(), 'kontor-jest-'));
  const remove = () => rm(dbPath, { recursive: true, force: true });
  try {
    const mongo = await startEmbeddedMongo({ dbPath });
    process.env.KONTOR_TEST_MONGODB_URI = mongo.uri;
    globalThis.__kontorTestDatabase = async () => {
      await mongo.stop();
      await remove();
    };
  } catch (error) {
    // Suites without a database can still run; those that ask for one are told why there is none.
    await remove();
    process.env.KONTOR_TEST_MONGODB_FAULT = error instanceof Error ? error.message : String(error);
  }
}
