import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type AppendResult, type LogEntry, StoreCorruptError, StoreUnavailableError } from '@kontor/collab';
import { type SupervisedMongo, superviseEmbeddedMongo } from '@kontor/embedded-mongodb';
import { testDatabase } from '@kontor/testing';
import mongoose, { type Connection } from 'mongoose';
import * as Y from 'yjs';
import { connectDatabase } from '../connection.js';
import { MongoDocStore } from './mongo-doc-store.js';
import { collectionsOf, ensureDocumentIndexes, toRecord } from './records.js';

const AUTHOR = 'aaaaaaaaaaaaaaaaaaaaaaaa';
const CLIENT = 7;

/** One person typing: entry after entry of one document, as its room would send them. */
class Typist {
  readonly documentId: string;
  readonly entries: LogEntry[] = [];
  private readonly doc = new Y.Doc();

  constructor(documentId: string) {
    this.documentId = documentId;
    this.doc.clientID = CLIENT;
  }

  next(seq: number): LogEntry {
    const before = Y.encodeStateVector(this.doc);
    this.doc.getText('t').insert(0, `${seq} `);
    const update = Y.encodeStateAsUpdate(this.doc, before);
    const { documentId } = this;
    const authors = [{ userId: AUTHOR, clientIds: [CLIENT] }];
    const entry = {
      entryId: `${documentId}/${seq}`,
      documentId,
      generation: 1,
      seq,
      authors,
      at: seq,
      update,
    };
    this.entries[seq] = entry;
    return entry;
  }

  /** All that was typed up to and including `seq`. */
  snapshot(seq: number) {
    const update = Y.mergeUpdates(this.entries.slice(1, seq + 1).map((entry) => entry.update));
    return { generation: 1, seq, at: seq, update };
  }

  async create(store: MongoDocStore): Promise<void> {
    const { update } = this.next(1);
    await store.create(this.documentId, { update, userId: AUTHOR, at: 1 });
  }
}

async function lastSeqOf(store: MongoDocStore, documentId: string): Promise<number> {
  const stored = await store.load(documentId);
  if (!stored) throw new Error(`${documentId} is not there`);
  expect(stored.quarantinedFromSeq).toBeNull();
  return (stored.snapshot?.seq ?? 0) + stored.tail.length;
}

