import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { superviseEmbeddedMongo } from '@kontor/embedded-mongodb';
import { testDatabase } from '@kontor/testing';
import mongoose, { Schema } from 'mongoose';
import { connectDatabase, isDatabaseFault, isDatabaseUp, pingDatabase } from './connection.js';

describe('the connection to the database', () => {
  const database = testDatabase();
  type People = mongoose.Model<Record<string, unknown>>;
  const schema = new Schema<Record<string, unknown>, People>({ name: String, secret: String });
  const people = (): People =>
    database.connection.models['Person'] ??
    database.connection.model<Record<string, unknown>, People>('Person', schema);

  it('compares a filter that comes from outside and never executes it', async () => {
    await people().create({ name: 'Aino', secret: 'hidden' });
    const injected: unknown = JSON.parse('{"secret": {"$ne": null}}');
    const filter: Record<string, unknown> = { ...(typeof injected === 'object' ? injected : {}) };
    await expect(people().findOne(filter)).rejects.toBeInstanceOf(mongoose.Error.CastError);
    expect(await people().findOne({ secret: mongoose.trusted({ $ne: null }) })).not.toBeNull();
  });

  it('refuses a filter on a field that is not there, which would match everything', async () => {
    await expect(people().findOne({ nmae: 'Aino' })).rejects.toThrow(/nmae/);
  });

  it('asks for the journal with every write, and for a majority only where there are members', async () => {
    const { writeConcern } = database.connection.getClient().options;
    expect(writeConcern?.journal).toBe(true);
    const hello = await database.connection.db?.command({ hello: 1 });
    expect(writeConcern?.w).toBe(hello?.['setName'] ? 'majority' : 1);
  });

  it('answers soon when there is no database', async () => {
    const nowhere = `mongodb://${encodeURIComponent(path.join(os.tmpdir(), 'nobody.sock'))}/`;
    const fault: unknown = await connectDatabase(nowhere, { serverSelectionTimeoutMs: 200 }).catch(
      (error: unknown) => error,
    );
    expect(isDatabaseFault(fault)).toBe(true);
  });

  it('knows that the database went and that it is back, and fails meanwhile with a fault of the database', async () => {
    const dbPath = await mkdtemp(path.join(os.tmpdir(), 'kontor-connection-'));
    let up = () => {};
    const back = new Promise<void>((resolve) => (up = resolve));
    const engine = await superviseEmbeddedMongo({ dbPath, onUp: () => up(), backoffMs: [1500] });
    const connection = await connectDatabase(engine.uri, { serverSelectionTimeoutMs: 200 });
    try {
      expect(await pingDatabase(connection)).toBe(true);
      const down = new Promise((resolve) => connection.once('disconnected', resolve));
      if (engine.pid) process.kill(engine.pid, 'SIGKILL');
      await down;
      expect(isDatabaseUp(connection)).toBe(false);
      expect(await pingDatabase(connection)).toBe(false);
      const error: unknown = await connection
        .collection('things')
        .findOne({})
        .catch((fault: unknown) => fault);
      expect(isDatabaseFault(error)).toBe(true);
      const connected = new Promise((resolve) => connection.once('connected', resolve));
      await back;
      await connected;
      expect(await pingDatabase(connection)).toBe(true);
    } finally {
      await connection.close();
      await engine.stop();
      await rm(dbPath, { recursive: true, force: true });
    }
  });

  it('does not take a fault of ours for one of the database', () => {
    expect(isDatabaseFault(new TypeError('x is not a function'))).toBe(false);
    expect(isDatabaseFault(new mongoose.Error.ValidationError())).toBe(false);
    expect(isDatabaseFault(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).toBe(true);
  });
});
