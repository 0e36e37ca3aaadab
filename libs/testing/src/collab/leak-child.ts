/**
 * Opens and closes documents in rounds and prints what memory was held after each, when all rooms had gone. In a
 * process of its own with --expose-gc: node leak-child.ts ROUNDS DOCUMENTS
 */
import { EngineHarness } from './engine-harness.js';
import { SyncPeer } from './sync-peer.js';

/** What the child prints. */
export interface Leak {
  /** Held after each round, in bytes. */
  held: number[];
  /** Rooms open at the fullest, and at the end. */
  roomsOpen: number;
  roomsLeft: number;
}

const [rounds, documents] = process.argv.slice(2).map(Number);
const harness = await EngineHarness.with();
const ids = Array.from({ length: documents ?? 0 }, (_, index) => index.toString(16).padStart(24, '0'));
for (const id of ids) await harness.create(id, 'Start. ');
const leak: Leak = { held: [], roomsOpen: 0, roomsLeft: 0 };
for (let round = 0; round < (rounds ?? 0); round += 1) {
  for (const id of ids) {
    const peer = new SyncPeer({ userId: 'reader', canEdit: false });
    peer.connect(harness.server, id);
    harness.peers.push(peer);
  }
  await harness.run();
  leak.roomsOpen = harness.server.status().rooms;
  for (const peer of harness.peers.splice(0)) {
    peer.awareness.setLocalState({ cursor: round });
    peer.cut();
    peer.destroy();
  }
  await harness.run();
  globalThis.gc?.();
  leak.held.push(process.memoryUsage().heapUsed + process.memoryUsage().external);
}
leak.roomsLeft = harness.server.status().rooms;
await harness.dispose();
process.stdout.write(JSON.stringify(leak));
