import * as Y from 'yjs';
import { EngineHarness, SNAPSHOT_AT_CLOSE } from '@kontor/testing';
import { StoreUnavailableError } from './index.js';

/** What stands in the text, piece by piece, with the owner of each. */
function pieces(doc: Y.Doc, owners: ReadonlyMap<number, string>): [string | undefined, string][] {
  const found: [string | undefined, string][] = [];
  for (let item = doc.share.get('t')?._start ?? null; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    found.push([owners.get(item.id.client), item.content.str]);
  }
  return found;
}

describe('who wrote what', () => {
  let harness: EngineHarness;
  beforeEach(async () => {
    harness = await EngineHarness.with('Start.', SNAPSHOT_AT_CLOSE);
  });
  afterEach(() => harness.dispose());
  const seen = async () => (await harness.server.look(harness.documentId, pieces))?.value;

  it('[C-110] is known while people write, after compaction, after a restart and after they left for good', async () => {
    const ann = await harness.joined({ userId: 'ann' });
    const bob = await harness.joined({ userId: 'bob' });
    ann.text.insert(5, ' by Ann');
    await harness.run();
    bob.text.insert(8, ' and Bob,');
    await harness.run();
    const expected = [
      ['template', 'Start'],
      ['ann', ' by'],
      ['bob', ' and Bob,'],
      ['ann', ' Ann'],
      ['template', '.'],
    ];
    expect(await seen()).toEqual(expected);
    ann.leave();
    bob.leave();
    await harness.run();
    const stored = await harness.store.load(harness.documentId);
    expect(stored).toMatchObject({ tail: [], snapshot: { seq: 5 } });
    expect(harness.server.status().rooms).toBe(0);
    expect(await seen()).toEqual(expected);
    harness.restart();
    expect(await seen()).toEqual(expected);
    const eve = await harness.joined({ userId: 'eve' });
    eve.text.insert(0, 'Eve: ');
    await harness.run();
    expect(await seen()).toEqual([['eve', 'Eve: '], ...expected]);
  });

  it('[C-110] is the person, whatever tab or page load the words came from', async () => {
    const ann = await harness.joined({ userId: 'ann' });
    ann.text.insert(0, 'one ');
    await harness.run();
    const annToo = await harness.joined({ userId: 'ann' });
    annToo.text.insert(0, 'two ');
    await harness.run();
    expect(await seen()).toEqual([
      ['ann', 'two '],
      ['ann', 'one '],
      ['template', 'Start.'],
    ]);
  });

  it('[C-111] what is not durable yet is not seen', async () => {
    const ann = await harness.joined({ userId: 'ann' });
    ann.text.insert(0, 'stored ');
    await harness.run();
    harness.faults.fault = 'refuse';
    ann.text.insert(0, 'not stored ');
    await harness.run();
    await expect(seen()).rejects.toBeInstanceOf(StoreUnavailableError);
    harness.faults.fault = 'none';
    expect(await seen()).toEqual([
      ['ann', 'stored '],
      ['template', 'Start.'],
    ]);
    await harness.run(5_000);
    expect((await seen())?.[0]).toEqual(['ann', 'not stored ']);
  });

  it('[C-111] looking makes no document, opens none, stores nothing and tells nobody', async () => {
    expect(await harness.server.look('f'.repeat(24), pieces)).toBeNull();
    await seen();
    expect(harness.server.status().rooms).toBe(0);
    const ann = await harness.joined({ userId: 'ann' });
    const [heard, seq] = [ann.heard.types.length, harness.store.lastSeqOf(harness.documentId)];
    const before = (await harness.server.readState(harness.documentId))?.update;
    await seen();
    await harness.run();
    expect(ann.heard.types.length).toBe(heard);
    expect(harness.store.lastSeqOf(harness.documentId)).toBe(seq);
    expect((await harness.server.readState(harness.documentId))?.update).toEqual(before);
  });
});
