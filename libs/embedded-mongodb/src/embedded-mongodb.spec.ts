import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { mongo } from 'mongoose';
import { EmbeddedMongoError } from './errors.js';
import { cacheDirectory, engineScript } from './project-root.js';
import { nodeCommand } from './glibc.js';
import { socketPathFor } from './socket-path.js';
import { startEmbeddedMongo } from './start.js';
import { type SupervisedMongo, superviseEmbeddedMongo } from './supervise.js';

describe('the embedded database', () => {
  let dbPath: string;
  const clients: mongo.MongoClient[] = [];
  const stops: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    dbPath = await mkdtemp(path.join(os.tmpdir(), 'kontor-engine-'));
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
    for (const stop of stops.splice(0)) await stop();
    await rm(dbPath, { recursive: true, force: true });
  });

  async function connect(uri: string): Promise<mongo.MongoClient> {
    const client = new mongo.MongoClient(uri, {
      serverSelectionTimeoutMS: 10_000,
      minHeartbeatFrequencyMS: 50,
    });
    clients.push(client);
    return client.connect();
  }

  it('keeps what was written, over a stop and a new start', async () => {
    const first = await startEmbeddedMongo({ dbPath });
    stops.push(() => first.stop());
    const client = await connect(first.uri);
    await client.db('spec').collection('things').insertOne({ name: 'saved' });
    expect(await client.db('spec').collection('things').countDocuments({ name: 'saved' })).toBe(1);
    await client.close();
    expect((await first.stop()).code).toBe(0);
    expect(await first.stop()).toMatchObject({ code: 0 });

    const second = await startEmbeddedMongo({ dbPath });
    stops.push(() => second.stop());
    expect(second.uri).toBe(first.uri);
    const again = await connect(second.uri);
    expect(await again.db('spec').collection('things').countDocuments({ name: 'saved' })).toBe(1);
  });

  it('is started again at the same address after kill -9, with every acknowledged write', async () => {
    const states: string[] = [];
    const up: { resolve: () => void } = { resolve: () => {} };
    const upAgain = new Promise<void>((resolve) => (up.resolve = resolve));
    const engine: SupervisedMongo = await superviseEmbeddedMongo({
      dbPath,
      onDown: () => states.push(`down, ready ${engine.ready}`),
      onUp: () => {
        states.push(`up, ready ${engine.ready}`);
        up.resolve();
      },
    });
    stops.push(() => engine.stop());
    const things = (await connect(engine.uri)).db('spec').collection<{ _id: number }>('things');
    const firstPid = engine.pid;
    const acknowledged: number[] = [];
    let writing = true;
    const writer = (async () => {
      for (let i = 0; writing; i++) {
        try {
          await things.insertOne({ _id: i });
          acknowledged.push(i);
        } catch {
          writing = false; // the kill: this one may or may not be there
        }
        if (i === 200 && firstPid) process.kill(firstPid, 'SIGKILL');
      }
    })();
    await writer;
    await upAgain;

    expect(states).toEqual(['down, ready false', 'up, ready true']);
    expect(engine.pid).not.toBe(firstPid);
    expect(acknowledged.length).toBeGreaterThan(200);
    const found = new Set((await things.find().toArray()).map((thing) => thing._id));
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);

    await engine.stop();
    expect(engine.ready).toBe(false);
    expect(states).toHaveLength(2);
  });

  it('refuses a data directory that another process has open', async () => {
    const first = await startEmbeddedMongo({ dbPath });
    stops.push(() => first.stop());
    const second = startEmbeddedMongo({ dbPath, socketPath: `${socketPathFor(dbPath)}2` });
    await expect(second).rejects.toMatchObject({ name: 'EmbeddedMongoError', code: 'DBPATH_IN_USE' });
    await expect(second).rejects.toBeInstanceOf(EmbeddedMongoError);
  });

  it('names a socket path that the kernel would cut', async () => {
    const socketPath = path.join(os.tmpdir(), 'x'.repeat(110));
    await expect(startEmbeddedMongo({ dbPath, socketPath })).rejects.toMatchObject({
      code: 'SOCKET_PATH_TOO_LONG',
    });
  });

  it('says that the engine is missing where its optional package is not installed', async () => {
    const elsewhere = path.join(dbPath, 'engine'); // no node_modules above it
    await cp(path.dirname(engineScript()), elsewhere, { recursive: true });
    const args = [
      path.join(elsewhere, 'mongod-embedded.cjs'),
      '--dbpath',
      path.join(dbPath, 'db'),
      '--socket',
      's',
    ];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'pipe'] });
    const said = text(child.stderr);
    const [code] = await once(child, 'exit');
    expect(code).toBe(2);
    expect(JSON.parse(await said)).toMatchObject({
      error: 'ENGINE_MISSING',
      message: expect.stringContaining('set MONGODB_URI or use docker/compose.yml'),
    });
  });

  it('ends when the app is killed -9, and leaves the data directory free', async () => {
    const { parent, enginePid } = await spawnTinyApp(dbPath);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await goneWithin(enginePid, 10_000);
    const engine = await startEmbeddedMongo({ dbPath });
    stops.push(() => engine.stop());
    expect(engine.pid).not.toBe(enginePid);
  });

  it('outlasts a signal to the whole group, so that the app can write its last changes', async () => {
    const engine = await startEmbeddedMongo({ dbPath });
    stops.push(() => engine.stop());
    const client = await connect(engine.uri);
    process.kill(engine.pid, 'SIGTERM');
    process.kill(engine.pid, 'SIGINT');
    await client.db('spec').collection('things').insertOne({ name: 'last' });
    expect((await engine.stop()).code).toBe(0);
  });
});

/** An app in a process of its own that starts the engine's script the way `startEmbeddedMongo` does. */
async function spawnTinyApp(dbPath: string): Promise<{ parent: ChildProcess; enginePid: number }> {
  const node = await nodeCommand(cacheDirectory());
  const socket = socketPathFor(dbPath);
  const args = [...node.args, engineScript(), '--dbpath', dbPath, '--socket', socket];
  const program = `
    const child = require('node:child_process').spawn(${JSON.stringify(node.command)}, ${JSON.stringify(args)},
      { detached: true, stdio: ['pipe', 'inherit', 'inherit'] });
    setInterval(() => {}, 1 << 30);`;
  const parent = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!parent.stdout) throw new Error('no output to read');
  for await (const line of createInterface({ input: parent.stdout })) {
    const said: unknown = line.startsWith('{') ? JSON.parse(line) : null;
    if (typeof said === 'object' && said && 'pid' in said && typeof said.pid === 'number') {
      return { parent, enginePid: said.pid };
    }
  }
  throw new Error('the engine did not start');
}

/** Whether a process is gone; a zombie that nobody reaped (pid 1 of some containers does not) counts as gone. */
async function isGone(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return true;
  }
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return /^State:\s+Z/m.test(status);
}

async function goneWithin(pid: number, ms: number): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await isGone(pid))) {
    if (Date.now() > deadline) throw new Error(`process ${pid} is still there after ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
