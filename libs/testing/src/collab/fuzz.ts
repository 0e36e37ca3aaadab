import * as Y from 'yjs';
import { fingerprint } from '@kontor/collab';
import { EngineHarness } from './engine-harness.js';
import { settle } from './manual-clock.js';
import { FuzzWriter } from './fuzz-writer.js';
import { Random } from './random.js';

/** What a run did, to prove that it did something. */
export interface FuzzReport {
  seed: number;
  edits: number;
  acknowledged: number;
  kills: number;
  kinds: Record<string, number>;
}

/** Everything that makes up a document's content, for comparing replicas. */
function contentOf(doc: Y.Doc): unknown {
  return {
    text: doc.getText('t').toDelta() as unknown,
    map: doc.getMap('m').toJSON(),
    tree: doc.getXmlFragment('x').toString(),
    fingerprint: Buffer.from(fingerprint(doc)).toString('hex'),
  };
}

/** Whether a document holds all of an update already: its structs and its deletions. */
function holds(doc: Y.Doc, update: Uint8Array): boolean {
  let changed = false;
  const listener = (): void => {
    changed = true;
  };
  doc.on('update', listener);
  Y.applyUpdate(doc, update);
  doc.off('update', listener);
  return !changed && doc.store.pendingStructs === null && doc.store.pendingDs === null;
}

/**
 * One seeded run: people edit, lose their connection, reload, repeat themselves; the server is killed, also between
 * commit and acknowledgement; the store fails in every way. At each kill and at the end no acknowledged edit may be
 * missing from the store; at the end all replicas and the store are equal.
 */
export class FuzzRun {
  private readonly random: Random;
  private readonly harness: EngineHarness;
  private readonly writers: FuzzWriter[] = [];
  private readonly kinds: Record<string, number> = {};
  private kills = 0;
  private nextClientId = 100;

  constructor(
    readonly seed: number,
    private readonly steps = 120,
  ) {
    this.random = new Random(seed);
    // Small thresholds, so that a short run compacts and splits entries too.
    this.harness = new EngineHarness({
      compaction: { entries: 2 + this.random.below(20), bytes: 4_096, snapshotFactor: 2, closingEntries: 0 },
      commit: { entryBytes: 2_000, backlogMs: 1e9 },
      rate: { perSecond: 1_000, burst: 10_000 },
    });
  }

  async run(): Promise<FuzzReport> {
    const { harness, random } = this;
    await harness.create(harness.documentId, 'The start. ');
    const count = 3 + random.below(6);
    for (let index = 0; index < count; index += 1) {
      this.writers.push(new FuzzWriter(harness, random, `w${index}`, this.clientId()));
    }
    for (const writer of this.writers) writer.connect();
    harness.process.store.onKill = () => this.kill();
    try {
      for (let step = 0; step < this.steps; step += 1) await this.step();
      await this.finish();
    } finally {
      await harness.dispose();
    }
    const edits = this.writers.flatMap((writer) => writer.log);
    const acknowledged = edits.filter((edit) => edit.acknowledged).length;
    return { seed: this.seed, edits: edits.length, acknowledged, kills: this.kills, kinds: this.kinds };
  }

  private clientId(): number {
    // Neither ascending nor descending: Yjs orders conflicts by client id.
    this.nextClientId += 1;
    return (Math.imul(this.nextClientId, 2_654_435_761) >>> 0) % 4_000_000_000;
  }

  private async step(): Promise<void> {
    const { random, harness } = this;
    const writer = random.pick(this.writers);
    const dice = random.below(100);
    const act = (kind: string, work: () => void): void => {
      this.kinds[kind] = (this.kinds[kind] ?? 0) + 1;
      work();
    };
    if (dice < 40) act('edit', () => writer.edit());
    else if (dice < 52) act('some to server', () => writer.peer.link?.deliverToServer(1 + random.below(4)));
    else if (dice < 62) act('some to client', () => writer.peer.link?.deliverToClient(1 + random.below(4)));
    else if (dice < 70) act('all of one', () => writer.peer.link?.pump());
    else if (dice < 75) act('cut', () => writer.peer.cut());
    else if (dice < 84) act('connect', () => writer.connect());
    else if (dice < 86) act('reload', () => writer.reload(this.clientId()));
    else if (dice < 89) act('repeat', () => writer.repeat());
    else if (dice < 91) act('caret', () => writer.peer.awareness.setLocalState({ at: random.below(100) }));
    else if (dice < 93) act('fault', () => this.fault());
    else if (dice < 95) act('heal', () => harness.faults.heal());
    else if (dice < 96) {
      act('kill', () => this.kill());
      await this.check();
    } else if (dice < 97) act('second node', () => this.otherNode());
    if (random.chance(0.5)) await harness.clock.advance(random.below(30));
    else await settle();
    if (this.killed) await this.check();
  }

  private killed = false;

  private fault(): void {
    this.harness.faults.fault = this.random.pick(['refuse', 'lose-answer', 'hang', 'kill-after-append']);
  }

  private kill(): void {
    this.kills += 1;
    this.killed = true;
    this.harness.restart();
    this.harness.process.store.onKill = () => this.kill();
  }

  /** New connections go to another node on the same store; who is connected stays where he is. */
  private otherNode(): void {
    const { harness } = this;
    const former = harness.process;
    this.others.push(former);
    harness.process = harness.start();
    harness.process.store.onKill = () => this.kill();
  }

  private others: EngineHarness['process'][] = [];

  /** The oracle: nothing that was called durable may be missing from the store. */
  private async check(): Promise<void> {
    this.killed = false;
    const stored = await this.harness.storedDoc();
    for (const [name, writer] of this.writers.entries()) {
      for (const [index, edit] of writer.log.entries()) {
        if (edit.acknowledged && !holds(stored, edit.update)) {
          throw new Error(`seed ${this.seed}: acknowledged edit ${index} of writer ${name} is not stored`);
        }
      }
    }
    stored.destroy();
  }

  private async finish(): Promise<void> {
    const { harness } = this;
    harness.faults.heal();
    // Live traffic between nodes is not part of one engine: everybody comes to one node in the end.
    for (const other of this.others) other.kill();
    this.kill();
    await this.check();
    for (const writer of this.writers) writer.connect();
    for (let round = 0; round < 6; round += 1) await harness.run(100);
    await this.check();
    const stored = await harness.storedDoc();
    const expected = contentOf(stored);
    stored.destroy();
    for (const [index, writer] of this.writers.entries()) {
      const { peer } = writer;
      const who = `seed ${this.seed}, writer ${index}`;
      if (peer.closedWith) throw new Error(`${who}: closed ${JSON.stringify(peer.closedWith)}`);
      if (peer.heard.refused.length > 0) throw new Error(`${who}: refused`);
      const { pendingStructs, pendingDs } = peer.doc.store;
      if (pendingStructs !== null || pendingDs !== null) throw new Error(`${who}: pending structs`);
      const lost = writer.log.findIndex((edit) => !edit.acknowledged);
      if (lost !== -1) throw new Error(`${who}: edit ${lost} of ${writer.log.length} never acknowledged`);
      expect(contentOf(peer.doc)).toEqual(expected);
    }
    if (harness.errors.length > 0) throw new Error(`seed ${this.seed}: ${harness.errors.join('; ')}`);
  }
}