describe('the log has no hole', () => {
  const database = testDatabase();
  let store: MongoDocStore;

  beforeAll(async () => {
    await ensureDocumentIndexes(database.connection);
    store = new MongoDocStore(database.connection);
  });

  it('an entry without the one before it is not stored, and is told where the log ends', async () => {
    const typist = new Typist('hole-1');
    await typist.create(store);
    const [second, third] = [typist.next(2), typist.next(3)];
    expect(await store.append([third])).toEqual([{ status: 'conflict', lastSeq: 1 }]);
    expect(await lastSeqOf(store, 'hole-1')).toBe(1);
    expect(await store.append([second])).toEqual([{ status: 'stored' }]);
    expect(await store.append([third])).toEqual([{ status: 'stored' }]);
    expect(await lastSeqOf(store, 'hole-1')).toBe(3);
  });

  it('of several entries of one document in one call, none after a refused one is stored', async () => {
    const typist = new Typist('hole-2');
    await typist.create(store);
    const mine = [typist.next(2), typist.next(3), typist.next(4)];
    const rival = { ...mine[0]!, entryId: 'rival' };
    expect(await store.append([rival])).toEqual([{ status: 'stored' }]);
    const refused: AppendResult = { status: 'conflict', lastSeq: 2 };
    expect(await store.append(mine)).toEqual([refused, refused, refused]);
    expect((await store.readAfter('hole-2', 1)).map((entry) => entry.entryId)).toEqual(['rival']);
  });

  it('a record that vanished is damage: what comes after it is kept, but not trusted', async () => {
    const typist = new Typist('hole-3');
    await typist.create(store);
    for (const seq of [2, 3, 4]) await store.append([typist.next(seq)]);
    await collectionsOf(database.connection).log.deleteOne({ documentId: 'hole-3', seq: 3 });
    const stored = await store.load('hole-3');
    expect(stored?.quarantinedFromSeq).toBe(3);
    expect(stored?.tail.map((entry) => entry.seq)).toEqual([1, 2]);
    expect((await store.readAfter('hole-3', 1)).map((entry) => entry.seq)).toEqual([2]);
    expect(await collectionsOf(database.connection).log.countDocuments({ documentId: 'hole-3' })).toBe(3);
  });

  it('a late writer whose rival was compacted away is refused, and its record is gone', async () => {
    const typist = new Typist('late-1');
    await typist.create(store);
    for (const seq of [2, 3, 4]) await store.append([typist.next(seq)]);
    await store.compact('late-1', typist.snapshot(4));
    const late = { ...typist.entries[3]!, entryId: 'late' };
    expect(await new MongoDocStore(database.connection).append([late])).toEqual([
      { status: 'conflict', lastSeq: 4 },
    ]);
    expect(await collectionsOf(database.connection).log.countDocuments({ documentId: 'late-1' })).toBe(0);
  });

  it('repeating an append is answered stored even after its entry went into a snapshot', async () => {
    const typist = new Typist('late-2');
    await typist.create(store);
    for (const seq of [2, 3]) await store.append([typist.next(seq)]);
    await store.compact('late-2', typist.snapshot(3));
    expect(await store.append([typist.entries[2]!, typist.entries[3]!])).toEqual([
      { status: 'stored' },
      { status: 'stored' },
    ]);
    expect(await lastSeqOf(store, 'late-2')).toBe(3);
    expect(await collectionsOf(database.connection).log.countDocuments({ documentId: 'late-2' })).toBe(0);
  });

  it('a late reader gets the snapshot in place of the entries it stands for', async () => {
    const typist = new Typist('late-3');
    await typist.create(store);
    for (const seq of [2, 3, 4]) await store.append([typist.next(seq)]);
    await store.compact('late-3', typist.snapshot(3));
    const read = await store.readAfter('late-3', 1);
    expect(read.map((entry) => entry.seq)).toEqual([3, 4]);
    expect(read[0]?.authors).toEqual([{ userId: AUTHOR, clientIds: [CLIENT] }]);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, typist.entries[1]!.update);
    for (const entry of read) Y.applyUpdate(doc, entry.update);
    expect(doc.getText('t').toJSON()).toBe('4 3 2 1 ');
    doc.destroy();
  });

  it('a snapshot beyond the log is refused: the log of the future would not count', async () => {
    const typist = new Typist('beyond');
    await typist.create(store);
    await expect(store.compact('beyond', { ...typist.snapshot(1), seq: 9 })).rejects.toBeInstanceOf(
      RangeError,
    );
    expect(await lastSeqOf(store, 'beyond')).toBe(1);
  });

  it('a document whose creation died half way is not there, and is completed by the repeat', async () => {
    const typist = new Typist('half');
    const { update, at, authors } = typist.next(1);
    const entry = { entryId: 'create-half', documentId: 'half', generation: 1, seq: 1, authors, at, update };
    await collectionsOf(database.connection).log.insertOne(toRecord(entry));
    expect(await store.load('half')).toBeNull();
    await store.create('half', { update: new Typist('other').next(1).update, userId: AUTHOR, at: 9 });
    expect((await store.load('half'))?.tail[0]).toMatchObject({ seq: 1, at });
  });

  it('a lost head is damage and never an empty document', async () => {
    const typist = new Typist('headless');
    await typist.create(store);
    await store.append([typist.next(2)]);
    await collectionsOf(database.connection).heads.deleteOne({ _id: 'headless' });
    await expect(store.load('headless')).rejects.toBeInstanceOf(StoreCorruptError);
  });

  it('a load in the middle of compactions always sees a whole document', async () => {
    const typist = new Typist('busy');
    await typist.create(store);
    const reader = new MongoDocStore(database.connection);
    let acknowledged = 1;
    let writing = true;
    const writer = (async () => {
      for (let seq = 2; seq <= 120; seq += 1) {
        expect(await store.append([typist.next(seq)])).toEqual([{ status: 'stored' }]);
        acknowledged = seq;
        if (seq % 3 === 0) await store.compact('busy', typist.snapshot(seq));
      }
      writing = false;
    })();
    let loads = 0;
    while (writing) {
      const least = acknowledged;
      expect(await lastSeqOf(reader, 'busy')).toBeGreaterThanOrEqual(least);
      loads += 1;
    }
    await writer;
    expect(loads).toBeGreaterThan(10);
  });
});

