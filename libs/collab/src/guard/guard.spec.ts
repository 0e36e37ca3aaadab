import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { CLOSE, MESSAGE } from '@kontor/contracts';
import { EngineHarness, type SyncPeer, updateOf } from '@kontor/testing';

/** Bytes from numbers: each a varuint, bytes as they are. */
function bytes(...parts: (number | Uint8Array | string)[]): Uint8Array {
  return encoding.encode((encoder) => {
    for (const part of parts) {
      if (typeof part === 'number') encoding.writeVarUint(encoder, part);
      else if (typeof part === 'string') encoding.writeVarString(encoder, part);
      else encoding.writeUint8Array(encoder, part);
    }
  });
}

const frame = (type: number, ...parts: (number | Uint8Array | string)[]): Uint8Array => bytes(type, ...parts);
const blockFrame = (type: number, ...rest: [...number[], Uint8Array]): Uint8Array => {
  const body = rest.pop();
  return encoding.encode((encoder) => {
    for (const number of [type, ...(rest as number[])]) encoding.writeVarUint(encoder, number);
    encoding.writeVarUint8Array(encoder, body instanceof Uint8Array ? body : new Uint8Array());
  });
};

const CLIENT = 4_000_000_001;

/** One struct of client CLIENT at clock 0, item in root `t`, with raw content. */
const oneItem = (info: number, ...content: (number | Uint8Array | string)[]): Uint8Array =>
  bytes(1, 1, CLIENT, 0, Uint8Array.of(info), 1, 't', ...content, 0);

const nestedXml = (depth: number): Uint8Array =>
  updateOf(CLIENT, (doc) => {
    let parent: Y.XmlFragment = doc.getXmlFragment('x');
    for (let level = 0; level < depth; level += 1) {
      const element = new Y.XmlElement('div');
      parent.insert(0, [element]);
      parent = element;
    }
  });

const anyArrays = (depth: number): Uint8Array =>
  oneItem(
    8,
    1,
    new Uint8Array(Array.from({ length: depth * 2 }, (_, index) => (index % 2 === 0 ? 117 : 1))),
    Uint8Array.of(126),
  );

/** Inputs that were measured to harm, or would; `bytes` are the body of an update message. */
const HOSTILE: { name: string; body: () => Uint8Array; malformed?: boolean }[] = [
  {
    name: 'a 7-byte update that claims 33 million structs',
    body: () => bytes(1, 33_554_431, 5, 0),
    malformed: true,
  },
  { name: 'more clients announced than there are bytes', body: () => bytes(2 ** 31), malformed: true },
  { name: 'a garbage-collected struct of length 2^40', body: () => bytes(1, 1, CLIENT, 0, 0, 2 ** 40, 0) },
  { name: 'a deleted item of length 2^40', body: () => oneItem(1, 2 ** 40) },
  { name: 'a client that burns 2^30 of its clocks', body: () => bytes(1, 1, CLIENT, 0, 0, 2 ** 30, 0) },
  { name: 'elements nested 2 000 deep', body: () => nestedXml(2_000) },
  { name: 'elements nested 101 deep', body: () => nestedXml(101) },
  { name: 'value arrays nested 5 000 deep', body: () => anyArrays(5_000) },
  { name: 'value arrays nested 33 deep', body: () => anyArrays(33) },
  { name: 'JSON nested 5 000 deep', body: () => oneItem(5, '['.repeat(5_000) + ']'.repeat(5_000)) },
  { name: 'JSON that is none', body: () => oneItem(5, '{"a":'), malformed: true },
  {
    name: 'an attribute name of 64 KB',
    body: () => updateOf(CLIENT, (doc) => doc.getMap('m').set('k'.repeat(65_536), 1)),
  },
  {
    name: 'a value of 600 KB',
    body: () => updateOf(CLIENT, (doc) => doc.getMap('m').set('k', 'v'.repeat(600_000))),
  },
  {
    name: 'a root type called __proto__',
    body: () => updateOf(CLIENT, (doc) => doc.getText('__proto__').insert(0, 'x')),
  },
  {
    name: 'an object with the key __proto__',
    body: () => oneItem(8, 1, Uint8Array.of(118), 1, '__proto__', Uint8Array.of(126)),
  },
  {
    name: 'a big integer',
    body: () => updateOf(CLIENT, (doc) => doc.getMap('m').set('n', 1n)),
  },
  {
    name: 'a document inside the document',
    body: () => updateOf(CLIENT, (doc) => doc.getMap('m').set('d', new Y.Doc())),
  },
  {
    name: '50 001 nodes at once',
    body: () =>
      updateOf(CLIENT, (doc) => {
        doc.getXmlFragment('x').insert(
          0,
          Array.from({ length: 50_001 }, () => new Y.XmlElement('p')),
        );
      }),
  },
  { name: 'an unknown kind of content', body: () => oneItem(11, 0), malformed: true },
  { name: 'an unknown type', body: () => oneItem(7, 99), malformed: true },
  { name: 'an unknown kind of value', body: () => oneItem(8, 1, Uint8Array.of(90)), malformed: true },
  { name: 'an empty struct', body: () => oneItem(4, ''), malformed: true },
  {
    name: 'a struct that leans on itself',
    body: () => bytes(1, 1, CLIENT, 0, Uint8Array.of(0x84), CLIENT, 0, 'a', 0),
  },
  { name: 'text that is not UTF-8', body: () => oneItem(4, 2, Uint8Array.of(0xff, 0xfe)), malformed: true },
  {
    name: 'text longer than the frame',
    body: () => bytes(1, 1, CLIENT, 0, Uint8Array.of(4), 1, 't', 5_000, Uint8Array.of(97)),
    malformed: true,
  },
  {
    name: 'one client in two blocks',
    body: () => bytes(2, 1, CLIENT, 0, 0, 1, 1, CLIENT, 1, 0, 1, 0),
    malformed: true,
  },
  { name: 'a deletion of nothing', body: () => bytes(0, 1, CLIENT, 1, 3, 0), malformed: true },
  { name: 'deletions that overlap', body: () => bytes(0, 1, 1, 2, 0, 3, 1, 3) },
  {
    name: 'a version 2 update',
    body: () => Y.convertUpdateFormatV1ToV2(updateOf(CLIENT, (doc) => doc.getText('t').insert(0, 'v2'))),
    malformed: true,
  },
  { name: 'bytes after the end', body: () => bytes(0, 0, 7), malformed: true },
  { name: 'an empty update', body: () => new Uint8Array(), malformed: true },
  { name: 'an integer of 20 bytes', body: () => new Uint8Array(20).fill(255), malformed: true },
];

