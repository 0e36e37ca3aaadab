import { copyFile, mkdtemp, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEntry } from '@kontor/collab';
import { testDatabase } from '@kontor/testing';
import mongoose, { type Connection } from 'mongoose';
import * as Y from 'yjs';
import { MongoDocStore } from '../collab/index.js';
import { BackupError } from './backup-error.js';
import { checkBackup } from './read-backup.js';
import { restoreBackup } from './restore-backup.js';
import { ServingNode, beginRestoration, restorationOf } from './restoration.js';
import { writeBackup } from './write-backup.js';

const VERSION = '0.1.0';
const { BSON, GridFSBucket } = mongoose.mongo;
const idOf = (n: number): string => n.toString(16).padStart(24, '0');
const QUICK = { beat: 20, restoreSilence: 200, nodeSilence: 400, stopping: 3_000 };

const database = testDatabase();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kontor-backup-'));
  await database.connection.dropDatabase();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const db = () => database.connection.db!;
const backupTo = (name: string) => writeBackup(database.connection, join(folder, name), VERSION);
const check = (name: string) => checkBackup(join(folder, name), VERSION);
const restoreFrom = async (name: string, connection: Connection = database.connection) =>
  restoreBackup(connection, await check(name), { isAlone: false, times: QUICK });
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof BackupError ? error.code : String(error)),
  );

/** A text that one person types, a batch at a time. */
class Typist {
  readonly doc = new Y.Doc();
  seq = 1;
  constructor(
    readonly store: MongoDocStore,
    readonly documentId: string,
  ) {}
  async begin(): Promise<this> {
    this.doc.getText('t').insert(0, 'Begun. ');
    const update = Y.encodeStateAsUpdate(this.doc);
    await this.store.create(this.documentId, { update, userId: 'ann', at: 1 });
    return this;
  }
  entry(words: string, generation = 1): LogEntry {
    const before = Y.encodeStateVector(this.doc);
    this.doc.getText('t').insert(this.doc.getText('t').length, words);
    const update = Y.encodeStateAsUpdate(this.doc, before);
    const { documentId } = this;
    const authors = [{ userId: 'ann', clientIds: [this.doc.clientID] }];
    this.seq += 1;
    const entryId = `${documentId}-${generation}-${this.seq}`;
    return { entryId, documentId, generation, seq: this.seq, authors, at: 2, update };
  }
  async type(words: string): Promise<void> {
    expect(await this.store.append([this.entry(words)])).toEqual([{ status: 'stored' }]);
  }
  compact(): Promise<void> {
    const update = Y.encodeStateAsUpdate(this.doc);
    return this.store.compact(this.documentId, { generation: 1, seq: this.seq, at: 3, update });
  }
}
const typist = (n: number) => new Typist(new MongoDocStore(database.connection), idOf(n)).begin();

async function storedText(documentId: string): Promise<string> {
  const stored = await new MongoDocStore(database.connection).load(documentId);
  const doc = new Y.Doc();
  for (const part of [stored?.snapshot, ...(stored?.tail ?? [])]) if (part) Y.applyUpdate(doc, part.update);
  const text = doc.getText('t').toString();
  doc.destroy();
  return text;
}

/** Every record of every collection, byte for byte, but for what a restore makes anew. */
async function everything(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { name } of await db().listCollections({}, { nameOnly: true }).toArray()) {
    if (name === 'restorations' || name.startsWith('document_')) continue;
    const records = await db().collection(name).find<Buffer>({}, { raw: true }).sort({ _id: 1 }).toArray();
    if (records.length > 0) found[name] = records.map((record) => record.toString('hex'));
  }
  return found;
}

