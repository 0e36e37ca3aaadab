import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { CLOSE, MESSAGE } from '@kontor/contracts';
import { EngineHarness, Random, SNAPSHOT_AT_CLOSE, type SyncPeer } from '@kontor/testing';

const syncFrame = (step: number, body: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, body);
  });

/** What a forger makes: an edit on top of the current content under somebody else's client id. */
function forged(of: Y.Doc, clientId: number, write: (text: Y.Text) => void): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(of));
  doc.clientID = clientId;
  const before = Y.encodeStateVector(doc);
  write(doc.getText('t'));
  const update = Y.encodeStateAsUpdate(doc, before);
  doc.destroy();
  return update;
}

describe('who may change what', () => {
  let harness: EngineHarness;
  beforeEach(async () => {
    harness = await EngineHarness.with('Start.', SNAPSHOT_AT_CLOSE);
  });
  afterEach(() => harness.dispose());

  describe('read-only sessions', () => {
    let reader: SyncPeer;
    beforeEach(async () => {
      reader = await harness.joined({ canEdit: false });
    });

    it.each([
      ['an update', (peer: SyncPeer) => peer.text.insert(0, 'x')],
      ['a delete-only update', (peer: SyncPeer) => peer.text.delete(0, 2)],
      [
        'sync step 2',
        (peer: SyncPeer) =>
          peer.sendRaw(
            syncFrame(
              1,
              forged(peer.doc, 99, (text) => text.insert(0, 'x')),
            ),
          ),
      ],
    ])('[C-50] change nothing by %s, and are told so', async (_name, act) => {
      act(reader);
      await harness.run();
      expect(reader.heard.refused.map(({ code }) => code)).toEqual(['read-only']);
      expect(await harness.storedText()).toBe('Start.');
      expect(harness.store.lastSeqOf(harness.documentId)).toBe(1);
    });

    it.each([
      ['as an edit', (_peer: SyncPeer) => undefined],
      ['as an answer to sync step 1', (peer: SyncPeer) => peer.cut()],
    ])('[C-44] are never told that a refused change is durable: sent %s', async (_name, leave) => {
      leave(reader);
      reader.text.insert(0, 'Never stored. ');
      if (!reader.isConnected) reader.connect(harness.server, harness.documentId);
      await harness.run();
      expect(reader.heard.refused.map(({ code }) => code)).toEqual(['read-only']);
      expect(reader.sent).toBeGreaterThan(0);
      expect(reader.durable).toBeLessThan(reader.sent);
    });

    it('[C-51] the third such attempt closes with 4403', async () => {
      for (const letter of 'abc') reader.text.insert(0, letter);
      await harness.run();
      expect(reader.closedWith?.code).toBe(CLOSE.accessRemoved);
      expect(await harness.storedText()).toBe('Start.');
    });

    it('[C-52] a stock client is told by the auth message', async () => {
      const stock = await harness.joined({ canEdit: false, ack: false });
      stock.text.insert(0, 'x');
      await harness.run();
      expect(stock.heard.denied).toEqual(['read-only']);
    });

    it('[C-53] may answer sync step 1 with what everybody knows, see edits and show a caret', async () => {
      const ann = await harness.joined();
      ann.text.delete(0, 1);
      await harness.run();
      reader.cut();
      reader.connect(harness.server, harness.documentId);
      reader.awareness.setLocalState({ cursor: 3, user: { name: 'Mayor' } });
      await harness.run();
      expect(reader.heard.refused).toEqual([]);
      expect(reader.text.toString()).toBe('tart.');
      expect(ann.awareness.getStates().get(reader.doc.clientID)).toEqual({
        cursor: 3,
        user: reader.access.user,
      });
    });
  });

  describe('client ids', () => {
    it('[C-60] in 200 of 200 trials an edit under a victim’s client id is refused and the victim converges', async () => {
      const random = new Random(60);
      for (let trial = 0; trial < 200; trial += 1) {
        const one = await EngineHarness.with('Start.');
        const [victim, attacker] = [await one.joined(), await one.joined()];
        victim.text.insert(0, 'Mine. ');
        await one.run(5);
        const before = (await one.server.readState(one.documentId))!.update;
        const isStep2 = random.chance(0.3);
        const update = forged(victim.doc, victim.doc.clientID, (text) => {
          if (random.chance(0.5)) text.insert(random.below(text.length), 'forged');
          else text.applyDelta([{ retain: 1 }, { insert: 'forged', attributes: { bold: true } }]);
        });
        attacker.sendRaw(syncFrame(isStep2 ? 1 : 2, update));
        attacker.link!.pump();
        expect((await one.server.readState(one.documentId))!.update).toEqual(before);
        if (!isStep2) expect(attacker.heard.refused.map(({ code }) => code)).toEqual(['foreign-client-id']);
        victim.text.insert(0, 'Still mine. ');
        await one.run(5);
        expect(await one.storedText()).toBe('Still mine. Mine. Start.');
        expect(victim.durable).toBe(victim.sent);
        await one.dispose();
      }
    });

    it('[C-61] an id belongs to its first user across restarts and compaction, also when the user is away', async () => {
      const ann = await harness.joined({ userId: 'ann' });
      ann.text.insert(0, 'Ann. ');
      await harness.run();
      ann.cut();
      await harness.run();
      expect((await harness.store.load(harness.documentId))!.tail).toEqual([]);
      harness.restart();
      const eve = await harness.joined({ userId: 'eve' });
      eve.sendRaw(
        syncFrame(
          2,
          forged(ann.doc, ann.doc.clientID, (text) => text.insert(0, 'Eve. ')),
        ),
      );
      await harness.run();
      expect(eve.heard.refused.map(({ code }) => code)).toEqual(['foreign-client-id']);
      expect(await harness.storedText()).toBe('Ann. Start.');
    });

    it('[C-62] nobody takes the id of somebody who is there but has not typed yet', async () => {
      const ann = await harness.joined({ userId: 'ann' });
      ann.awareness.setLocalState({});
      await harness.run();
      const eve = await harness.joined({ userId: 'eve' });
      eve.sendRaw(
        syncFrame(
          2,
          forged(eve.doc, ann.doc.clientID, (text) => text.insert(0, 'Eve. ')),
        ),
      );
      await harness.run();
      expect(eve.heard.refused.map(({ code }) => code)).toEqual(['foreign-client-id']);
      ann.text.insert(0, 'Ann. ');
      await harness.run();
      expect(ann.heard.refused).toEqual([]);
      expect(await harness.storedText()).toBe('Ann. Start.');
    });

    it('[C-63] the template’s own client id is its creator’s', async () => {
      const eve = await harness.joined();
      eve.sendRaw(
        syncFrame(
          2,
          forged(eve.doc, 1, (text) => text.insert(0, 'x')),
        ),
      );
      await harness.run();
      expect(eve.heard.refused.map(({ code }) => code)).toEqual(['foreign-client-id']);
    });

    it('[C-64] nobody sees an edit before the claim of its client id is stored', async () => {
      const [ann, bob] = [await harness.joined(), await harness.joined()];
      harness.faults.fault = 'hang';
      ann.text.insert(0, 'Ann. ');
      await harness.run();
      expect(bob.text.toString()).toBe('Start.');
      harness.faults.heal();
      await harness.run();
      expect(bob.text.toString()).toBe('Ann. Start.');
    });

    it('[C-65] who comes back first after a crash with lost edits of others takes nobody’s id, and all converge', async () => {
      const [ann, bob] = [await harness.joined({ clientId: 71 }), await harness.joined({ clientId: 72 })];
      ann.text.insert(0, 'Ann. ');
      bob.text.insert(0, 'Bob. ');
      await harness.run();
      harness.faults.fault = 'hang';
      ann.text.insert(0, 'Lost with the server. ');
      await harness.run();
      expect(bob.text.toString()).toContain('Lost');
      bob.text.insert(bob.text.length, ' Independent.');
      bob.text.insert(5, 'Leaning on it. ');
      await harness.run();
      harness.restart();
      bob.connect(harness.server, harness.documentId);
      await harness.run();
      expect(bob.heard.refused).toEqual([]);
      expect(bob.isConnected).toBe(true);
      // Not whole, so not acknowledged; but what stands alone is stored.
      expect(bob.durable).toBeLessThan(bob.sent);
      expect(await harness.storedText()).toBe('Ann. Bob. Start. Independent.');
      ann.connect(harness.server, harness.documentId);
      await harness.run();
      expect(bob.durable).toBe(bob.sent);
      expect(ann.durable).toBe(ann.sent);
      expect(ann.text.toString()).toBe(bob.text.toString());
      expect(await harness.storedText()).toBe(bob.text.toString());
      expect(bob.text.toString()).toContain('with the server');
    });

    it('[C-66] a merge after an offline spell may repeat what others wrote', async () => {
      const [ann, bob] = [await harness.joined(), await harness.joined()];
      ann.text.insert(0, 'Ann. ');
      await harness.run();
      bob.cut();
      bob.text.insert(0, 'Offline. ');
      bob.connect(harness.server, harness.documentId);
      bob.sendRaw(syncFrame(1, Y.encodeStateAsUpdate(bob.doc)));
      await harness.run();
      expect(bob.heard.refused).toEqual([]);
      expect(await harness.storedText()).toBe(ann.text.toString());
      expect(ann.text.toString()).toContain('Offline. ');
    });

    it('[C-67] one person’s tabs may bring each other’s edits; another account on the same device may not', async () => {
      const tab = await harness.joined({ userId: 'ann' });
      tab.text.insert(0, 'Tab one. ');
      await harness.run();
      tab.cut();
      tab.text.insert(0, 'Never sent. ');
      const sister = await harness.joined({ userId: 'ann' });
      const stranger = await harness.joined({ userId: 'bob' });
      const copy = Y.encodeStateAsUpdate(tab.doc);
      stranger.sendRaw(syncFrame(2, copy));
      await harness.run();
      expect(stranger.heard.refused.map(({ code }) => code)).toEqual(['foreign-client-id']);
      expect(await harness.storedText()).toBe('Tab one. Start.');
      Y.applyUpdate(sister.doc, copy);
      await harness.run();
      expect(sister.heard.refused).toEqual([]);
      expect(await harness.storedText()).toBe('Never sent. Tab one. Start.');
    });

    it('[C-68] a session cannot claim ids without end', async () => {
      const greedy = await EngineHarness.with('', { claimsPerSession: 5 });
      const peer = await greedy.joined();
      for (let index = 0; index < 8; index += 1) {
        peer.sendRaw(
          syncFrame(
            2,
            forged(peer.doc, 1000 + index, (text) => text.insert(0, 'x')),
          ),
        );
        await greedy.run();
      }
      expect(peer.heard.refused.map(({ code }) => code)).toEqual(['invalid', 'invalid', 'invalid']);
      expect(peer.closedWith?.code).toBe(CLOSE.invalidUpdate);
      await greedy.dispose();
    });
  });
});
