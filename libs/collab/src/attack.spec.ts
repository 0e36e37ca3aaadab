import * as encoding from 'lib0/encoding';
import { MESSAGE } from '@kontor/contracts';
import { EngineHarness, FaultyStore, ManualClock, MemoryDocStore, SyncPeer } from '@kontor/testing';
import * as Y from 'yjs';
import { CollabServer } from './index.js';

const MALLORY = 4_000_000_001;

/** Two structs that each lean on the other: both client ids are the sender's own, so only Yjs notices. */
const circle = (first: number, second: number): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 2);
    for (const [client, other] of [
      [second, first],
      [first, second],
    ] as const) {
      for (const n of [1, client, 0]) encoding.writeVarUint(encoder, n);
      encoding.writeUint8(encoder, 0x84);
      for (const n of [other, 0]) encoding.writeVarUint(encoder, n);
      encoding.writeVarString(encoder, 'x');
    }
    encoding.writeVarUint(encoder, 0);
  });

const updateFrame = (update: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, 2);
    encoding.writeVarUint8Array(encoder, update);
  });

describe('what an attacker of acknowledgements tries', () => {
  it('[C-46] who writes in the same moment as a forger loses nothing, is asked nothing and is not cut', async () => {
    // A long window, so that both land in one transaction.
    const harness = await EngineHarness.with('Start.', {
      flush: { msPerMember: 50, maxMs: 200, bytes: 1e6 },
    });
    const ann = await harness.joined();
    ann.text.insert(0, 'claims. ');
    await harness.run(400);
    for (let round = 0; round < 5; round += 1) {
      const mallory = await harness.joined({ userId: 'mallory', ack: false });
      const ids = [MALLORY + round * 2, MALLORY + round * 2 + 1] as const;
      // Her client ids are claimed first, so that the circle is taken at once.
      for (const id of ids) mallory.sendRaw(updateFrame(circle(id, ids[0] === id ? ids[1] : ids[0])));
      await harness.run(400);
      // The first is applied at once, the second waits for the window, and so does what comes with it.
      ann.text.insert(0, ' ');
      ann.text.insert(0, `${round}`);
      mallory.sendRaw(updateFrame(circle(ids[0], ids[1])));
      await harness.run(400);
      mallory.cut();
    }
    expect(ann.closedWith).toBeNull();
    expect(ann.durable).toBe(ann.sent);
    expect(await harness.storedText()).toBe('4 3 2 1 0 claims. Start.');
    expect(harness.server.status().counters.gaps).toBeGreaterThan(0);
    await harness.dispose();
  });

  it('[C-47] a cursor that moves while a claim waits for the database never ends the connection', async () => {
    const harness = await EngineHarness.with('Start.');
    const ann = await harness.joined();
    harness.faults.fault = 'hang';
    ann.text.insert(0, 'first words. ');
    for (let second = 0; second < 30; second += 1) {
      for (let move = 0; move < 50; move += 1) ann.awareness.setLocalState({ cursor: second * 50 + move });
      await harness.run(300);
    }
    ann.text.insert(0, 'and more: ');
    await harness.run();
    expect(ann.closedWith).toBeNull();
    harness.faults.heal();
    await harness.run();
    expect(ann.durable).toBe(ann.sent);
    expect(await harness.storedText()).toBe('and more: first words. Start.');
    await harness.dispose();
  });

  it('[C-48] an entry that cannot be made is tried again: nothing of it is passed over, others are stored', async () => {
    const clock = new ManualClock();
    const inner = new MemoryDocStore();
    const seed = new Y.Doc();
    seed.getText('t').insert(0, 'Start.');
    const update = Y.encodeStateAsUpdate(seed);
    const ids = ['a'.repeat(24), 'b'.repeat(24)] as const;
    for (const id of ids) await inner.create(id, { update, userId: 'template', at: 0 });
    let isBroken = false;
    let made = 0;
    const quiet = () => undefined;
    const server = new CollabServer({
      store: new FaultyStore(inner),
      clock: clock.scope(),
      log: { info: quiet, warn: quiet, error: quiet },
      alarm: quiet,
      newEntryId: () => {
        // The source of randomness fails for the first document of each commit.
        if (isBroken && (made += 1) % 2 === 1) throw new Error('no randomness');
        return crypto.randomUUID();
      },
    });
    const peers = ids.map((id) => {
      const peer = new SyncPeer({});
      peer.connect(server, id);
      return peer;
    });
    const run = async (ms: number) => {
      for (let i = 0; i < 6; i += 1) {
        await clock.advance(ms);
        peers.forEach(({ link }) => link?.pump());
      }
    };
    await run(50);
    for (const { text } of peers) text.insert(0, 'claim. ');
    await run(50);
    isBroken = true;
    for (const { text } of peers) text.insert(0, 'one ');
    await run(1);
    for (const { text } of peers) text.insert(0, 'two ');
    await run(1);
    isBroken = false;
    for (const { text } of peers) text.insert(0, 'three ');
    await run(500);
    for (const [index, peer] of peers.entries()) {
      expect(peer.durable).toBe(peer.sent);
      const stored = await inner.load(ids[index] ?? '');
      const doc = new Y.Doc();
      for (const entry of stored?.tail ?? []) Y.applyUpdate(doc, entry.update);
      expect(doc.getText('t').toString()).toBe('three two one claim. Start.');
      doc.destroy();
      peer.destroy();
    }
    const drained = server.drain(1_000);
    await clock.advance(2_000);
    await drained;
    seed.destroy();
  });
});