describe('a backup', () => {
  it('brings back every record as it was, of nouns nobody named too, and pictures', async () => {
    const { Double, Long, Decimal128, ObjectId } = mongoose.mongo;
    await db()
      .collection('some_new_noun')
      .insertMany([
        { _id: 'a' as never, whole: 3, real: new Double(3), long: Long.fromNumber(3), text: 'Ä😀\u0000' },
        {
          _id: new ObjectId(),
          money: Decimal128.fromString('1.10'),
          at: new Date(5),
          none: null,
          list: [[]],
        },
      ]);
    await db()
      .collection('workspaces')
      .insertOne({ _id: 'w' as never, members: [{ userId: 'ann' }] });
    const picture = Buffer.alloc(600_000, 'picture');
    await new Promise((resolve, reject) => {
      const stream = new GridFSBucket(db(), { bucketName: 'images' }).openUploadStream('a.webp');
      stream.once('finish', resolve).once('error', reject).end(picture);
    });
    const ann = await typist(1);
    await ann.type('Long. ');
    await ann.compact();
    await ann.type('After the snapshot.');
    const before = await everything();
    await backupTo('one');

    await db()
      .collection('some_new_noun')
      .updateOne({ _id: 'a' as never }, { $set: { whole: 4 } });
    await db()
      .collection('made_since')
      .insertOne({ _id: 'x' as never });
    await db().collection('images.chunks').deleteMany({});
    await ann.type(' Typed since.');
    await restoreFrom('one');
    expect(await everything()).toEqual(before);
    expect(await storedText(ann.documentId)).toBe('Begun. Long. After the snapshot.');
  });

  it('holds no session, no mail and no digest of a reset link, and a restore ends those that there are', async () => {
    const account = {
      _id: 'ann' as never,
      email: 'a@b.c',
      reset: { digest: 'secret-digest', expiresAt: new Date() },
    };
    await db().collection('accounts').insertOne(account);
    for (const name of ['sessions', 'mails', 'attempts']) {
      await db()
        .collection(name)
        .insertOne({ _id: 'x' as never, text: 'a secret' });
    }
    await backupTo('one');
    expect((await readdir(join(folder, 'one'))).sort()).toEqual([
      'accounts.bson.gz',
      'manifest.json',
      'texts.bson.gz',
    ]);
    await restoreFrom('one');
    expect(await db().collection('accounts').findOne()).toMatchObject({ email: 'a@b.c', reset: null });
    for (const name of ['sessions', 'mails', 'attempts'])
      expect(await db().collection(name).countDocuments()).toBe(0);
  });

  it('can be read by its owner only', async () => {
    await typist(1);
    await backupTo('one');
    expect((await stat(join(folder, 'one'))).mode & 0o777).toBe(0o700);
    for (const file of await readdir(join(folder, 'one')))
      expect((await stat(join(folder, 'one', file))).mode & 0o777).toBe(0o600);
  });

  it('taken while texts are typed and compacted all the time holds everything stored before it began', async () => {
    const typists = await Promise.all([1, 2, 3].map((n) => typist(n)));
    let isDone = false;
    const work = typists.map(async (one) => {
      for (let n = 0; !isDone; n += 1) {
        await one.type(`${n} `);
        if (n % 3 === 2) await one.compact();
      }
    });
    for (let n = 0; n < 10; n += 1) {
      const acknowledged = typists.map((one) =>
        one.doc
          .getText('t')
          .toString()
          .replace(/\S* ?$/, ''),
      );
      await backupTo(`under-load-${n}`);
      const { manifest } = await check(`under-load-${n}`);
      expect(manifest.damagedTexts).toEqual([]);
      if (n < 9) continue;
      isDone = true;
      await Promise.all(work);
      await restoreFrom('under-load-9');
      for (const [index, text] of acknowledged.entries())
        expect((await storedText(typists[index]!.documentId)).startsWith(text)).toBe(true);
    }
  });

  it('is refused where something is, and leaves that alone', async () => {
    await writeFile(join(folder, 'mine'), 'my file');
    expect(await codeOf(writeBackup(database.connection, folder, VERSION))).toBe('DIR_NOT_EMPTY');
    expect(await codeOf(writeBackup(database.connection, join(folder, 'mine'), VERSION))).toBe(
      'DIR_UNUSABLE',
    );
    expect(await readFile(join(folder, 'mine'), 'utf8')).toBe('my file');
    expect(await readdir(folder)).toEqual(['mine']);
  });

  it('of a damaged text keeps what is there, says so, and the damage is still found after a restore', async () => {
    const ann = await typist(1);
    await ann.type('Good. ');
    await ann.type('Rotten.');
    await db()
      .collection('document_log')
      .updateOne({ seq: 3 }, { $set: { at: 99 } });
    expect((await backupTo('one')).damagedTexts).toEqual([ann.documentId]);
    await restoreFrom('one');
    const stored = await new MongoDocStore(database.connection).load(ann.documentId);
    expect(stored).toMatchObject({ quarantinedFromSeq: 3 });
    expect(stored!.tail).toHaveLength(2);
  });
});

