import * as Y from 'yjs';
import { CLOSE } from '@kontor/contracts';
import { EngineHarness, SNAPSHOT_AT_CLOSE, settle } from '@kontor/testing';
import { fingerprint } from './fingerprint.js';

describe('acknowledgements', () => {
  let harness: EngineHarness;
  beforeEach(async () => {
    harness = await EngineHarness.with('Start.', SNAPSHOT_AT_CLOSE);
  });
  afterEach(() => harness.dispose());

  it('[C-10] says hello before sync step 1, and only to those who asked for type 102', async () => {
    const asked = await harness.joined();
    expect(asked.heard.types.slice(0, 2)).toEqual([102, 0]);
    expect(asked.heard.hello).toEqual([
      {
        generation: 1,
        schema: 1,
        limits: { frame: 1024 * 1024, document: 20 * 1024 * 1024, size: expect.any(Number) },
      },
    ]);
    const stock = await harness.joined({ ack: false });
    asked.text.insert(0, 'x');
    stock.text.insert(0, 'y');
    await harness.run(3_000);
    expect(stock.heard.types).not.toContain(102);
  });

  it('[C-11] a marker resolves only after the commit that holds everything before it', async () => {
    const ann = await harness.joined();
    ann.text.insert(0, 'claims the client id. ');
    await harness.run();
    harness.faults.fault = 'hang';
    const before = ann.durable;
    ann.text.insert(0, 'A');
    const first = ann.sent;
    await harness.run(1_000);
    expect(ann.durable).toBe(before);
    harness.faults.heal();
    await harness.run();
    expect(ann.durable).toBe(first);
    expect(await harness.storedText()).toMatch(/^A/);
  });

  it('[C-12] a deletion is acknowledged too, though the state vector does not move', async () => {
    const ann = await harness.joined();
    ann.text.delete(0, 3);
    const n = ann.sent;
    const bob = await harness.joined();
    await harness.run();
    expect(ann.durable).toBe(n);
    expect(await harness.storedText()).toBe('rt.');
    expect(bob.text.toString()).toBe('rt.');
  });

  it('[C-13] killed between commit and acknowledgement: not acknowledged, not lost, not doubled', async () => {
    const ann = await harness.joined();
    ann.text.insert(0, 'One. ');
    await harness.run();
    ann.text.insert(0, 'Two. ');
    const n = ann.sent;
    harness.faults.fault = 'kill-after-append';
    await harness.run();
    expect(ann.isConnected).toBe(false);
    expect(ann.durable).toBeLessThan(n);
    expect(await harness.storedText()).toBe('Two. One. Start.');
    harness.restart();
    ann.connect(harness.server, harness.documentId);
    await harness.run();
    expect(ann.durable).toBe(ann.sent);
    expect(await harness.storedText()).toBe('Two. One. Start.');
  });

  it('[C-14] killed before the commit: the author brings it again', async () => {
    const ann = await harness.joined();
    ann.text.insert(0, 'One. ');
    await harness.run();
    harness.faults.fault = 'hang';
    ann.text.insert(0, 'Two. ');
    await harness.run();
    harness.restart();
    expect(await harness.storedText()).toBe('One. Start.');
    ann.connect(harness.server, harness.documentId);
    await harness.run();
    expect(await harness.storedText()).toBe('Two. One. Start.');
    expect(ann.durable).toBe(ann.sent);
  });

  it('[C-15] while the store is away edits still pass between people, acks stop, and come when it is back', async () => {
    const [ann, bob] = [await harness.joined(), await harness.joined()];
    ann.text.insert(0, 'a');
    bob.text.insert(0, 'b');
    await harness.run();
    harness.faults.fault = 'refuse';
    const before = ann.durable;
    for (let second = 0; second < 30; second += 1) {
      ann.text.insert(0, 'A');
      bob.text.insert(0, 'B');
      await harness.run(300);
    }
    expect(ann.durable).toBe(before);
    expect(bob.text.toString()).toBe(ann.text.toString());
    expect(bob.text.toString().match(/A/g)).toHaveLength(30);
    expect(ann.isConnected && bob.isConnected).toBe(true);
    harness.faults.heal();
    await harness.run(600);
    expect(ann.durable).toBe(ann.sent);
    expect(await harness.storedText()).toBe(ann.text.toString());
  });

  it('[C-16] an answer that is lost doubles nothing: the retry carries the same entry ids', async () => {
    const ann = await harness.joined();
    ann.text.insert(0, 'a');
    await harness.run();
    harness.faults.fault = 'lose-answer';
    ann.text.insert(0, 'b');
    await harness.run(200);
    const seq = harness.store.lastSeqOf(harness.documentId);
    harness.faults.heal();
    await harness.run(3_000);
    expect(harness.store.lastSeqOf(harness.documentId)).toBe(seq);
    expect(ann.durable).toBe(ann.sent);
    const stored = (await harness.store.load(harness.documentId))!;
    expect(new Set(stored.tail.map((entry) => entry.entryId)).size).toBe(stored.tail.length);
    expect(stored.tail.map((entry) => entry.seq)).toEqual(stored.tail.map((_, index) => index + 1));
  });

  it('[C-17] one bulk append carries the edits of many documents', async () => {
    const ids = Array.from({ length: 10 }, (_, index) => String(index).padStart(24, '0'));
    const peers = [];
    for (const id of ids) {
      await harness.create(id, 'x');
      const peer = harness.peer();
      peer.connect(harness.server, id);
      peers.push(peer);
    }
    await harness.run();
    for (const peer of peers) peer.text.insert(0, 'claim');
    await harness.run();
    const before = harness.faults.appends;
    for (const peer of peers) peer.text.insert(0, 'y');
    await harness.run();
    expect(harness.faults.appends - before).toBe(1);
    expect(peers.every((peer) => peer.durable === peer.sent)).toBe(true);
  });

  it('[C-18] after 60 s without the store edits are refused with quota, nobody is closed and nothing typed is lost', async () => {
    const ann = await harness.joined();
    ann.text.insert(0, 'a');
    await harness.run();
    harness.faults.fault = 'refuse';
    ann.text.insert(0, 'b');
    await harness.run(21_000);
    expect(harness.alarms.map(({ kind }) => kind)).toContain('store-stalled');
    for (const letter of 'cdefgh') ann.text.insert(0, letter);
    await harness.run();
    expect(ann.heard.refused.map(({ code }) => code)).toContain('quota');
    expect(ann.isConnected).toBe(true);
    const before = ann.durable;
    harness.faults.heal();
    await harness.run(3_000);
    expect(ann.isConnected).toBe(true);
    expect(await harness.storedText()).toBe('hgfedcbaStart.');
    expect(ann.durable).toBe(ann.sent);
    expect(ann.durable).toBeGreaterThan(before);
    expect(harness.alarms.map(({ kind }) => kind)).toContain('store-recovered');
    expect(harness.server.status().storing).toBe(true);
  });

  it('[C-29] everybody in the room is told that it takes nothing for now and when it does again: who only reads along, who waits for a claim, who comes later', async () => {
    const [ann, idle] = [await harness.joined(), await harness.joined()];
    const reader = await harness.joined({ canEdit: false });
    ann.text.insert(0, 'a');
    await harness.run();
    harness.faults.fault = 'refuse';
    ann.text.insert(0, 'b');
    const fresh = await harness.joined();
    fresh.text.insert(0, 'waits for its claim ');
    // Three times as long passes.
    await harness.run(19_500);
    expect([ann, idle, reader, fresh].flatMap(({ heard }) => heard.storing)).toEqual([]);
    await harness.run(2_200);
    const late = await harness.joined();
    const everybody = [ann, idle, reader, fresh, late];
    expect(everybody.map(({ heard }) => heard.storing)).toEqual(everybody.map(() => [false]));
    expect(fresh.heard.refused).toEqual([]);
    harness.faults.heal();
    await harness.run(3_000);
    expect(everybody.map(({ heard }) => heard.storing)).toEqual(everybody.map(() => [false, true]));
    expect(everybody.every(({ isConnected }) => isConnected)).toBe(true);
    expect(await harness.storedText()).toContain('waits for its claim ');
    expect(fresh.durable).toBe(fresh.sent);
  });

  it('[C-19] a backlog over its bound refuses with quota as well, and clears', async () => {
    const small = await EngineHarness.with('', { commit: { backlogBytes: 2_000 } });
    const ann = await small.joined();
    ann.text.insert(0, 'a');
    await small.run();
    small.faults.fault = 'refuse';
    for (let index = 0; index < 10; index += 1) {
      ann.text.insert(0, `${index}`.repeat(500));
      await small.run(30);
    }
    expect(ann.heard.refused.map(({ code }) => code)).toContain('quota');
    expect(small.server.status().backlogBytes).toBeLessThan(4_000);
    small.faults.heal();
    await small.run(3_000);
    expect(ann.durable).toBe(ann.sent);
    expect(await small.storedText()).toBe(ann.text.toString());
    await small.dispose();
  });

  it('[C-20] another node wrote first: its entries are read, applied, passed on, and ours get the next seq', async () => {
    const ann = await harness.joined();
    ann.text.insert(0, 'Ann. ');
    await harness.run();
    const other = harness.start();
    const bob = harness.peer();
    bob.connect(other.server, harness.documentId);
    await harness.run();
    bob.text.insert(0, 'Bob. ');
    await harness.run();
    ann.text.insert(ann.text.length, ' Ann again.');
    await harness.run();
    expect(harness.server.status().counters.conflicts).toBeGreaterThan(0);
    expect(ann.text.toString()).toBe('Bob. Ann. Start. Ann again.');
    expect(await harness.storedText()).toBe('Bob. Ann. Start. Ann again.');
    expect(ann.durable).toBe(ann.sent);
    bob.destroy();
    await harness.run();
    const drained = other.server.drain(100);
    await harness.run();
    await drained;
  });

  it('[C-21] what another node wrote and compacted away is read from the snapshot', async () => {
    const ann = await harness.joined();
    ann.text.insert(0, 'Ann. ');
    await harness.run();
    const other = harness.start();
    const bob = harness.peer();
    bob.connect(other.server, harness.documentId);
    await harness.run();
    bob.text.insert(0, 'Bob. ');
    await harness.run();
    bob.destroy();
    await harness.run();
    expect((await harness.store.load(harness.documentId))!.tail).toEqual([]);
    ann.text.insert(ann.text.length, ' Ann again.');
    await harness.run();
    expect(await harness.storedText()).toBe('Bob. Ann. Start. Ann again.');
    expect(ann.durable).toBe(ann.sent);
  });

  it('[C-22] a document that was replaced closes with 4409 and takes nothing of the old one', async () => {
    const ann = await harness.joined();
    ann.text.insert(0, 'a');
    await harness.run();
    const restored = new Y.Doc();
    restored.getText('t').insert(0, 'Restored.');
    harness.store.restore(harness.documentId, Y.encodeStateAsUpdate(restored), 1);
    restored.destroy();
    ann.text.insert(0, 'late ');
    await harness.run();
    expect(ann.closedWith?.code).toBe(CLOSE.generationChanged);
    expect(ann.heard.refused.at(-1)?.code).toBe('old-generation');
    expect(await harness.storedText()).toBe('Restored.');
    const again = await harness.joined({ generation: 1 });
    expect(again.closedWith?.code).toBe(CLOSE.generationChanged);
    const fresh = await harness.joined();
    expect(fresh.text.toString()).toBe('Restored.');
  });

  it('[C-23] tells the durable state at most every 2 s, with a fingerprint that equal replicas share', async () => {
    const ann = await harness.joined();
    const viewer = await harness.joined({ canEdit: false });
    for (let index = 0; index < 20; index += 1) {
      ann.text.insert(0, `${index} `);
      await harness.run(100);
    }
    await harness.run(3_000);
    expect(viewer.heard.states.length).toBeGreaterThan(1);
    expect(viewer.heard.states.length).toBeLessThan(8);
    const last = viewer.heard.states.at(-1)!;
    expect(last.seq).toBe(harness.store.lastSeqOf(harness.documentId));
    expect(last.vector).toEqual(Y.encodeStateVector(viewer.doc));
    expect(last.hash).toEqual(fingerprint(viewer.doc));
    expect(fingerprint(ann.doc)).toEqual(fingerprint(viewer.doc));
  });

  it('[C-24] the log says who wrote which client ids, whatever clients claim', async () => {
    const ann = await harness.joined({ userId: 'ann', clientId: 71 });
    const bob = await harness.joined({ userId: 'bob', clientId: 72 });
    ann.text.insert(0, 'a');
    bob.text.insert(0, 'b');
    await harness.run();
    const { owners, tail } = (await harness.store.load(harness.documentId))!;
    expect(owners.get(71)).toBe('ann');
    expect(owners.get(72)).toBe('bob');
    const authors = tail.flatMap((entry) => entry.authors);
    expect(
      authors.filter(({ clientIds }) => clientIds.includes(71)).every(({ userId }) => userId === 'ann'),
    ).toBe(true);
    expect(harness.stored.map(({ seq }) => seq)).toEqual(tail.slice(1).map((entry) => entry.seq));
  });

  it('[C-25] long logs are compacted while people edit, and the document stays what it is', async () => {
    const busy = await EngineHarness.with('', { compaction: { entries: 10, bytes: 1e6 } });
    const ann = await busy.joined();
    for (let index = 0; index < 60; index += 1) {
      ann.text.insert(ann.text.length, `${index} `);
      if (index % 3 === 0) ann.text.delete(0, 1);
      await busy.run(5);
    }
    await busy.run();
    const stored = (await busy.store.load(busy.documentId))!;
    expect(stored.snapshot!.seq).toBeGreaterThan(20);
    expect(stored.tail.length).toBeLessThan(20);
    expect(await busy.storedText()).toBe(ann.text.toString());
    expect(stored.owners.get(ann.doc.clientID)).toBe(ann.userId);
    await busy.dispose();
  });

  it('[C-26] a failing compaction is an alarm and no loss', async () => {
    const ann = await harness.joined();
    ann.text.insert(0, 'kept ');
    await harness.run();
    jest.spyOn(harness.store, 'compact').mockRejectedValueOnce(new Error('disk full'));
    ann.leave();
    await harness.run();
    expect(harness.alarms.map(({ kind }) => kind)).toEqual(['compaction-failed']);
    expect(harness.server.status().rooms).toBe(0);
    const again = await harness.joined();
    expect(again.text.toString()).toBe('kept Start.');
  });

  it('[C-27] one document that cannot be stored does not hold up the others', async () => {
    const other = 'e'.repeat(24);
    await harness.create(other, '');
    const [sick, well] = [harness.peer(), harness.peer()];
    sick.connect(harness.server, harness.documentId);
    well.connect(harness.server, other);
    await harness.run();
    const append = harness.store.append.bind(harness.store);
    jest.spyOn(harness.store, 'append').mockImplementation(async (entries) => {
      if (entries.some((entry) => entry.documentId === harness.documentId)) throw new Error('poison');
      return append(entries);
    });
    sick.text.insert(0, 'sick');
    well.text.insert(0, 'well');
    await harness.run(500);
    expect(well.durable).toBe(well.sent);
    expect(sick.durable).toBeLessThan(sick.sent);
    jest.restoreAllMocks();
    await harness.run(3_000);
    expect(sick.durable).toBe(sick.sent);
    harness.errors.length = 0;
    await settle();
  });
});