describe('kill -9 of the database', () => {
  let dbPath: string;
  let engine: SupervisedMongo;
  let connection: Connection;
  let watched: Connection;

  beforeAll(async () => {
    dbPath = await mkdtemp(path.join(os.tmpdir(), 'kontor-durability-'));
    engine = await superviseEmbeddedMongo({ dbPath, backoffMs: [20] });
    connection = await connectDatabase(engine.uri);
    await ensureDocumentIndexes(connection);
    // A second connection that tells each command, so that the engine can be killed at every one of them.
    watched = mongoose.createConnection(engine.uri, {
      monitorCommands: true,
      heartbeatFrequencyMS: 500,
      minHeartbeatFrequencyMS: 50,
    });
    watched.on('error', () => {});
    await watched.asPromise();
  });

  afterAll(async () => {
    await watched.close();
    await connection.close();
    await engine.stop();
    await rm(dbPath, { recursive: true, force: true });
  });

  /** Repeats as the engine does: while it is unknown whether anything was stored, the same call again. */
  async function untilAnswered<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof StoreUnavailableError) || attempt > 100) throw error;
      }
    }
  }

  it.each(['commandStarted', 'commandSucceeded'] as const)(
    'a compaction that dies at any step (%s) loses nothing and can be done again',
    async (moment) => {
      let survivedAll = false;
      for (let step = 1; !survivedAll; step += 1) {
        const typist = new Typist(`compact-${moment}-${step}`);
        const store = new MongoDocStore(connection);
        await untilAnswered(() => typist.create(store));
        for (const seq of [2, 3, 4]) await untilAnswered(() => store.append([typist.next(seq)]));
        await untilAnswered(() => store.compact(typist.documentId, typist.snapshot(2)));

        let commands = 0;
        const kill = () => {
          commands += 1;
          if (commands === step && engine.pid) process.kill(engine.pid, 'SIGKILL');
        };
        watched.getClient().on(moment, kill);
        await new MongoDocStore(watched)
          .compact(typist.documentId, typist.snapshot(4))
          .catch((error: unknown) => {
            expect(error).toBeInstanceOf(StoreUnavailableError);
          });
        watched.getClient().off(moment, kill);
        survivedAll = commands < step;

        expect(await untilAnswered(() => lastSeqOf(store, typist.documentId))).toBe(4);
        await untilAnswered(() => store.compact(typist.documentId, typist.snapshot(4)));
        expect(await untilAnswered(() => lastSeqOf(store, typist.documentId))).toBe(4);
        expect((await store.load(typist.documentId))?.owners.get(CLIENT)).toBe(AUTHOR);
        const { log, snapshots } = collectionsOf(connection);
        expect(await log.countDocuments({ documentId: typist.documentId })).toBe(0);
        const current = (await collectionsOf(connection).heads.findOne({ _id: typist.documentId }))?.snapshot;
        expect(current?.seq).toBe(4);
        expect(
          await snapshots.countDocuments({ documentId: typist.documentId, snapshotId: current!.snapshotId }),
        ).toBe(1);
      }
    },
    120_000,
  );

  it('every acknowledged entry is there after five kills under load, in order and without a hole', async () => {
    const typists = ['load-a', 'load-b', 'load-c'].map((id) => new Typist(id));
    const store = new MongoDocStore(connection);
    for (const typist of typists) await untilAnswered(() => typist.create(store));
    let kills = 0;
    for (let seq = 2; seq <= 300; seq += 1) {
      const batch = typists.map((typist) => typist.next(seq));
      const answered = untilAnswered(() => store.append(batch));
      if (seq % 60 === 0 && engine.pid) {
        kills += 1;
        process.kill(engine.pid, 'SIGKILL'); // while the batch is on its way
      }
      expect(await answered).toEqual(batch.map(() => ({ status: 'stored' })));
    }
    expect(kills).toBe(5);
    const fresh = new MongoDocStore(connection);
    for (const typist of typists) {
      const stored = await untilAnswered(() => fresh.load(typist.documentId));
      expect(stored?.tail.map((entry) => entry.seq)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
      expect(stored?.tail.slice(1)).toEqual(typist.entries.slice(2));
    }
  }, 60_000);
});
