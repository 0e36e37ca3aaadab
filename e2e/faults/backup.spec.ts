import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLOSE, Problem } from '@kontor/contracts';
import { findEmbeddedMongo } from '@kontor/embedded-mongodb';
import { connectDatabase, restorationOf, ServingNode } from '@kontor/persistence';
import { openTestDatabase } from '@kontor/testing';
import type { Connection } from 'mongoose';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { runBackupCommand, startBackupCommand } from '../support/backup-command.js';
import { call, createDocument, signIn } from '../support/http.js';
import { KontorProcess } from '../support/kontor-process.js';
import { seeded } from '../support/random.js';
import { upgradeStatus } from '../support/raw-socket.js';
import { Writer } from '../support/writer.js';

const SEED = Number(process.env['KONTOR_FAULT_SEED'] ?? Date.now() % 1_000_000);
const TAMPERE = 'editor.tampere@demo.kontor.example';
const LONG_MS = 240_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kontor-backups-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Resolves when the condition holds; the test's own time limit ends the wait. */
async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

const writes = (writer: Writer, words: string): void => {
  const text = writer.doc.getText('faults');
  text.insert(text.length, words);
};

function keepTyping(writer: Writer, random: () => number): () => void {
  const timer = setInterval(() => writes(writer, `w${Math.floor(random() * 1e6)} `), 25);
  return () => clearInterval(timer);
}

/** The text that a newcomer with no copy of his own is given. */
async function givenText(kontor: KontorProcess, documentId: string): Promise<Y.Doc> {
  const reader = new Writer(kontor.url, documentId, await signIn(kontor.url, TAMPERE));
  await reader.until(() => reader.isComplete);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(reader.doc));
  reader.stop();
  return copy;
}
const wordsOf = (doc: Y.Doc): string => doc.getText('faults').toString();
const statusOf = (url: string): Promise<number> =>
  fetch(url).then(
    ({ status }) => status,
    () => 0,
  );

describe(`a backup of a Kontor at work (seed ${SEED})`, () => {
  let kontor: KontorProcess;
  let cookie: string;
  let documentId: string;
  beforeAll(async () => {
    kontor = await KontorProcess.start();
    cookie = await signIn(kontor.url, TAMPERE);
    documentId = await createDocument(kontor.url, cookie, `Backed up, seed ${SEED}`);
  }, LONG_MS);
  afterAll(() => kontor.discard(), LONG_MS);

  it(
    'taken under five typing people and restored into a new house has everything acknowledged before it began',
    async () => {
      const random = seeded(SEED);
      const writers = Array.from({ length: 5 }, () => new Writer(kontor.url, documentId, cookie));
      const directory = join(folder, 'under-load');
      const dataDir = join(folder, 'new-house');
      let house: KontorProcess | undefined;
      try {
        await Promise.all(writers.map((writer) => writer.until(() => writer.isSynced)));
        const stops = writers.map((writer) => keepTyping(writer, random));
        await Promise.all(writers.map((writer) => writer.until(() => writer.acknowledged.length > 40)));
        const promised = writers.flatMap((writer) => writer.acknowledged);
        expect(await runBackupCommand(kontor, 'backup', directory)).toMatchObject({ code: 0 });
        stops.forEach((stop) => stop());
        // No connection was lost and nothing refused meanwhile.
        expect(writers.map(({ closedWith, refusals }) => [closedWith, refusals])).toEqual(
          writers.map(() => [null, []]),
        );

        expect(await runBackupCommand({ dataDir }, 'restore', directory)).toMatchObject({ code: 0 });
        house = await KontorProcess.start({}, dataDir);
        const restored = await givenText(house, documentId);
        const state = Y.snapshot(restored);
        expect(promised.length).toBeGreaterThan(200);
        expect(promised.filter(({ update }) => !Y.snapshotContainsUpdate(state, update))).toEqual([]);
        expect(restored.store.pendingStructs).toBeNull();
      } finally {
        writers.forEach((writer) => writer.stop());
        await house?.discard();
      }
    },
    LONG_MS,
  );

  it(
    'killed at work is no backup',
    async () => {
      const directory = join(folder, 'killed');
      // Again when it was faster than we could look.
      for (let isKilled = false; !isKilled;) {
        await rm(directory, { recursive: true, force: true });
        const command = startBackupCommand(kontor, ['backup', directory]);
        const gone = once(command.child, 'exit');
        await until(
          async () =>
            command.child.exitCode !== null ||
            (await readdir(folder)).some((name) => name.includes('killed.unfinished')),
        );
        command.child.kill('SIGKILL');
        await gone;
        isKilled = command.child.signalCode === 'SIGKILL' && !(await readdir(folder)).includes('killed');
      }
      const refused = await runBackupCommand(kontor, 'restore', directory, '--yes');
      expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('NO_BACKUP') });
      const whole = await runBackupCommand(kontor, 'backup', directory);
      expect(whole).toMatchObject({ code: 0 });
    },
    LONG_MS,
  );

  it(
    'that is damaged, or not confirmed, is refused, and nobody notices',
    async () => {
      const directory = join(folder, 'damaged');
      await runBackupCommand(kontor, 'backup', directory);
      const writer = new Writer(kontor.url, documentId, cookie);
      try {
        await writer.until(() => writer.isSynced);
        writes(writer, 'Typed after the backup.');
        await writer.settled();
        const unsure = await runBackupCommand(kontor, 'restore', directory);
        expect(unsure).toMatchObject({ code: 1, said: expect.stringContaining('NOT_CONFIRMED') });
        const file = join(directory, 'texts.bson.gz');
        const bytes = await readFile(file);
        bytes[bytes.length >> 1]! ^= 1;
        await writeFile(file, bytes);
        const refused = await runBackupCommand(kontor, 'restore', directory, '--yes');
        expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('BACKUP_DAMAGED') });
        expect(refused.said).toContain('texts.bson.gz');
        expect(writer.closedWith).toBeNull();
        expect(await statusOf(`${kontor.url}/readyz`)).toBe(200);
        expect(wordsOf(await givenText(kontor, documentId))).toContain('Typed after the backup.');
      } finally {
        writer.stop();
      }
    },
    LONG_MS,
  );

  it('says in plain words where no database is, and what it does not understand', async () => {
    const nowhere = { dataDir: join(folder, 'nowhere') };
    const refused = await runBackupCommand(nowhere, 'backup', join(folder, 'of-nothing'));
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('NO_DATABASE') });
    expect(await runBackupCommand(kontor, 'backup')).toMatchObject({ code: 2 });
    expect(await runBackupCommand(kontor, 'restore', '--force', 'x')).toMatchObject({ code: 2 });
  });
});

