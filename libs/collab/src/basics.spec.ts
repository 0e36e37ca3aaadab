import { EngineHarness } from '@kontor/testing';

describe('editing together', () => {
  let harness: EngineHarness;
  beforeEach(async () => {
    harness = await EngineHarness.with('Hello');
  });
  afterEach(() => harness.dispose());

  it('[C-1] a newcomer gets the document by sync step 2 and may then say it is synced', async () => {
    const peer = await harness.joined({ ack: false });
    expect(peer.synced).toBe(true);
    expect(peer.text.toString()).toBe('Hello');
    expect(harness.errors).toEqual([]);
  });

  it('[C-2] what one types the others see, and the store has it', async () => {
    const [ann, bob] = [await harness.joined(), await harness.joined({ ack: false })];
    ann.text.insert(5, ' from Ghent');
    bob.text.insert(0, '> ');
    await harness.run();
    expect(ann.text.toString()).toBe('> Hello from Ghent');
    expect(bob.text.toString()).toBe('> Hello from Ghent');
    expect(await harness.storedText()).toBe('> Hello from Ghent');
    expect(ann.durable).toBe(ann.sent);
    expect(harness.errors).toEqual([]);
    expect(harness.alarms).toEqual([]);
  });
});
