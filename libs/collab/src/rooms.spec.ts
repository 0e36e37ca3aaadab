import * as Y from 'yjs';
import { CLOSE } from '@kontor/contracts';
import { EngineHarness, Random, SNAPSHOT_AT_CLOSE, settle } from '@kontor/testing';

describe('opening and closing documents', () => {
  let harness: EngineHarness;
  beforeEach(async () => {
    harness = await EngineHarness.with('Start.', SNAPSHOT_AT_CLOSE);
  });
  afterEach(() => harness.dispose());
  const kinds = () => harness.alarms.map(({ kind }) => kind);

  it('[C-3] a document that does not exist closes with 4404, and is not made by asking', async () => {
    const peer = harness.peer();
    peer.connect(harness.server, 'f'.repeat(24));
    await harness.run();
    expect(peer.closedWith?.code).toBe(CLOSE.gone);
    expect(await harness.store.load('f'.repeat(24))).toBeNull();
    expect(harness.server.status().rooms).toBe(0);
  });

  it('[C-4] a load that fails closes with 1011, serves nothing, stores nothing, and works again afterwards', async () => {
    harness.faults.fault = 'refuse';
    const peer = harness.peer();
    peer.connect(harness.server, harness.documentId);
    peer.text.insert(0, 'typed while loading ');
    await harness.run();
    expect(peer.closedWith?.code).toBe(CLOSE.internal);
    expect(peer.synced).toBe(false);
    expect(kinds()).toEqual(['load-failed']);
    expect(harness.store.lastSeqOf(harness.documentId)).toBe(1);
    harness.faults.heal();
    peer.connect(harness.server, harness.documentId);
    await harness.run();
    expect(await harness.storedText()).toBe(peer.text.toString());
    expect(peer.text.toString()).toContain('Start.');
  });

  it('[C-112] readers of a document that lies in its snapshot do not have it built; the first edit does', async () => {
    const author = await harness.joined();
    author.text.insert(0, 'A long document. ');
    await harness.run();
    author.leave();
    await harness.run();
    const reader = await harness.joined();
    expect(reader.text.toString()).toBe('A long document. Start.');
    expect(harness.server.status()).toMatchObject({ rooms: 1, built: 0 });
    reader.text.insert(0, 'Now: ');
    await harness.run();
    expect(harness.server.status()).toMatchObject({ rooms: 1, built: 1 });
    expect(await harness.storedText()).toBe('Now: A long document. Start.');
  });

  it('[C-5] a document without a good part closes with 1011 and raises an alarm', async () => {
    harness.store.corrupt(harness.documentId, { seq: 1 });
    const peer = await harness.joined();
    expect(peer.closedWith?.code).toBe(CLOSE.internal);
    expect(peer.synced).toBe(false);
    expect(kinds()).toEqual(['document-corrupt']);
  });

  it('[C-6] a damaged tail leaves the good part readable, takes no edits, and closes nobody for trying', async () => {
    const ann = await harness.joined();
    ann.text.insert(0, 'Good. ');
    await harness.run();
    harness.store.corrupt(harness.documentId, { seq: 3 });
    harness.restart();
    const bob = await harness.joined();
    expect(bob.text.toString()).toBe('Start.');
    for (const letter of 'abcde') bob.text.insert(0, letter);
    await harness.run();
    expect(bob.isConnected).toBe(true);
    expect(bob.heard.refused.map(({ code }) => code)).toContain('read-only');
    expect(harness.store.lastSeqOf(harness.documentId)).toBe(3);
    expect(kinds()).toEqual(['document-quarantined']);
    bob.cut();
    await harness.run();
    expect(harness.server.status().rooms).toBe(0);
    expect((await harness.store.load(harness.documentId))!.quarantinedFromSeq).toBe(3);
  });

  it('[C-7] no sync step 2 and no acknowledgement before the document has loaded', async () => {
    harness.faults.fault = 'hang';
    const peer = harness.peer();
    peer.connect(harness.server, harness.documentId);
    peer.text.insert(0, 'early ');
    await harness.run();
    expect(peer.heard.types).toEqual([]);
    harness.faults.heal();
    await harness.run();
    expect(peer.synced).toBe(true);
    expect(peer.durable).toBe(peer.sent);
    expect(await harness.storedText()).toContain('early ');
  });

  it('[C-8] a room stays until its last flush is durable, and whoever comes meanwhile finds it', async () => {
    const ann = await harness.joined();
    ann.text.insert(0, 'a');
    await harness.run();
    harness.faults.fault = 'refuse';
    ann.text.insert(0, 'Last words. ');
    ann.leave();
    await harness.run();
    expect(harness.server.status()).toMatchObject({ rooms: 1, sessions: 0 });
    const bob = await harness.joined();
    expect(bob.text.toString()).toBe('Last words. aStart.');
    bob.cut();
    harness.faults.heal();
    await harness.run(3_000);
    expect(harness.server.status()).toMatchObject({ rooms: 0, backlogBytes: 0 });
    expect(await harness.storedText()).toBe('Last words. aStart.');
    expect((await harness.store.load(harness.documentId))!.tail).toEqual([]);
  });

  it('[C-25] a short document that closes keeps its log; one whose log has grown long leaves a snapshot', async () => {
    const ordinary = await EngineHarness.with('Start.');
    const visit = async (): Promise<void> => {
      const peer = await ordinary.joined();
      peer.text.insert(0, 'x');
      await ordinary.run();
      peer.leave();
      await ordinary.run();
      expect(ordinary.server.status().rooms).toBe(0);
    };
    await visit();
    expect(await ordinary.store.load(ordinary.documentId)).toMatchObject({ snapshot: null });
    for (let entries = 3; entries <= 32; entries += 2) await visit();
    const stored = await ordinary.store.load(ordinary.documentId);
    expect(stored).toMatchObject({ tail: [], snapshot: { seq: 33 } });
    expect(await ordinary.storedText()).toBe(`${'x'.repeat(16)}Start.`);
    await ordinary.dispose();
  });

  it('[C-9] in 300 races of leaving, reopening and storing no edit is lost', async () => {
    const random = new Random(9);
    let expected = 'Start.';
    let peer = harness.peer({ userId: 'ann' });
    for (let round = 0; round < 300; round += 1) {
      peer.connect(harness.server, harness.documentId);
      await harness.run(1);
      expect(peer.text.toString()).toBe(expected);
      const token = `${round},`;
      peer.text.insert(0, token);
      expected = token + expected;
      peer.link!.deliverToServer();
      if (random.chance(0.5)) await settle();
      if (random.chance(0.5)) await harness.clock.advance(random.below(8));
      if (random.chance(0.5)) await harness.run(1);
      peer.cut();
      for (let turn = random.below(4); turn > 0; turn -= 1) await settle();
      if (random.chance(0.3)) {
        const doc = new Y.Doc();
        await harness.run(20);
        peer = harness.peer({ userId: 'ann', doc });
        harness.peers.splice(0, harness.peers.length - 1).forEach((old) => old.destroy());
      }
    }
    await harness.run();
    expect(await harness.storedText()).toBe(expected);
    expect(harness.errors).toEqual([]);
  });

  it('[C-28] what arrived before a connection ended is stored, also when it waits for its claim', async () => {
    const [ann, bob] = [await harness.joined(), await harness.joined()];
    harness.faults.fault = 'hang';
    ann.text.insert(0, 'one ');
    ann.text.insert(0, 'two ');
    ann.leave();
    await harness.run();
    expect(bob.text.toString()).toBe('Start.');
    bob.cut();
    await harness.run();
    harness.faults.heal();
    await harness.run();
    expect(await harness.storedText()).toBe('two one Start.');
    expect(harness.server.status().rooms).toBe(0);
  });

  it('[C-90] drain refuses newcomers, stores and acknowledges what is there, closes all with 4503', async () => {
    const [ann, bob] = [await harness.joined(), await harness.joined()];
    ann.text.insert(0, 'Ann. ');
    bob.text.insert(0, 'Bob. ');
    for (const peer of [ann, bob]) peer.link!.deliverToServer();
    const drained = harness.server.drain(10_000);
    const late = harness.peer();
    late.connect(harness.server, harness.documentId);
    await harness.run();
    await drained;
    harness.pump();
    expect(late.closedWith?.code).toBe(CLOSE.draining);
    expect([ann.closedWith?.code, bob.closedWith?.code]).toEqual([CLOSE.draining, CLOSE.draining]);
    expect(await harness.storedText()).toBe(ann.text.toString());
    expect(ann.durable).toBe(ann.sent);
    expect(harness.server.status()).toMatchObject({ draining: true, rooms: 0, sessions: 0, backlogBytes: 0 });
    expect(harness.clock.pending).toBe(0);
  });

  it('[C-98] before all documents are replaced everybody is stored and closed with 4409, stock clients too', async () => {
    const [ann, stock] = [await harness.joined(), await harness.joined({ ack: false })];
    ann.text.insert(0, 'Ann. ');
    ann.link!.deliverToServer();
    const drained = harness.server.drain(10_000, 'generationChanged');
    await harness.run();
    await drained;
    harness.pump();
    expect([ann.closedWith?.code, stock.closedWith?.code]).toEqual([
      CLOSE.generationChanged,
      CLOSE.generationChanged,
    ]);
    expect(await harness.storedText()).toBe(ann.text.toString());
    expect(ann.durable).toBe(ann.sent);
    expect(harness.server.status()).toMatchObject({ draining: true, rooms: 0, sessions: 0, backlogBytes: 0 });
  });

  it('[C-91] drain ends at its deadline when the store is away, and says so', async () => {
    const ann = await harness.joined();
    ann.text.insert(0, 'a');
    await harness.run();
    harness.faults.fault = 'hang';
    ann.text.insert(0, 'b');
    ann.link!.deliverToServer();
    const drained = harness.server.drain(2_000);
    await harness.run(1_000);
    await drained;
    harness.pump();
    expect(ann.closedWith?.code).toBe(CLOSE.draining);
    expect(harness.errors.join()).toContain('not stored');
  });

  it('[C-92] sessions are found and closed by who they are, at once', async () => {
    const ann = await harness.joined({ userId: 'ann', sessionId: 's1' });
    const annToo = await harness.joined({ userId: 'ann', sessionId: 's2' });
    const bob = await harness.joined({ userId: 'bob', canEdit: false });
    expect([...harness.server.sessions()].map(({ userId, canEdit }) => [userId, canEdit])).toEqual([
      ['ann', true],
      ['ann', true],
      ['bob', false],
    ]);
    ann.text.insert(0, 'sent before. ');
    ann.link!.deliverToServer();
    const closed = harness.server.closeSessions(
      ({ sessionId }) => sessionId === 's1',
      CLOSE.sessionEnded,
      'signed out',
    );
    expect(closed).toBe(1);
    ann.text.insert(0, 'after. ');
    await harness.run();
    expect(ann.closedWith).toEqual({ code: CLOSE.sessionEnded, reason: 'signed out' });
    expect(annToo.isConnected && bob.isConnected).toBe(true);
    expect(await harness.storedText()).not.toContain('after');
  });

  it('[C-93] a client with an older schema is closed with 4426, one without any is not', async () => {
    expect((await harness.joined({ schema: 0 })).closedWith?.code).toBe(CLOSE.clientTooOld);
    expect((await harness.joined({ schema: 1 })).isConnected).toBe(true);
  });

  it('[C-94] the stored state can be read without a connection, open or not', async () => {
    const read = async () => {
      const state = (await harness.server.readState(harness.documentId))!;
      const doc = new Y.Doc();
      Y.applyUpdate(doc, state.update);
      const text = doc.getText('t').toString();
      doc.destroy();
      return { text, seq: state.seq };
    };
    expect(await read()).toEqual({ text: 'Start.', seq: 1 });
    const ann = await harness.joined();
    ann.text.insert(0, 'Ann. ');
    await harness.run();
    expect(await read()).toEqual({ text: 'Ann. Start.', seq: 3 });
    expect(await harness.server.readState('f'.repeat(24))).toBeNull();
  });

  it('[C-95] when Yjs throws in spite of the guard, the culprit goes, the rest reload, and nothing broken is stored', async () => {
    const [ann, eve] = [await harness.joined(), await harness.joined()];
    ann.text.insert(0, 'Ann. ');
    eve.text.insert(0, 'Eve. ');
    await harness.run();
    const apply = Y.Item.prototype.integrate;
    jest.spyOn(Y.Item.prototype, 'integrate').mockImplementation(function (this: Y.Item, ...args) {
      if (this.content instanceof Y.ContentString && this.content.str === 'BOOM' && this.id.client !== 0) {
        if (args[0].doc !== eve.doc) throw new Error('bug in Yjs');
      }
      return apply.apply(this, args);
    });
    eve.text.insert(0, 'BOOM');
    await harness.run();
    jest.restoreAllMocks();
    expect(eve.closedWith?.code).toBe(CLOSE.invalidUpdate);
    expect(ann.closedWith?.code).toBe(CLOSE.internal);
    expect(kinds()).toEqual(['apply-failed']);
    expect(await harness.storedText()).not.toContain('BOOM');
    ann.connect(harness.server, harness.documentId);
    await harness.run();
    expect(ann.text.toString()).toBe(await harness.storedText());
  });
});
