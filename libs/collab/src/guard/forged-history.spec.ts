import { EngineHarness, bytes } from '@kontor/testing';
import * as Y from 'yjs';

const CLIENT = 4_000_000_001;

describe('structs that no honest history has', () => {
  let harness: EngineHarness;
  beforeEach(async () => {
    harness = await EngineHarness.with('Safe text');
  });
  afterEach(() => harness.dispose());

  it('[C-49] a struct whose first part was collected as garbage brings its rest, and harms nobody', async () => {
    const writer = await harness.joined({ userId: 'writer' });
    // Three letters arrived, and their section was deleted; the writer, who does not know, sends all six in one piece.
    writer.sendUpdate(bytes(1, 1, CLIENT, 0, Uint8Array.of(0), 3, 0));
    await harness.run();
    writer.sendUpdate(bytes(1, 1, CLIENT, 0, Uint8Array.of(4), 1, 't', 'abcdef', 0));
    await harness.run();
    expect(harness.alarms).toEqual([]);
    expect(writer.heard.refused).toEqual([]);
    expect(writer.durable).toBe(writer.sent);
    const stored = await harness.storedDoc();
    expect(Y.getState(stored.store, CLIENT)).toBe(6);
    stored.destroy();
    writer.text.insert(0, 'Still. ');
    await harness.run();
    expect(writer.durable).toBe(writer.sent);
    expect(await harness.storedText()).toBe('Still. Safe text');
  });

  it('[C-38] a struct with neighbours in different lists is refused, also when they wait or come with it', async () => {
    const writer = await harness.joined({ userId: 'writer' });
    writer.doc.getXmlFragment('x').insert(0, [new Y.XmlElement('p')]);
    writer.text.insert(0, 'a');
    await harness.run();
    // `a` is of the text, the element of the fragment.
    const own = writer.doc.clientID;
    const between = (clock: number) =>
      bytes(1, 1, own, clock, Uint8Array.of(0xc4), own, clock - 1, own, 0, 'between', 0);
    writer.sendUpdate(between(2));
    await harness.run();
    expect(writer.heard.refused.map(({ code }) => code)).toEqual(['invalid']);
    const waiting = bytes(1, 1, own, 2, Uint8Array.of(4), 1, 't', 'b', 0);
    const after = bytes(1, 1, own, 3, Uint8Array.of(0xc4), own, 2, own, 0, 'between', 0);
    writer.sendUpdate(waiting);
    writer.sendUpdate(after);
    writer.link!.deliverToServer();
    await harness.run();
    expect(writer.heard.refused.map(({ code }) => code)).toEqual(['invalid', 'invalid']);
    const both = bytes(
      1,
      2,
      own,
      3,
      Uint8Array.of(4),
      1,
      't',
      'c',
      Uint8Array.of(0xc4),
      own,
      3,
      own,
      0,
      'x',
      0,
    );
    writer.sendUpdate(both);
    await harness.run();
    expect(writer.heard.refused.map(({ code }) => code)).toEqual(['invalid', 'invalid', 'invalid']);
    expect(await harness.storedText()).not.toContain('between');
  });
});
