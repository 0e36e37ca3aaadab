import * as Y from 'yjs';
import { CLOSE, KONTOR, MESSAGE, REFUSALS } from '@kontor/contracts';
import { documentContent } from './document-content.js';
import { EngineHarness } from './engine-harness.js';
import { awarenessFrame, bytes, syncFrame, updateFrame } from './frames.js';
import { MemoryLink } from './memory-link.js';
import { mutated, oddUpdate, underOtherIds } from './mutations.js';
import { Random } from './random.js';
import { richEdit } from './rich-edits.js';
import type { SyncPeer } from './sync-peer.js';
import { WITHOUT_RATES } from './without-rates.js';

/** What a run did, to prove that it did something. */
export interface MessageFuzzReport {
  messages: number;
  /** Changes that the engine took. */
  taken: number;
  /** Connections closed, by code. */
  closed: Record<number, number>;
  /** Times that Yjs threw in spite of the guard, so that a document was loaded again. */
  reloads: number;
  slowestMs: number;
  /** 1 when replicas hold the same in different order: see SPEC, "What the engine cannot do". */
  reordered: number;
}

const CODES: ReadonlySet<number> = new Set([
  CLOSE.invalidUpdate,
  CLOSE.accessRemoved,
  CLOSE.frameTooBig,
  CLOSE.documentFull,
  CLOSE.internal,
]);

/** Handling one message may not hold up the others for longer, in milliseconds of processor time. */
const HANG_MS = 250;
const ATTACKERS = [
  { userId: 'mallory', canEdit: true, ack: true },
  { userId: 'mallory', canEdit: true, ack: false },
  { userId: 'reader', canEdit: false, ack: true },
] as const;

const LIMITS = {
  ...WITHOUT_RATES,
  compaction: { entries: 20, bytes: 16_384, snapshotFactor: 2, closingEntries: 0 },
};

/**
 * One seeded run on one document: three people write, while attackers with and without the right to edit send valid
 * messages of all types, broken in every way, and well-formed ones that make no sense. Nothing may throw, hang, close
 * with an unknown code or stay pending; the people, the server, the store and a restarted server agree on the content.
 */
export class MessageFuzz {
  private readonly random: Random;
  private readonly harness = new EngineHarness(LIMITS);
  private readonly people: SyncPeer[] = [];
  private readonly links: (MemoryLink | null)[] = ATTACKERS.map(() => null);
  /** Messages that went over the wire, both ways. */
  private readonly corpus: Uint8Array[] = [];
  /** The document as the attacker has it, for valid edits of its own. */
  private own = new Y.Doc();
  private readonly report: MessageFuzzReport = {
    messages: 0,
    taken: 0,
    closed: {},
    reloads: 0,
    slowestMs: 0,
    reordered: 0,
  };

  constructor(
    readonly seed: number,
    private readonly messages: number,
  ) {
    this.random = new Random(seed);
  }

  async run(): Promise<MessageFuzzReport> {
    const { harness } = this;
    await harness.create(harness.documentId, 'The start. ');
    for (let index = 0; index < 3; index += 1) {
      this.people.push(
        await harness.joined({ userId: `person${index}`, clientId: 1_000 + index, ack: index < 2 }),
      );
      // Nobody can know the client id of somebody who has neither written nor been seen; here it could be guessed.
      this.people[index]?.awareness.setLocalState({ cursor: 0 });
    }
    try {
      for (let done = 0; done < this.messages; done += 1) {
        if (done % 20 === 0) await this.write();
        if (done % 250 === 0) await this.compare();
        if (this.attack()) await this.look();
      }
      await this.compare();
      harness.restart();
      await this.compare();
    } finally {
      this.own.destroy();
      await harness.dispose();
    }
    return this.report;
  }

  /** People write, and everything moves on. */
  private async write(): Promise<void> {
    const person = this.random.pick(this.people);
    if (person.isConnected) {
      richEdit(person.doc, this.random);
      if (this.random.chance(0.3)) person.awareness.setLocalState({ cursor: this.random.below(50) });
      this.remember(...(person.link?.toServer ?? []));
    }
    await this.look();
  }

  /** Everything moves on, and the attacker knows what is there now. */
  private async look(): Promise<void> {
    await this.harness.run(20);
    this.own.destroy();
    this.own = new Y.Doc();
    const [person] = this.people;
    if (person) Y.applyUpdate(this.own, Y.encodeStateAsUpdate(person.doc));
    this.own.clientID = 2_000 + this.random.below(4);
  }

  private remember(...frames: Uint8Array[]): void {
    for (const frame of frames) this.corpus[this.random.below(200)] = frame.slice();
  }

  /** @returns whether the message changed something */
  private attack(): boolean {
    const index = this.random.below(ATTACKERS.length);
    const link = this.linkOf(index);
    const frame = this.message();
    const { counters } = this.harness.server.status();
    const taken = counters.changes - counters.refusals - counters.gaps;
    const cpu = process.cpuUsage();
    const start = performance.now();
    link.session.receive(frame);
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    const ms = Math.min(wall, (user + system) / 1000);
    this.report.messages += 1;
    this.report.slowestMs = Math.max(this.report.slowestMs, ms);
    if (ms > HANG_MS) this.fail(`a message took ${ms.toFixed(0)} ms: ${Buffer.from(frame).toString('hex')}`);
    const after = this.harness.server.status().counters;
    const isTaken = after.changes - after.refusals - after.gaps > taken;
    if (isTaken) this.report.taken += 1;
    link.deliverToClient();
    return isTaken;
  }

