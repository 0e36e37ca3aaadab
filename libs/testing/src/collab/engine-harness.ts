import * as Y from 'yjs';
import { type AlarmKind, CollabServer, type LimitOverrides, type LogAuthor, mergeTree } from '@kontor/collab';
import { FaultyStore } from './faulty-store.js';
import { ManualClock, type ScopedClock } from './manual-clock.js';
import { MemoryDocStore } from './memory-doc-store.js';
import { type PeerOptions, SyncPeer } from './sync-peer.js';

/** A server process that can be killed: its memory and timers go, the store stays. */
export interface ServerProcess {
  server: CollabServer;
  store: FaultyStore;
  clock: ScopedClock;
  kill(): void;
}

/** Every room that closes leaves a snapshot, as those of long documents do. */
export const SNAPSHOT_AT_CLOSE: LimitOverrides = { compaction: { closingEntries: 0 } };

/** One document, one store, one server at a time, any number of peers, and a clock in the test's hand. */
export class EngineHarness {
  readonly clock = new ManualClock();
  readonly store = new MemoryDocStore();
  readonly alarms: { kind: AlarmKind; fields: Record<string, unknown> }[] = [];
  readonly errors: string[] = [];
  readonly stored: { documentId: string; seq: number; authors: LogAuthor[] }[] = [];
  readonly documentId = 'd'.repeat(24);
  readonly peers: SyncPeer[] = [];
  process: ServerProcess;

  constructor(private readonly limits: LimitOverrides = {}) {
    this.process = this.start();
  }

  /** A harness whose document exists and says `text`. */
  static async with(text = '', limits: LimitOverrides = {}): Promise<EngineHarness> {
    const harness = new EngineHarness(limits);
    await harness.create(harness.documentId, text);
    return harness;
  }

  async create(documentId: string, text: string): Promise<void> {
    const doc = new Y.Doc();
    doc.clientID = 1;
    if (text !== '') doc.getText('t').insert(0, text);
    const update = Y.encodeStateAsUpdate(doc);
    doc.destroy();
    await this.store.create(documentId, { update, userId: 'template', at: this.clock.now() });
  }

  get server(): CollabServer {
    return this.process.server;
  }

  get faults(): FaultyStore {
    return this.process.store;
  }

  /** Another process on the same store. */
  start(): ServerProcess {
    const store = new FaultyStore(this.store);
    const clock = this.clock.scope();
    const server = new CollabServer({
      store,
      clock,
      limits: this.limits,
      log: {
        info: () => {},
        warn: () => {},
        error: (message, fields) => this.errors.push(`${message} ${JSON.stringify(fields)}`),
      },
      alarm: (kind, fields) => this.alarms.push({ kind, fields }),
      onStored: (documentId, seq, _at, authors) => this.stored.push({ documentId, seq, authors }),
    });
    const kill = (): void => {
      store.kill();
      clock.kill();
    };
    store.onKill = () => this.kill();
    return { server, store, clock, kill };
  }

  /** kill -9: every connection breaks, nothing of the process's memory is left. */
  kill(): void {
    this.process.kill();
    for (const peer of this.peers) peer.cut();
  }

  restart(): void {
    this.kill();
    this.process = this.start();
  }

  peer(options: PeerOptions = {}): SyncPeer {
    const peer = new SyncPeer(options);
    this.peers.push(peer);
    return peer;
  }

  /** A peer that is connected and synced. */
  async joined(options: PeerOptions = {}): Promise<SyncPeer> {
    const peer = this.peer(options);
    peer.connect(this.server, this.documentId);
    await this.run();
    return peer;
  }

  /** Lets all messages through and all timers of the next `ms` run, until nothing moves. */
  async run(ms = 50): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      await this.clock.advance(0);
      this.pump();
      await this.clock.advance(ms);
      this.pump();
    }
  }

  pump(): void {
    for (let moved = true; moved;) {
      moved = false;
      for (const { link } of this.peers) {
        if (!link || (link.isQuiet && link.isOpen)) continue;
        moved ||= !link.isQuiet;
        link.pump();
      }
    }
  }

  /** The document as it is stored. The caller destroys it. */
  async storedDoc(documentId = this.documentId): Promise<Y.Doc> {
    const stored = await this.store.load(documentId);
    if (!stored) throw new Error('not stored');
    const doc = new Y.Doc();
    const parts = stored.tail.map((entry) => entry.update);
    if (stored.snapshot) parts.unshift(stored.snapshot.update);
    Y.applyUpdate(doc, mergeTree(parts));
    return doc;
  }

  async storedText(documentId = this.documentId): Promise<string> {
    const doc = await this.storedDoc(documentId);
    const text = doc.getText('t').toString();
    doc.destroy();
    return text;
  }

  /** Ends the test: nothing may be left behind. */
  async dispose(): Promise<void> {
    for (const peer of this.peers) peer.destroy();
    this.faults.heal();
    await this.clock.advance(5_000);
    const drained = this.server.drain(1_000);
    await this.clock.advance(2_000);
    await drained;
  }
}