describe.each(['the embedded database', 'a MongoDB server'])(
  'a restore over a Kontor at work on %s',
  (where) => {
    let kontor: KontorProcess;
    let cookie: string;
    let server: Awaited<ReturnType<typeof openTestDatabase>> | undefined;
    beforeAll(async () => {
      server = where === 'a MongoDB server' ? await openTestDatabase() : undefined;
      const env = { KONTOR_SECRET: 'a secret for tests only, never used elsewhere', KONTOR_DEMO: 'true' };
      kontor = await KontorProcess.start(server ? { ...env, MONGODB_URI: server.uri } : {});
      cookie = await signIn(kontor.url, TAMPERE);
    }, LONG_MS);
    afterAll(async () => {
      await kontor.discard();
      await server?.drop();
    }, LONG_MS);

    it(
      'closes who is connected with 4409, idle ones too, serves nothing meanwhile, and then the text of the backup, once',
      async () => {
        const documentId = await createDocument(kontor.url, cookie, 'Restored');
        const directory = join(folder, `over-${server ? 'server' : 'embedded'}`);
        const [writer, idle] = [0, 1].map(() => new Writer(kontor.url, documentId, cookie)) as [
          Writer,
          Writer,
        ];
        const others: Writer[] = [];
        const connection = await connectionTo(kontor);
        const held = hold(connection);
        try {
          await Promise.all([writer, idle].map((one) => one.until(() => one.isSynced)));
          writes(writer, 'In the backup.');
          await writer.settled();
          expect(await runBackupCommand(kontor, 'backup', directory)).toMatchObject({ code: 0 });
          writes(writer, ' After the backup.');
          await writer.settled();
          await idle.until(() => idle.text() === writer.text());

          const command = startBackupCommand(kontor, ['restore', directory, '--yes']);
          await Promise.all([writer, idle].map((one) => one.until(() => one.closedWith !== null)));
          expect([writer.closedWith, idle.closedWith]).toEqual([
            CLOSE.generationChanged,
            CLOSE.generationChanged,
          ]);
          await until(() => isWaiting(kontor.url));
          expect(await statusOf(`${kontor.url}/readyz`)).toBe(503);
          expect(await statusOf(`${kontor.url}/healthz`)).toBe(200);
          const refused = await fetch(`${kontor.url}/api/v1/me`, { headers: { cookie } });
          expect(refused.status).toBe(503);
          expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
          expect(Problem.parse(await refused.json())).toMatchObject({ code: 'not-ready' });
          expect(
            await upgradeStatus(`${kontor.url}/collab/${documentId}?ack=1`, { cookie, origin: kontor.url }),
          ).toBe(503);
          await held.release();
          expect(await command.ended).toMatchObject({ code: 0 });
          await until(async () => (await statusOf(`${kontor.url}/readyz`)) === 200);

          // Everybody signs in again.
          expect((await fetch(`${kontor.url}/api/v1/me`, { headers: { cookie } })).status).toBe(401);
          cookie = await signIn(kontor.url, TAMPERE);
          expect(wordsOf(await givenText(kontor, documentId))).toBe('In the backup.');
          expect(await closeCodeOf(kontor, documentId, cookie, 1)).toBe(CLOSE.generationChanged);
          const back = new Writer(kontor.url, documentId, cookie);
          others.push(back);
          await back.until(() => back.isComplete);
          writes(back, ' Typed in the new generation.');
          await back.settled();
          expect(wordsOf(await givenText(kontor, documentId))).toBe(
            'In the backup. Typed in the new generation.',
          );
          const { title } = await call(kontor.url, cookie, 'GET', `/practice-documents/${documentId}`);
          expect(title).toBe('Restored');
        } finally {
          [writer, idle, ...others].forEach((one) => one.stop());
          await held.release();
          await connection.close();
        }
      },
      LONG_MS,
    );
  },
);