describe('the guard', () => {
  let harness: EngineHarness;
  let hostile: SyncPeer;
  let witness: SyncPeer;
  let before: Uint8Array;
  const roomState = async (): Promise<Uint8Array> => {
    const state = await harness.server.readState(harness.documentId);
    return state!.update;
  };
  beforeEach(async () => {
    harness = await EngineHarness.with('Safe text');
    witness = await harness.joined();
    hostile = await harness.joined();
    before = await roomState();
  });
  afterEach(() => harness.dispose());

  /** The document is what it was, byte for byte, here, in the store and with others; and others can go on. */
  const expectUnharmed = async (): Promise<void> => {
    await harness.run();
    expect(await roomState()).toEqual(before);
    expect(await harness.storedText()).toBe('Safe text');
    expect(witness.text.toString()).toBe('Safe text');
    expect(witness.doc.store.pendingStructs).toBeNull();
    witness.text.insert(0, 'Still. ');
    await harness.run();
    expect(await harness.storedText()).toBe('Still. Safe text');
    expect(witness.durable).toBe(witness.sent);
    expect(harness.errors).toEqual([]);
    expect(harness.alarms).toEqual([]);
  };

  it.each(HOSTILE)(
    '[C-30] refuses $name and leaves the document byte-identical',
    async ({ body, malformed }) => {
      const update = body();
      hostile.sendRaw(blockFrame(MESSAGE.sync, 2, update));
      harness.pump();
      const isGap = harness.server.status().counters.gaps > 0;
      if (malformed) expect(hostile.closedWith?.code).toBe(CLOSE.invalidUpdate);
      else if (!isGap) expect(hostile.heard.refused.map(({ code }) => code)).toEqual(['invalid']);
      await expectUnharmed();
    },
  );

  it.each([
    ['nothing at all', new Uint8Array()],
    ['a lone message type', frame(MESSAGE.sync)],
    ['an unknown sync step', blockFrame(MESSAGE.sync, 9, new Uint8Array([0, 0]))],
    ['a body shorter than announced', frame(MESSAGE.sync, 2, 500, Uint8Array.of(1))],
    ['bytes after a message', frame(MESSAGE.queryAwareness, 7)],
    ['text', new TextEncoder().encode('GET / HTTP/1.1')],
  ])('[C-31] closes with 4422 on %s', async (_name, raw) => {
    hostile.sendRaw(raw);
    await harness.run();
    const { counters } = harness.server.status();
    expect(hostile.closedWith?.code ?? (counters.unknownMessages > 0 ? 4422 : null)).toBe(
      CLOSE.invalidUpdate,
    );
    await expectUnharmed();
  });

  it('[C-32] closes a frame over the limit with 1009 without looking into it', async () => {
    hostile.sendRaw(new Uint8Array(1024 * 1024 + 1));
    await harness.run();
    expect(hostile.closedWith?.code).toBe(CLOSE.frameTooBig);
    await expectUnharmed();
  });

  it('[C-33] ignores and counts unknown message types, and the auth message of servers', async () => {
    hostile.sendRaw(frame(99, 1, 2, 3));
    hostile.sendRaw(frame(MESSAGE.auth, 0, 'let me in'));
    hostile.sendRaw(frame(MESSAGE.kontor, 77));
    await harness.run();
    expect(hostile.isConnected).toBe(true);
    expect(harness.server.status().counters.unknownMessages).toBe(3);
    await expectUnharmed();
  });

  it('[C-33] the 101st message of unknown type closes the session with 4422', async () => {
    for (let index = 0; index < 100; index += 1) hostile.sendRaw(frame(200, index));
    await harness.run();
    expect(hostile.isConnected).toBe(true);
    hostile.sendRaw(frame(200, 100));
    await harness.run();
    expect(hostile.closedWith?.code).toBe(CLOSE.invalidUpdate);
    await expectUnharmed();
  });

  it('[C-34] the third refusal of its own making closes a session with 4422', async () => {
    for (let round = 0; round < 3; round += 1) hostile.sendRaw(blockFrame(MESSAGE.sync, 2, nestedXml(150)));
    await harness.run();
    expect(hostile.heard.refused).toHaveLength(3);
    expect(hostile.closedWith?.code).toBe(CLOSE.invalidUpdate);
    await expectUnharmed();
  });

  describe('gaps', () => {
    const gap = (client = CLIENT): Uint8Array => bytes(1, 1, client, 5, 0, 1, 0);

    it('[C-40] an update with a gap is not kept: the sender is asked for all it has', async () => {
      const steps = hostile.heard.types.length;
      hostile.sendRaw(blockFrame(MESSAGE.sync, 2, gap()));
      hostile.link!.deliverToServer();
      hostile.link!.deliverToClient();
      expect(hostile.heard.types.slice(steps)).toEqual([MESSAGE.sync]);
      expect(harness.server.status().counters.gaps).toBe(1);
      await expectUnharmed();
    });

    it('[C-41] the third gap closes with 4422', async () => {
      for (let round = 0; round < 3; round += 1) {
        hostile.sendRaw(blockFrame(MESSAGE.sync, 2, gap(CLIENT + round)));
        await harness.run();
      }
      expect(hostile.closedWith?.code).toBe(CLOSE.invalidUpdate);
      await expectUnharmed();
    });

    it('[C-42] 4 000 gaps in a row cost little and leave nothing pending', async () => {
      const flood = await harness.joined();
      for (let index = 0; index < 4_000; index += 1) {
        flood.link?.session.receive(blockFrame(MESSAGE.sync, 2, gap(CLIENT + index)));
      }
      await harness.run();
      await expectUnharmed();
    });

    it('[C-43] keys pressed before the offline edits were asked for are kept and do not count as gaps', async () => {
      hostile.cut();
      hostile.text.insert(0, 'Offline. ');
      hostile.connect(harness.server, harness.documentId);
      for (const letter of 'Typed while joining. ') hostile.text.insert(hostile.text.length, letter);
      await harness.run();
      expect(hostile.isConnected).toBe(true);
      expect(await harness.storedText()).toBe('Offline. Safe textTyped while joining. ');
      expect(hostile.durable).toBe(hostile.sent);
    });

    it('[C-44] a marker behind a dropped update is not acknowledged before the whole has come', async () => {
      const missing = updateOf(CLIENT, (doc) => doc.getText('t').insert(0, 'ab'));
      const later = bytes(1, 1, CLIENT, 2, Uint8Array.of(0x84), CLIENT, 1, 'c', 0);
      const heard = hostile.heard.durable.length;
      hostile.sendUpdate(later);
      hostile.link!.deliverToServer();
      await harness.clock.advance(100);
      hostile.link!.toServer.length = 0;
      hostile.link!.toClient.length = 0;
      expect(hostile.heard.durable).toHaveLength(heard);
      hostile.sendRaw(blockFrame(MESSAGE.sync, 1, Y.mergeUpdates([missing, later])));
      await harness.run();
      expect(hostile.durable).toBe(hostile.sent);
      expect(await harness.storedText()).toContain('abc');
    });

    it('[C-45] structs that lean on each other in a circle are refused or dropped, never pending', async () => {
      const circle = bytes(
        2,
        1, CLIENT + 1, 0, Uint8Array.of(0x84), CLIENT, 0, 'a',
        1, CLIENT, 0, Uint8Array.of(0x84), CLIENT + 1, 0, 'b',
        0,
      ); // prettier-ignore
      hostile.sendRaw(blockFrame(MESSAGE.sync, 2, circle));
      await harness.run();
      before = await roomState();
      expect(harness.server.status().counters.gaps).toBe(1);
      await expectUnharmed();
    });
  });

  it('[C-35] a state vector of 300 000 entries is refused before it is built', async () => {
    const entries = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 300_000);
      for (let index = 0; index < 300_000; index += 1) {
        encoding.writeVarUint(encoder, index);
        encoding.writeVarUint(encoder, 1);
      }
    });
    expect(entries.length).toBeLessThan(1024 * 1024 * 1.2);
    const small = entries.slice(0, 70_000);
    hostile.sendRaw(blockFrame(MESSAGE.sync, 0, small));
    await harness.run();
    expect(harness.server.status().counters.refusals).toBe(1);
    hostile.sendRaw(blockFrame(MESSAGE.sync, 0, bytes(20_001, new Uint8Array(40_002))));
    await harness.run();
    expect(harness.server.status().counters.refusals).toBe(2);
    hostile.sendRaw(blockFrame(MESSAGE.sync, 0, bytes(5_000, 1)));
    await harness.run();
    expect(hostile.closedWith?.code).toBe(CLOSE.invalidUpdate);
    await expectUnharmed();
  });

  it('[C-36] honest content passes: marks, tables of 90 levels, long pastes, surrogates, NUL, attributes', async () => {
    const honest = await harness.joined();
    honest.doc.transact(() => {
      const text = new Y.XmlText();
      const element = new Y.XmlElement('paragraph');
      element.setAttribute('align', 'left');
      element.insert(0, [text]);
      honest.doc.getXmlFragment('x').insert(0, [element]);
      text.insert(0, `${'Käytäntö 👩‍👩‍👧 '.repeat(2_000)}\u0000`);
      text.format(3, 500, { bold: true, link: { href: 'https://example.org/' } });
      text.insertEmbed(2, { image: 'x', size: [1, 2, { deep: true }] });
    });
    let parent: Y.XmlFragment = honest.doc.getXmlFragment('x');
    for (let level = 0; level < 90; level += 1) {
      const element = new Y.XmlElement('blockquote');
      parent.insert(0, [element]);
      parent = element;
    }
    honest.doc.getMap('m').set('any', { list: [1, 2.5, null, true, 'x', new Uint8Array([1, 2])] });
    honest.doc.getXmlFragment('x').delete(0, 1);
    await harness.run();
    expect(honest.heard.refused).toEqual([]);
    expect(honest.durable).toBe(honest.sent);
    const stored = await harness.storedDoc();
    expect(stored.getXmlFragment('x').toString()).toBe(honest.doc.getXmlFragment('x').toString());
    stored.destroy();
    expect(harness.errors).toEqual([]);
  });

  it('[C-37] nesting is counted through what is already there, not per update', async () => {
    const builder = await harness.joined();
    let parent: Y.XmlFragment = builder.doc.getXmlFragment('x');
    for (let level = 0; level < 105; level += 1) {
      const element = new Y.XmlElement('div');
      parent.insert(0, [element]);
      parent = element;
      if (level % 10 === 0) await harness.run(1);
    }
    await harness.run();
    expect(builder.heard.refused[0]).toMatchObject({ code: 'invalid' });
    const stored = await harness.storedDoc();
    expect(stored.getXmlFragment('x').toString().match(/<div>/g)).toHaveLength(100);
    stored.destroy();
  });
});
