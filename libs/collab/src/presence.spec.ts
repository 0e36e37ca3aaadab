import * as encoding from 'lib0/encoding';
import { CLOSE, MESSAGE } from '@kontor/contracts';
import { EngineHarness, type SyncPeer } from '@kontor/testing';

const awarenessFrame = (...states: [client: number, clock: number, json: string][]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint8Array(
      encoder,
      encoding.encode((body) => {
        encoding.writeVarUint(body, states.length);
        for (const [client, clock, json] of states) {
          encoding.writeVarUint(body, client);
          encoding.writeVarUint(body, clock);
          encoding.writeVarString(body, json);
        }
      }),
    );
  });

describe('presence', () => {
  let harness: EngineHarness;
  let ann: SyncPeer;
  let bob: SyncPeer;
  const seenBy = (peer: SyncPeer, of: SyncPeer) => peer.awareness.getStates().get(of.doc.clientID);
  beforeEach(async () => {
    harness = await EngineHarness.with('Start.');
    ann = await harness.joined({ userId: 'ann' });
    bob = await harness.joined({ userId: 'bob' });
    ann.awareness.setLocalState({ cursor: 1 });
    await harness.run();
  });
  afterEach(() => harness.dispose());

  it('[C-70] the server writes the user; nobody can call himself somebody else', async () => {
    bob.awareness.setLocalState({ cursor: 2, user: { id: 'ann', name: 'Ann', colour: 9 } });
    await harness.run();
    expect(seenBy(ann, bob)).toEqual({ cursor: 2, user: bob.access.user });
    const newcomer = await harness.joined();
    expect(seenBy(newcomer, bob)).toEqual({ cursor: 2, user: bob.access.user });
    expect(seenBy(newcomer, ann)).toEqual({ cursor: 1, user: ann.access.user });
  });

  it.each<[string, () => [number, number, string]]>([
    ['moves another’s caret', () => [ann.doc.clientID, 1_000, '{"cursor":99}']],
    ['takes another’s state away', () => [ann.doc.clientID, 1_000, 'null']],
  ])('[C-71] a session that %s is dropped, and closed with 4422 at the third time', async (_name, state) => {
    bob.awareness.setLocalState({ cursor: 5 });
    await harness.run();
    for (let round = 0; round < 3; round += 1) {
      expect(bob.closedWith).toBeNull();
      bob.sendRaw(awarenessFrame(state()));
      await harness.run();
    }
    expect(bob.closedWith?.code).toBe(CLOSE.invalidUpdate);
    const viewer = await harness.joined();
    expect(seenBy(viewer, ann)).toMatchObject({ cursor: 1 });
    ann.awareness.setLocalState({ cursor: 3 });
    await harness.run();
    expect(seenBy(viewer, ann)).toMatchObject({ cursor: 3 });
  });

  it('[C-72] a clock far ahead is refused: it could never be corrected', async () => {
    bob.sendRaw(awarenessFrame([bob.doc.clientID, 2 ** 40, '{"cursor":7}']));
    await harness.run();
    expect(seenBy(ann, bob)).toBeUndefined();
    bob.awareness.setLocalState({ cursor: 8 });
    await harness.run();
    expect(seenBy(ann, bob)).toMatchObject({ cursor: 8 });
  });

  it.each([
    ['over 8 KB', JSON.stringify({ text: 'x'.repeat(9_000) })],
    ['nested too deep', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`],
  ])('[C-73] a state %s is dropped', async (_name, json) => {
    bob.sendRaw(awarenessFrame([bob.doc.clientID, 1, json]));
    await harness.run();
    expect(seenBy(ann, bob)).toBeUndefined();
    expect(harness.server.status().counters.refusals).toBe(1);
  });

  it.each([
    ['no JSON', '{cursor'],
    ['an array', '[1]'],
    ['a number', '7'],
  ])('[C-74] a state that is %s closes with 4422', async (_name, json) => {
    bob.sendRaw(awarenessFrame([bob.doc.clientID, 1, json]));
    await harness.run();
    expect(bob.closedWith?.code).toBe(CLOSE.invalidUpdate);
  });

  it('[C-75] a message with 100 000 states is refused without being passed on', async () => {
    const states = Array.from({ length: 60_000 }, (_, index): [number, number, string] => [index, 1, '{}']);
    bob.sendRaw(awarenessFrame(...states));
    await harness.run();
    expect(ann.awareness.getStates().size).toBe(1);
    expect(harness.server.status().counters.refusals).toBe(1);
  });

  it('[C-76] the echo of others’ states that stock clients send is ignored, not punished', async () => {
    for (let index = 0; index < 10; index += 1) {
      ann.awareness.setLocalState({ cursor: index });
      await harness.run();
    }
    expect(seenBy(bob, ann)).toMatchObject({ cursor: 9 });
    bob.sendRaw(awarenessFrame([ann.doc.clientID, ann.awareness.meta.get(ann.doc.clientID)!.clock, 'null']));
    await harness.run();
    expect(bob.isConnected).toBe(true);
    expect(harness.server.status().counters.refusals).toBe(0);
    const viewer = await harness.joined();
    expect(seenBy(viewer, ann)).toMatchObject({ cursor: 9 });
  });

  it('[C-77] a state goes when its connection ends, and when its client takes it away', async () => {
    bob.awareness.setLocalState({ cursor: 2 });
    await harness.run();
    expect(seenBy(ann, bob)).toBeDefined();
    bob.cut();
    await harness.run();
    expect(seenBy(ann, bob)).toBeUndefined();
    const carol = await harness.joined();
    carol.awareness.setLocalState({ cursor: 1 });
    await harness.run();
    carol.awareness.setLocalState(null);
    await harness.run();
    expect(seenBy(ann, carol)).toBeUndefined();
  });

  it('[C-78] a tab that comes back before its old socket died keeps its state when that dies', async () => {
    bob.awareness.setLocalState({ cursor: 2 });
    await harness.run();
    const dead = bob.link!;
    bob.connect(harness.server, harness.documentId);
    await harness.run();
    dead.session.closed();
    bob.awareness.setLocalState({ cursor: 4 });
    await harness.run();
    expect(seenBy(ann, bob)).toMatchObject({ cursor: 4 });
  });

  it('[C-79] many moves within a window become one message with the last of them', async () => {
    bob.awareness.setLocalState({ cursor: 0 });
    await harness.run();
    const before = ann.heard.types.length;
    for (let index = 1; index <= 100; index += 1) bob.awareness.setLocalState({ cursor: index });
    bob.link!.deliverToServer();
    await harness.run();
    const messages = ann.heard.types.slice(before).filter((type) => type === MESSAGE.awareness).length;
    expect(messages).toBeLessThanOrEqual(2);
    expect(seenBy(ann, bob)).toMatchObject({ cursor: 100 });
    for (let index = 0; index < 2_000; index += 1) bob.awareness.setLocalState({ cursor: index });
    bob.link!.deliverToServer();
    await harness.run();
    expect(harness.server.status().counters.droppedAwareness).toBeGreaterThan(1_000);
    expect(bob.isConnected).toBe(true);
  });

  it('[C-80] everybody hears something at least every 20 s, and answers to a query', async () => {
    const quiet = await harness.joined({ ack: false });
    for (let round = 0; round < 6; round += 1) {
      const before = quiet.heard.types.length;
      await harness.clock.advance(20_000);
      harness.pump();
      expect(quiet.heard.types.length).toBeGreaterThan(before);
    }
    const before = quiet.heard.types.length;
    quiet.sendRaw(Uint8Array.of(MESSAGE.queryAwareness));
    harness.pump();
    expect(quiet.heard.types.slice(before)).toEqual([MESSAGE.awareness]);
  });
});