  private linkOf(index: number): MemoryLink {
    const open = this.links[index];
    if (open?.isOpen) return open;
    const { userId, canEdit, ack } = ATTACKERS[index] ?? ATTACKERS[0];
    const user = { id: userId, name: userId, city: null, colour: 1 };
    const access = { userId, sessionId: `${userId}-session`, canEdit, user };
    const link = new MemoryLink(
      this.harness.server,
      this.harness.documentId,
      access,
      { ack },
      {
        receive: (frame) => this.hear(frame),
        closed: (code) => this.note(code),
      },
    );
    // Only after an answer do gaps count as they do for everybody.
    if (this.random.chance(0.5)) link.session.receive(syncFrame(1, Uint8Array.of(0, 0)));
    this.links[index] = link;
    return link;
  }

  private hear(frame: Uint8Array): void {
    if (this.random.chance(0.1)) this.remember(frame);
    if (frame[0] !== MESSAGE.kontor || frame[1] !== KONTOR.refused) return;
    const code = Buffer.from(frame.subarray(4)).toString();
    if (!REFUSALS.some((known) => code.endsWith(known))) this.fail(`unknown refusal ${code}`);
  }

  private note(code: number): void {
    this.report.closed[code] = (this.report.closed[code] ?? 0) + 1;
    if (!CODES.has(code)) this.fail(`closed with ${code}`);
  }

  private message(): Uint8Array {
    const { random } = this;
    const other =
      this.corpus.length > 0 ? (this.corpus[random.below(this.corpus.length)] ?? bytes(0)) : bytes(0);
    const dice = random.below(100);
    const step = random.chance(0.3) ? 1 : 2;
    // Lengths are put right around what is broken: else nothing would get past the first of them.
    if (dice < 35) return syncFrame(step, mutated(this.ownEdit(), random, other));
    if (dice < 55) return syncFrame(step, this.odd());
    if (dice < 60)
      return syncFrame(
        step,
        underOtherIds(this.ownEdit(), () => this.someClient()),
      );
    if (dice < 70) return updateFrame(this.ownEdit());
    if (dice < 80) return mutated(other, random, this.ownEdit());
    if (dice < 85) return other.slice();
    if (dice < 90) return this.awareness(other);
    if (dice < 95) return syncFrame(0, mutated(Y.encodeStateVector(this.own), random, other));
    return mutated(
      bytes(random.pick([MESSAGE.kontor, MESSAGE.queryAwareness, MESSAGE.auth, 7]), 0, 1),
      random,
      other,
    );
  }

  private ownEdit(): Uint8Array {
    const before = Y.encodeStateVector(this.own);
    try {
      richEdit(this.own, this.random);
    } catch {
      // What an attacker has made of its own document may be no document for an editor.
    }
    return Y.encodeStateAsUpdate(this.own, before);
  }

  private odd(): Uint8Array {
    const client = this.own.clientID;
    const clock = Y.getState(this.own.store, client);
    return oddUpdate(this.random, { client, clock, place: () => this.somePlace() });
  }

  private someClient(): number {
    const clients = [...this.own.store.clients.keys(), 1_000, 2_000, 2_001, 3_000];
    return this.random.pick(clients);
  }

  private somePlace(): { client: number; clock: number } {
    const client = this.someClient();
    return { client, clock: this.random.below(Y.getState(this.own.store, client) + 1) };
  }

  private awareness(other: Uint8Array): Uint8Array {
    const { random } = this;
    const frame = awarenessFrame([
      [this.someClient(), random.below(50), JSON.stringify({ cursor: random.below(9) })],
    ]);
    return random.chance(0.3) ? frame : mutated(frame, random, other);
  }

  /** Everybody who lost the connection with the document comes back; then all must have the same. */
  private async compare(): Promise<void> {
    const { harness } = this;
    await harness.run(100);
    for (const person of this.people) {
      if (person.isConnected) continue;
      if (person.closedWith && person.closedWith.code !== CLOSE.internal)
        this.fail(`a writer was cut: ${JSON.stringify(person.closedWith)}`);
      person.connect(harness.server, harness.documentId);
    }
    for (let round = 0; round < 3; round += 1) await harness.run(100);
    this.report.reloads += harness.alarms.splice(0).filter(({ kind }) => kind === 'apply-failed').length;
    if (harness.errors.length > 0) this.fail(harness.errors.join('; '));
    const viewer = await harness.joined({ userId: 'viewer', canEdit: false });
    const stored = await harness.storedDoc();
    const expected = documentContent(viewer.doc);
    if (documentContent(stored).visible !== expected.visible) this.fail('the store has something else');
    this.checkWhole(stored);
    for (const { doc, closedWith, heard } of this.people) {
      this.checkWhole(doc);
      if (closedWith !== null) this.fail(`a writer cannot come back: ${JSON.stringify(closedWith)}`);
      if (heard.refused.length > 0) this.fail(`a writer was refused: ${JSON.stringify(heard.refused)}`);
      const content = documentContent(doc);
      if (content.unordered !== expected.unordered) this.fail('replicas differ');
      if (content.ordered !== expected.ordered) this.report.reordered = 1;
    }
    stored.destroy();
    viewer.destroy();
    harness.peers.splice(harness.peers.indexOf(viewer), 1);
  }

  private checkWhole({ store }: Y.Doc): void {
    if (store.pendingStructs !== null || store.pendingDs !== null) this.fail('something is pending');
  }

  private fail(reason: string): never {
    throw new Error(`seed ${this.seed}, message ${this.report.messages}: ${reason}`);
  }
}
