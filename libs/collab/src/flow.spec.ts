import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { CLOSE, MESSAGE } from '@kontor/contracts';
import { EngineHarness, Random } from '@kontor/testing';

describe('flow of bytes', () => {
  describe('slow readers', () => {
    const slow = { highWater: 1_000, lowWater: 200, maxBytes: 4_000, stallMs: 10_000, checkMs: 100 };

    it('[C-82] past the high water a socket gets nothing more, then one merged frame, and converges', async () => {
      const harness = await EngineHarness.with('Start.', { slow });
      const [ann, bob] = [await harness.joined(), await harness.joined()];
      ann.text.insert(0, 'a');
      await harness.run();
      bob.link!.buffered = 2_000;
      for (let index = 0; index < 200; index += 1) {
        ann.text.insert(0, `${index} `);
        if (index % 2 === 0) ann.text.delete(ann.text.length - 1, 1);
        ann.link!.pump();
        await harness.clock.advance(30);
      }
      expect(harness.server.status().largestUnsentBytes).toBe(2_000);
      // One frame was on its way when the socket was found full.
      const updates = bob.link!.toClient.filter((frame) => frame[0] === MESSAGE.sync);
      expect(updates.length).toBeLessThanOrEqual(2);
      bob.link!.buffered = null;
      bob.link!.toClient.length = 0;
      for (const frame of updates) bob.link!.toClient.push(frame);
      bob.link!.deliverToClient();
      await harness.clock.advance(200);
      expect(bob.link!.toClient.filter((frame) => frame[0] === MESSAGE.sync)).toHaveLength(1);
      await harness.run();
      expect(bob.text.toString()).toBe(ann.text.toString());
      expect(Y.encodeStateVector(bob.doc)).toEqual(Y.encodeStateVector(ann.doc));
      ann.text.insert(0, 'again. ');
      await harness.run();
      expect(bob.text.toString()).toBe(ann.text.toString());
      await harness.dispose();
    });

    it('[C-82] carets alone, and answers to one who asks without end, do not fill the memory', async () => {
      const harness = await EngineHarness.with('Start.', { slow });
      const [ann, bob] = [await harness.joined(), await harness.joined()];
      await harness.run();
      bob.link!.buffered = 2_000;
      const before = bob.link!.toClient.length;
      for (let at = 0; at < 50; at += 1) {
        ann.awareness.setLocalState({ at });
        ann.link!.pump();
        bob.link!.session.receive(Uint8Array.of(MESSAGE.queryAwareness));
        await harness.clock.advance(100);
      }
      expect(bob.link!.toClient).toHaveLength(before);
      bob.link!.buffered = null;
      await harness.run();
      expect(bob.awareness.getStates().get(ann.doc.clientID)).toMatchObject({ at: 49 });
      expect(bob.isConnected).toBe(true);
      await harness.dispose();
    });

    it('[C-83] nor does it help to ask again and again: who does not read is closed with 4513', async () => {
      const harness = await EngineHarness.with('Start.', { slow });
      const bob = await harness.joined();
      bob.link!.buffered = 2_000;
      for (let at = 0; at < 110 && bob.link!.closedWith === null; at += 1) {
        bob.link!.session.receive(Uint8Array.of(MESSAGE.queryAwareness));
        bob.link!.session.receive(Uint8Array.of(MESSAGE.sync, 0, 1, 0));
        await harness.clock.advance(100);
      }
      expect(bob.link!.closedWith?.code).toBe(CLOSE.slowConsumer);
      await harness.dispose();
    });

    it('[C-83] a socket that makes no progress is closed with 4513; others are not held up', async () => {
      const harness = await EngineHarness.with('Start.', { slow });
      const [ann, bob, carol] = [await harness.joined(), await harness.joined(), await harness.joined()];
      bob.link!.buffered = 2_000;
      ann.text.insert(0, 'a');
      await harness.run(5_000);
      expect(carol.text.toString()).toBe('aStart.');
      expect(bob.link!.closedWith?.code).toBe(CLOSE.slowConsumer);
      expect(harness.server.status()).toMatchObject({ largestUnsentBytes: 0, counters: { slowClosed: 1 } });
      await harness.dispose();
    });

    it('[C-84] a slow line that does make progress is not closed, however large the document', async () => {
      const harness = await EngineHarness.with('x'.repeat(50_000), { slow });
      const [ann, bob] = [await harness.joined(), harness.peer()];
      bob.connect(harness.server, harness.documentId);
      await harness.clock.advance(0);
      bob.link!.deliverToServer();
      expect(bob.link!.bufferedAmount).toBeGreaterThan(50_000);
      for (let left = 50_000; left > 0; left -= 1_000) {
        bob.link!.buffered = left;
        ann.text.insert(0, 'y');
        ann.link!.pump();
        await harness.clock.advance(2_000);
      }
      bob.link!.buffered = null;
      await harness.run();
      expect(bob.isConnected).toBe(true);
      expect(bob.text.toString()).toBe(ann.text.toString());
      await harness.dispose();
    });

    it('[C-85] a sync step 1 from a socket that is full is answered when it has read', async () => {
      const harness = await EngineHarness.with('Start.', { slow });
      const bob = harness.peer();
      bob.connect(harness.server, harness.documentId);
      bob.link!.buffered = 2_000;
      await harness.clock.advance(10);
      bob.link!.deliverToServer();
      bob.link!.deliverToClient();
      expect(bob.synced).toBe(false);
      bob.link!.buffered = null;
      await harness.run();
      expect(bob.synced).toBe(true);
      expect(bob.text.toString()).toBe('Start.');
      await harness.dispose();
    });
  });

  describe('rates', () => {
    it('[C-86] over its rate a session is paused, nothing is lost, and it goes on', async () => {
      const harness = await EngineHarness.with('', { rate: { perSecond: 50, burst: 60 } });
      const ann = await harness.joined({ ack: false });
      for (let index = 0; index < 300; index += 1) ann.text.insert(0, 'x');
      let wasPaused = false;
      for (let turn = 0; turn < 300 && (await harness.storedText()).length < 300; turn += 1) {
        ann.link!.deliverToServer(100);
        wasPaused ||= ann.link!.paused;
        await harness.clock.advance(50);
      }
      expect(await harness.storedText()).toHaveLength(300);
      expect(ann.isConnected).toBe(true);
      expect(wasPaused || harness.server.limits.rate.waitingFrames > 240).toBe(true);
      await harness.dispose();
    });

    it('[C-87] a transport that cannot pause is closed with 4529', async () => {
      const harness = await EngineHarness.with('', { rate: { waitingFrames: 100 } });
      const ann = await harness.joined();
      const frame = Uint8Array.of(MESSAGE.queryAwareness);
      for (let index = 0; index < 500; index += 1) ann.link!.session.receive(frame);
      await harness.run();
      expect(ann.closedWith?.code).toBe(CLOSE.rate);
      await harness.dispose();
    });

    it('[C-88] a hundred writers within a window make one frame per reader and one log entry', async () => {
      const harness = await EngineHarness.with('');
      const writers = [];
      for (let index = 0; index < 100; index += 1) writers.push(await harness.joined());
      for (const writer of writers) writer.text.insert(0, 'a');
      await harness.run(1_000);
      const reader = await harness.joined({ canEdit: false, ack: false });
      await harness.run(100);
      const before = reader.heard.types.length;
      const seq = harness.store.lastSeqOf(harness.documentId);
      for (const writer of writers) {
        writer.text.insert(0, 'b');
        writer.link!.deliverToServer();
      }
      await harness.run(100);
      // The first leaves at once, the other 99 together.
      expect(reader.heard.types.slice(before).filter((type) => type === MESSAGE.sync)).toHaveLength(2);
      expect(harness.store.lastSeqOf(harness.documentId) - seq).toBeLessThanOrEqual(2);
      expect(reader.text.length).toBe(200);
      await harness.dispose();
    });
  });

  describe('size', () => {
    it('[C-96] warns at 70 %, refuses and closes with 4413 at the cap, stays readable, takes deletions', async () => {
      const harness = await EngineHarness.with('Start.', { documentBytes: 20_000 });
      const ann = await harness.joined();
      for (let index = 0; index < 15; index += 1) {
        ann.text.insert(ann.text.length, `${index}`.repeat(500).slice(0, 1_000));
        await harness.run();
      }
      expect(harness.alarms.map(({ kind }) => kind)).toEqual([]);
      ann.text.insert(0, 'w'.repeat(5_000));
      await harness.run();
      expect(harness.alarms.map(({ kind }) => kind)).toEqual(['document-near-limit']);
      expect(ann.heard.hello.at(-1)?.limits).toMatchObject({ document: 20_000, size: expect.any(Number) });
      expect(ann.heard.hello).toHaveLength(2);
      ann.text.insert(0, 'z'.repeat(6_000));
      await harness.run();
      expect(ann.heard.refused.map(({ code }) => code)).toEqual(['too-large']);
      expect(ann.closedWith?.code).toBe(CLOSE.documentFull);
      const bob = await harness.joined();
      expect(bob.text.length).toBeGreaterThan(10_000);
      bob.text.delete(0, 8_000);
      await harness.run();
      expect(bob.heard.refused).toEqual([]);
      expect(await harness.storedText()).toBe(bob.text.toString());
      bob.text.insert(0, 'fits again');
      await harness.run();
      expect(bob.heard.refused).toEqual([]);
      await harness.dispose();
    });
  });

  it('[C-97] garbage of any kind never gets out of a session as an exception, nor into the document', async () => {
    const seed = Number(process.env['KONTOR_FUZZ_SEED'] ?? Date.now() % 1_000_000_000);
    const random = new Random(seed);
    const harness = await EngineHarness.with('Start.');
    const donor = new Y.Doc();
    donor.getText('t').insert(0, 'some text');
    donor.getMap('m').set('k', { a: [1, 'x'] });
    donor.getXmlFragment('x').insert(0, [new Y.XmlElement('p')]);
    donor.getText('t').delete(2, 3);
    const valid = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.sync);
      encoding.writeVarUint(encoder, 2);
      encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(donor));
    });
    donor.destroy();
    for (let index = 0; index < 3_000; index += 1) {
      const broken = valid.slice(0, random.chance(0.3) ? random.below(valid.length) : valid.length);
      for (let flips = 1 + random.below(4); flips > 0; flips -= 1) {
        if (broken.length > 0) broken[random.below(broken.length)] = random.below(256);
      }
      const peer = harness.peer({ ack: false });
      peer.connect(harness.server, harness.documentId);
      await Promise.resolve();
      const start = performance.now();
      expect(() => peer.link!.session.receive(broken)).not.toThrow();
      expect(performance.now() - start).toBeLessThan(1_000);
      peer.destroy();
      harness.peers.pop();
    }
    await harness.run();
    const witness = await harness.joined();
    expect({ seed, pending: witness.doc.store.pendingStructs }).toEqual({ seed, pending: null });
    expect(harness.alarms).toEqual([]);
    expect({ seed, errors: harness.errors }).toEqual({ seed, errors: [] });
    await harness.dispose();
  });
});