describe('a backup that cannot be trusted is refused before anything is touched', () => {
  const damages: [string, string, () => Promise<void>][] = [
    [
      'a flipped bit in a file',
      'BACKUP_DAMAGED',
      () => change('texts.bson.gz', (b) => (b[b.length >> 1]! ^= 1)),
    ],
    ['a file cut short', 'BACKUP_DAMAGED', () => truncate(join(folder, 'one', 'texts.bson.gz'), 40)],
    ['a missing file', 'BACKUP_DAMAGED', () => rm(join(folder, 'one', 'workspaces.bson.gz'))],
    [
      'two files in each other’s place',
      'BACKUP_DAMAGED',
      () => copyFile(join(folder, 'one', 'workspaces.bson.gz'), join(folder, 'one', 'texts.bson.gz')),
    ],
    [
      'a manifest that is no JSON',
      'BACKUP_DAMAGED',
      () => writeFile(join(folder, 'one', 'manifest.json'), '{'),
    ],
    [
      'a manifest that names files elsewhere',
      'BACKUP_DAMAGED',
      () => say('"texts.bson.gz"', '"../texts.bson.gz"'),
    ],
    ['another number of records', 'BACKUP_DAMAGED', () => say('"records": 2', '"records": 3')],
    ['no manifest', 'NO_BACKUP', () => rm(join(folder, 'one', 'manifest.json'))],
    ['no folder', 'NO_BACKUP', () => rm(join(folder, 'one'), { recursive: true })],
    ['a later format', 'BACKUP_TOO_NEW', () => say('"format": 1', '"format": 2')],
    ['a later schema of the editor', 'BACKUP_TOO_NEW', () => say('"schema": 1', '"schema": 99')],
    ['a later Kontor', 'BACKUP_TOO_NEW', () => say('"kontor": "0.1.0"', '"kontor": "0.1.1"')],
  ];
  async function change(file: string, how: (bytes: Buffer) => void): Promise<void> {
    const path = join(folder, 'one', file);
    const bytes = await readFile(path);
    how(bytes);
    await writeFile(path, bytes);
  }
  async function say(before: string, after: string): Promise<void> {
    const path = join(folder, 'one', 'manifest.json');
    const text = await readFile(path, 'utf8');
    expect(text).toContain(before);
    await writeFile(path, text.replace(before, after));
  }

  it.each(damages)('%s: %s', async (_what, code, damage) => {
    await db()
      .collection('workspaces')
      .insertOne({ _id: 'w' as never });
    await typist(1);
    await backupTo('one');
    await damage();
    expect(await codeOf(check('one'))).toBe(code);
  });
});

describe('a restore', () => {
  it('[C-22] begins a generation above the backup’s and the live one’s: late words of the old one are void', async () => {
    const ann = await typist(1);
    await backupTo('one');
    const late = ann.entry('Late.');
    const first = await restoreFrom('one');
    expect(first).toBeGreaterThan(Date.now() / 1000 - 60);
    const store = new MongoDocStore(database.connection);
    expect(await store.append([late])).toEqual([{ status: 'old-generation', generation: first }]);
    expect(await ann.store.append([late])).toEqual([{ status: 'old-generation', generation: first }]);
    await backupTo('two');
    const again = await restoreFrom('one');
    expect(again).toBeGreaterThan(first);
    expect(await restoreFrom('two')).toBeGreaterThan(again);
    expect(await storedText(ann.documentId)).toBe('Begun. ');
  });

  it('[C-60] keeps who owns which client id', async () => {
    const ann = await typist(1);
    await ann.type('Hers.');
    await ann.compact();
    await backupTo('one');
    await restoreFrom('one');
    const stored = await new MongoDocStore(database.connection).load(ann.documentId);
    expect(stored!.owners.get(ann.doc.clientID)).toBe('ann');
  });

  it('touches nothing while a Kontor goes on serving, and lets it go on', async () => {
    const ann = await typist(1);
    await backupTo('one');
    await ann.type('Since.');
    const node = new ServingNode(database.connection);
    await node.serves();
    const beats = setInterval(() => void node.serves(), 20);
    expect(await codeOf(restoreFrom('one'))).toBe('KONTOR_DOES_NOT_STOP');
    clearInterval(beats);
    expect(await storedText(ann.documentId)).toBe('Begun. Since.');
    expect(await restorationOf(database.connection)).toMatchObject({ isOver: true });
  });

  it('does not wait for a Kontor that died', async () => {
    await typist(1);
    await backupTo('one');
    await new ServingNode(database.connection).serves();
    await restoreFrom('one');
    expect(await restorationOf(database.connection)).toMatchObject({ isOver: true });
  });

  it('is not begun beside another one, and takes over one that died; no backup is made in between', async () => {
    const ann = await typist(1);
    await backupTo('one');
    const { run } = await beginRestoration(database.connection, 5);
    const restorations = db().collection('restorations');
    const beats = setInterval(() => void restorations.updateOne({ run }, { $inc: { beat: 1 } }), 20);
    expect(await codeOf(restoreFrom('one'))).toBe('RESTORE_RUNNING');
    clearInterval(beats);
    expect(await codeOf(backupTo('two'))).toBe('RESTORE_UNFINISHED');
    await restoreFrom('one');
    expect(await storedText(ann.documentId)).toBe('Begun. ');
    expect((await backupTo('two')).format).toBe(1);
  });

  it('leaves the marker where it breaks off, so that nobody serves the half', async () => {
    await typist(1);
    await backupTo('one');
    const checked = await check('one');
    const record = Buffer.from(BSON.serialize({ of: 'nothing' }));
    await writeFile(join(folder, 'one', 'texts.bson.gz'), record);
    await expect(
      restoreBackup(database.connection, checked, { isAlone: true, times: QUICK }),
    ).rejects.toThrow(/header/);
    expect(await restorationOf(database.connection)).toMatchObject({ isOver: false });
  });
});
