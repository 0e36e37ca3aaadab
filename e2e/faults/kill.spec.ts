import * as Y from 'yjs';
import { childrenOf } from '../support/child-processes.js';
import { createDocument, signIn } from '../support/http.js';
import { KontorProcess } from '../support/kontor-process.js';
import { seeded } from '../support/random.js';
import { Writer } from '../support/writer.js';

const RUNS = Number(process.env['KONTOR_FAULT_RUNS'] ?? 20);
const SEED = Number(process.env['KONTOR_FAULT_SEED'] ?? Date.now() % 1_000_000);
const WRITERS = 5;
const VICTIMS = ['the app', 'the database', 'both'] as const;
const ROUND_MS = 60_000;

/** Types short words at random places, and takes some own characters away again, until told to stop. */
function type(writer: Writer, random: () => number): () => void {
  const tick = (): void => {
    const text = writer.doc.getText('faults');
    if (text.length > 20 && random() < 0.2)
      text.delete(Math.floor(random() * (text.length - 5)), 1 + Math.floor(random() * 4));
    else text.insert(Math.floor(random() * (text.length + 1)), `w${Math.floor(random() * 1e6)} `);
  };
  const timer = setInterval(tick, 25);
  return () => clearInterval(timer);
}

function strike(kontor: KontorProcess, victim: (typeof VICTIMS)[number]): void {
  const app = kontor.child.pid;
  if (app === undefined) throw new Error('the program has no process id');
  const database = childrenOf(app);
  if (victim !== 'the app') for (const pid of database) process.kill(pid, 'SIGKILL');
  if (victim !== 'the database') process.kill(app, 'SIGKILL');
}

/** Two replicas are equal only in all three: text, state vector and delete set, with nothing pending. */
function sameState(a: Y.Doc, b: Y.Doc): void {
  expect(b.getText('faults').toString()).toBe(a.getText('faults').toString());
  expect(Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b))).toBe(true);
  expect([a.store.pendingStructs, b.store.pendingStructs]).toEqual([null, null]);
}

describe(`nothing acknowledged is lost when something dies (seed ${SEED}, ${RUNS} runs)`, () => {
  let kontor: KontorProcess;
  let cookie: string;
  let documentId: string;
  let acknowledgedEdits = 0;

  beforeAll(async () => {
    kontor = await KontorProcess.start();
    cookie = await signIn(kontor.url, 'editor.tampere@demo.kontor.example');
    documentId = await createDocument(kontor.url, cookie, `Faults, seed ${SEED}`);
  }, ROUND_MS);

  afterAll(async () => {
    await kontor.discard();
    process.stderr.write(`faults: ${RUNS} runs, ${acknowledgedEdits} acknowledged edits, none missing\n`);
  }, ROUND_MS);

  const rounds = Array.from({ length: RUNS }, (_, round) => ({
    round,
    victim: VICTIMS[round % 3] ?? 'both',
  }));

  it.each(rounds)(
    'run $round: SIGKILL of $victim under five typing people',
    async ({ round, victim }) => {
      const random = seeded(SEED + round);
      const writers = Array.from({ length: WRITERS }, () => new Writer(kontor.url, documentId, cookie));
      let reader: Writer | undefined;
      try {
        await Promise.all(writers.map((writer) => writer.until(() => writer.isSynced)));
        const stops = writers.map((writer) => type(writer, random));
        await new Promise((resolve) => setTimeout(resolve, 300 + random() * 700));
        if (victim !== 'the database') writers.forEach((writer) => writer.hold());
        strike(kontor, victim);
        stops.forEach((stop) => stop());
        if (victim !== 'the database') kontor = await kontor.restart();

        // The server alone: what it stored is looked at before any writer brings its own copy back.
        const promised = writers.flatMap((writer) => writer.acknowledged);
        if (victim !== 'the database') {
          const alone = await storedState(kontor, documentId, cookie);
          const stored = Y.snapshot(alone);
          const missing = promised.filter((edit) => !Y.snapshotContainsUpdate(stored, edit.update));
          expect(missing).toEqual([]);
          alone.destroy();
        }

        writers.forEach((writer) => writer.release());
        await Promise.all(writers.map((writer) => writer.settled()));
        const fresh = new Writer(kontor.url, documentId, cookie);
        reader = fresh;
        await fresh.until(() => writers.every((w) => fresh.text() === w.text()));
        const end = Y.snapshot(fresh.doc);
        for (const writer of writers) {
          for (const edit of writer.log) expect(Y.snapshotContainsUpdate(end, edit.update)).toBe(true);
          expect(writer.refusals).toEqual([]);
          await writer.until(() => Y.equalSnapshots(Y.snapshot(writer.doc), Y.snapshot(fresh.doc)));
          sameState(fresh.doc, writer.doc);
        }
        acknowledgedEdits += promised.length;
      } finally {
        [...writers, reader].forEach((writer) => writer?.stop());
      }
    },
    ROUND_MS,
  );
});

/** What a client without any local copy is given first. */
async function storedState(kontor: KontorProcess, documentId: string, cookie: string): Promise<Y.Doc> {
  const reader = new Writer(kontor.url, documentId, cookie);
  await reader.until(() => reader.isComplete);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(reader.doc));
  reader.stop();
  return copy;
}