/** The waiting room answers: Kontor itself is gone. */
const isWaiting = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    async (answer) => (await answer.text()).includes('"restored":false'),
    () => false,
  );

async function connectionTo({ dataDir, env }: KontorProcess): Promise<Connection> {
  if (env['MONGODB_URI'] !== undefined) return connectDatabase(env['MONGODB_URI']);
  const engine = await findEmbeddedMongo(join(dataDir, 'db'));
  return connectDatabase(engine!.uri, { dbName: 'kontor' });
}

/** A second program that takes its time to stop serving: no restore begins before it has. */
function hold(connection: Connection): { release(): Promise<void> } {
  const node = new ServingNode(connection);
  let saying = node.serves();
  const timer = setInterval(() => {
    saying = saying.then(() => node.serves());
  }, 500);
  return {
    release: async () => {
      clearInterval(timer);
      await saying;
      await node.hasStopped();
    },
  };
}

/** How a client ends that names this generation of its copy. */
async function closeCodeOf(
  { url }: KontorProcess,
  documentId: string,
  cookie: string,
  generation: number,
): Promise<number> {
  const target = `${url.replace(/^http/, 'ws')}/collab/${documentId}?ack=1&generation=${generation}`;
  const socket = new WebSocket(target, { headers: { cookie, origin: url } });
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}

/** So much that a restore takes a while. @returns process id of the database */
async function withMuchData(kontor: KontorProcess): Promise<number> {
  const connection = await connectionTo(kontor);
  const records = Array.from({ length: 2_000 }, (_, n) => ({ n, text: 'ballast '.repeat(20) }));
  for (let n = 0; n < 20; n += 1)
    await connection.collection('ballast').insertMany(records.map((record) => ({ ...record })));
  await connection.close();
  return (await findEmbeddedMongo(join(kontor.dataDir, 'db')))!.pid;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Runs a restore and kills it when the old accounts are gone and the new ones, which come last, are not there. */
async function killHalfWay(kontor: KontorProcess, directory: string): Promise<void> {
  const connection = await connectionTo(kontor);
  const isHalf = async (): Promise<boolean> =>
    (await connection.collection('accounts').countDocuments()) === 0;
  // Again when it was faster than we could look.
  for (let isKilled = false; !isKilled;) {
    const { child, ended } = startBackupCommand(kontor, ['restore', directory, '--yes']);
    await until(async () => child.exitCode !== null || (await isHalf()));
    child.kill('SIGKILL');
    await ended;
    isKilled = (await isHalf()) && (await restorationOf(connection))?.isOver === false;
  }
  await connection.close();
}

describe('a restore that is killed half-way', () => {
  it(
    'leaves nobody anything half: Kontor stays not ready, killed and started again too, until it is run again',
    async () => {
      let kontor = await KontorProcess.start();
      let starting: Promise<KontorProcess> | undefined;
      try {
        let cookie = await signIn(kontor.url, TAMPERE);
        const documentId = await createDocument(kontor.url, cookie, 'Killed half-way');
        const writer = new Writer(kontor.url, documentId, cookie);
        await writer.until(() => writer.isSynced);
        writes(writer, 'All of it.');
        await writer.settled();
        writer.stop();
        const directory = join(folder, 'half');
        const engine = await withMuchData(kontor);
        await runBackupCommand(kontor, 'backup', directory);

        await killHalfWay(kontor, directory);

        expect(await isWaiting(kontor.url)).toBe(true);
        expect(await statusOf(`${kontor.url}/api/v1/instance`)).toBe(503);
        const { port, url } = kontor;
        await kontor.kill();
        await until(() => !isAlive(engine));
        starting = KontorProcess.start({ PORT: String(port) }, kontor.dataDir);
        await Promise.race([until(() => isWaiting(url)), starting]);
        expect(await statusOf(`${url}/api/v1/instance`)).toBe(503);
        const refused = await runBackupCommand(kontor, 'backup', join(folder, 'of-a-half'));
        expect(refused.said).toContain('RESTORE_UNFINISHED');

        expect(await runBackupCommand(kontor, 'restore', directory, '--yes')).toMatchObject({ code: 0 });
        kontor = await starting;
        cookie = await signIn(kontor.url, TAMPERE);
        expect(wordsOf(await givenText(kontor, documentId))).toBe('All of it.');
      } finally {
        await kontor.discard();
        await starting?.then((one) => one.discard()).catch(() => undefined);
      }
    },
    LONG_MS,
  );
});
