import { KONTOR, MESSAGE } from '@kontor/contracts';
import * as Y from 'yjs';
import { EngineHarness, type SyncPeer } from '@kontor/testing';

/** Two live pages of one person under one client id, as a copied machine makes them. */
describe('a second page under the same client id', () => {
  let harness: EngineHarness;
  let here: SyncPeer;
  let there: SyncPeer;
  beforeEach(async () => {
    harness = await EngineHarness.with('Start. ');
    here = await harness.joined({ userId: 'ann', clientId: 71 });
    there = await harness.joined({ userId: 'ann', clientId: 71 });
  });
  afterEach(() => harness.dispose());
  /** It hears nothing any more: a page of ours steps aside as soon as it hears the other. @returns what it is sent */
  const deaf = ({ link }: SyncPeer): Uint8Array[] => {
    const frames: Uint8Array[] = [];
    link!.send = (frame) => void frames.push(frame);
    return frames;
  };
  const isDurable = (frame: Uint8Array): boolean =>
    frame[0] === MESSAGE.kontor && frame[1] === KONTOR.durable;
  const isQuestion = (frame: Uint8Array): boolean => frame[0] === MESSAGE.sync && frame[1] === 0;
  const append = ({ text }: SyncPeer, words: string): void => text.insert(text.length, words);

  it('[C-39] a longer word in the same moment: nothing is torn off it, it is not acknowledged, and its page is asked', async () => {
    const sent = deaf(there);
    append(here, 'One. ');
    append(there, 'Twenty-two. ');
    await harness.run();
    expect(await harness.storedText()).toBe('Start. One. ');
    expect(here.durable).toBe(here.sent);
    expect(sent.filter(isDurable)).toEqual([]);
    expect(sent.filter(isQuestion)).toHaveLength(1);
  });

  it('[C-39] nor is what it types after that', async () => {
    deaf(there);
    append(here, 'A');
    for (const letter of 'Bcdef') append(there, letter);
    await harness.run();
    expect(await harness.storedText()).toBe('Start. A');
    expect(there.closedWith).toBeNull();
  });

  it('[C-39] the same words at another place are others', async () => {
    deaf(there);
    append(here, 'x');
    there.text.insert(0, 'xy');
    await harness.run();
    expect(await harness.storedText()).toBe('Start. x');
  });

  it('[C-49] words that are repeated are no contradiction, deleted, cut or not', async () => {
    append(here, 'A \u{1F332} tree. ');
    await harness.run();
    here.text.delete(8, 1);
    await harness.run();
    const before = here.sent;
    here.sendUpdate(Y.encodeStateAsUpdate(here.doc));
    await harness.run();
    expect(here.sent).toBe(before + 1);
    expect(here.durable).toBe(here.sent);
    expect(harness.server.status().counters.gaps).toBe(0);
  });
});
