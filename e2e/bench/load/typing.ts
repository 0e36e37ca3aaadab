import type { Running } from '../contestants/contestant.js';
import { type Heard, NOTHING } from './dialect.js';
import { FrameClient, clientFrame } from './frame-client.js';
import { Histogram } from './histogram.js';
import { FIRST_CLIENT, arrivals, keystroke } from './keystroke.js';
import { cpuOf } from './process-figures.js';

export interface TypingPlan {
  documents: number;
  typists: number;
  /** Letters per second and typist, one message each. */
  rate: number;
  warmMs: number;
  runMs: number;
  /** Letters in one message. */
  letters?: number;
  /** So many members of each document only read. */
  silent?: number;
  /** The last member of each document does not read while it is measured. */
  stopsReading?: boolean;
}

export interface TypingFigures {
  /** From the moment a letter is sent until another member has it, ms. */
  p50: number;
  p99: number;
  /** Letters that reached a member within the measured time, per second. */
  deliveredPerSecond: number;
  /** Processor time of server and database per delivered letter, microseconds; and of the server's process alone. */
  cpuMicros: number;
  serverCpuMicros: number;
  serverCpuSeconds: number;
  /** From the moment a letter is sent until the server calls it durable, ms; NaN where it never does. */
  ackP50: number;
  ackP99: number;
  /** p99 of the server's event-loop delay, ms; NaN where it cannot be asked. */
  loopP99: number;
  /** Until whoever had stopped reading has everything, ms; 0 when nobody had. */
  caughtUpMs: number;
  /** Every letter reached every member. */
  complete: boolean;
  /** Cores that the generator itself used: near 1 it is the bottleneck. */
  generatorCores: number;
}

const OPEN_AT_ONCE = 50;
const MARK_AFTER_MS = 10;
const GRACE_MS = 10_000;

/** One member of a document: types, and notes when the letters of others arrive. */
class Typist {
  readonly sentAt: Float64Array;
  sent = 0;
  unmarkedSince = 0;
  marked = 0;
  acknowledged = 0;
  private socket: FrameClient | null = null;
  private readonly reached: Uint32Array;
  private readonly heard: Heard = { kind: 'other', at: 0, n: 0 };
  private joined: () => void = () => {};
  private answers = 0;
  arrived = 0;
  /** Changes that the server says it has, where it says so one by one. */
  confirmed = 0;
  private isTimed = true;

  constructor(
    private readonly load: TypingLoad,
    readonly index: number,
    private readonly first: number,
    readonly document: string,
  ) {
    this.sentAt = new Float64Array(load.capacity);
    this.reached = new Uint32Array(load.plan.typists);
  }

  async join(): Promise<void> {
    const { server } = this.load;
    const joined = new Promise<void>((resolve) => (this.joined = resolve));
    this.socket = await FrameClient.open(server.target(this.document), (payload) => this.read(payload));
    for (const hello of server.dialect.hello(this.document)) this.socket.send(clientFrame(hello));
    if (!server.dialect.silent) await joined;
  }

  leave(): void {
    this.socket?.destroy();
  }

  /** Stops reading, or goes on. What arrives late for that reason is not held against the server. */
  setReading(reads: boolean): void {
    this.isTimed = false;
    if (reads) this.socket?.resume();
    else this.socket?.pause();
  }

  /** Types so many letters and marks them when it is time. */
  type(due: number, now: number): void {
    const { server, plan } = this.load;
    const frames: Buffer[] = [];
    const letters = plan.letters ?? 1;
    for (let typed = 0; typed < due; typed += 1) {
      const update = keystroke(FIRST_CLIENT + this.index, this.sent * letters, letters);
      frames.push(clientFrame(server.dialect.update(this.document, update)));
      this.sentAt[this.sent] = now;
      this.sent += 1;
    }
    if (due > 0 && this.unmarkedSince === 0) this.unmarkedSince = now;
    const { mark } = server.dialect;
    if (mark && this.unmarkedSince > 0 && now - this.unmarkedSince >= MARK_AFTER_MS) {
      frames.push(clientFrame(mark(this.answers + this.sent)));
      this.unmarkedSince = 0;
    }
    if (frames.length === 1 && frames[0]) this.socket?.send(frames[0]);
    else if (frames.length > 0) this.socket?.send(Buffer.concat(frames));
  }

  private read(payload: Buffer): void {
    const { heard } = this;
    const { dialect } = this.load.server;
    dialect.read(payload, heard);
    if (heard.kind === 'update') arrivals(payload, heard.at, this.arrival);
    else if (heard.kind === 'state') this.joined();
    else if (heard.kind === 'asked') {
      this.answers += 1;
      this.socket?.send(clientFrame(dialect.answer(this.document, NOTHING)));
    } else if (heard.kind === 'durable') {
      if (dialect.mark) this.durable(heard.n);
      else this.confirmed += 1;
    }
  }

  private readonly arrival = (client: number, clock: number, length: number): void => {
    const { load } = this;
    const typist = load.typists[client - FIRST_CLIENT];
    const member = client - FIRST_CLIENT - this.first;
    if (!typist || member < 0 || typist === this) return;
    const letters = load.plan.letters ?? 1;
    const end = clock + length;
    const now = performance.now();
    for (let at = Math.max(clock, this.reached[member] ?? 0); at < end; at += letters) {
      this.arrived += 1;
      if (this.isTimed) load.note(typist.sentAt[at / letters] ?? 0, now);
    }
    this.reached[member] = Math.max(end, this.reached[member] ?? 0);
  };

  /** Letters that the server confirmed one by one; undefined where it says nothing of the kind. */
  get confirmations(): number | undefined {
    return this.confirmed > 0 ? Math.max(0, this.confirmed - this.answers) : undefined;
  }

  private durable(n: number): void {
    const now = performance.now();
    const upTo = Math.min(this.sent, n - this.answers);
    for (; this.acknowledged < upTo; this.acknowledged += 1) {
      this.load.acknowledged(this.sentAt[this.acknowledged] ?? 0, now);
    }
  }
}

/** Typists in documents, all typing at one rate for one measured spell. */
export class TypingLoad {
  readonly typists: Typist[] = [];
  readonly capacity: number;
  private readonly arrivalTimes = new Histogram();
  private readonly ackTimes = new Histogram();
  private from = Number.POSITIVE_INFINITY;
  private until = Number.POSITIVE_INFINITY;
  private deliveredInTime = 0;

  constructor(
    readonly server: Running,
    readonly plan: TypingPlan,
  ) {
    this.capacity = Math.ceil((plan.rate * (plan.warmMs + plan.runMs)) / 1000) + 1_000;
  }

  note(sentAt: number, now: number): void {
    if (now >= this.from && now < this.until) this.deliveredInTime += 1;
    if (sentAt >= this.from && sentAt < this.until) this.arrivalTimes.add(now - sentAt);
  }

  acknowledged(sentAt: number, now: number): void {
    if (sentAt >= this.from && sentAt < this.until) this.ackTimes.add(now - sentAt);
  }

  async run(): Promise<TypingFigures> {
    const { plan, server } = this;
    await this.join();
    const pids = server.pids();
    const start = performance.now();
    await this.typeUntil(start, start + plan.warmMs);
    await server.measure();
    const cpu = cpuOf(pids);
    const serverCpu = cpuOf([server.pid]);
    const own = process.cpuUsage();
    this.from = performance.now();
    this.until = this.from + plan.runMs;
    for (const typist of this.stopped()) typist.setReading(false);
    await this.typeUntil(start, this.until);
    const seconds = (performance.now() - this.from) / 1000;
    const used = process.cpuUsage(own);
    const loopP99 = (await server.loopDelay()) ?? Number.NaN;
    const cpuSeconds = cpuOf(pids) - cpu;
    const serverCpuSeconds = cpuOf([server.pid]) - serverCpu;
    const resumed = performance.now();
    for (const typist of this.stopped()) typist.setReading(true);
    const complete = await this.settled();
    const caughtUpMs = plan.stopsReading === true ? performance.now() - resumed : 0;
    for (const typist of this.typists) typist.leave();
    return {
      p50: this.arrivalTimes.percentile(0.5),
      p99: complete ? this.arrivalTimes.percentile(0.99) : Number.POSITIVE_INFINITY,
      deliveredPerSecond: this.deliveredInTime / seconds,
      cpuMicros: (cpuSeconds * 1e6) / this.deliveredInTime,
      serverCpuMicros: (serverCpuSeconds * 1e6) / this.deliveredInTime,
      serverCpuSeconds,
      ackP50: this.ackTimes.percentile(0.5),
      ackP99: this.ackTimes.percentile(0.99),
      loopP99,
      caughtUpMs: complete ? caughtUpMs : Number.POSITIVE_INFINITY,
      complete,
      generatorCores: (used.user + used.system) / 1e6 / seconds,
    };
  }

  /**
   * Types for the planned time, then does `end`.
   * @returns by document, how many letters the server had called safe by then: durable, confirmed, or seen by another
   */
  async typeAndThen(end: () => Promise<void>): Promise<Map<string, number>> {
    await this.join();
    const start = performance.now();
    await this.typeUntil(start, start + this.plan.runMs);
    await end();
    const safe = new Map<string, number>();
    for (const typist of this.typists) {
      if (!this.isWriter(typist)) continue;
      const answers = this.typists.filter((other) => other.document === typist.document && other !== typist);
      const said = this.server.dialect.mark ? typist.acknowledged : typist.confirmations;
      safe.set(typist.document, said ?? answers[0]?.arrived ?? 0);
    }
    return safe;
  }

  private async join(): Promise<void> {
    const { plan, server } = this;
    const documents = await server.documents(plan.documents);
    for (const [at, document] of documents.entries()) {
      for (let member = 0; member < plan.typists; member += 1) {
        const first = at * plan.typists;
        this.typists.push(new Typist(this, first + member, first, document));
      }
    }
    for (let at = 0; at < this.typists.length; at += OPEN_AT_ONCE) {
      await Promise.all(this.typists.slice(at, at + OPEN_AT_ONCE).map((typist) => typist.join()));
    }
  }

  private isWriter({ index }: Typist): boolean {
    return index % this.plan.typists < this.plan.typists - (this.plan.silent ?? 0);
  }

  private stopped(): Typist[] {
    const { typists: members, stopsReading } = this.plan;
    return stopsReading === true ? this.typists.filter(({ index }) => index % members === members - 1) : [];
  }

  private async typeUntil(start: number, end: number): Promise<void> {
    const { rate } = this.plan;
    const writers = this.typists.filter((typist) => this.isWriter(typist));
    for (let now = performance.now(); now < end; now = performance.now()) {
      for (const typist of writers) {
        // Everybody has their own beat, or all would type in the same millisecond.
        const phase = (typist.index * 0.618_034) % 1;
        const due = Math.floor(((now - start) * rate) / 1000 + phase) - typist.sent;
        if (due > 0 || typist.unmarkedSince > 0) typist.type(Math.max(0, due), now);
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  /** Waits until every letter has reached every member. @returns false when that takes too long */
  private async settled(): Promise<boolean> {
    const { typists: members } = this.plan;
    const expected = this.typists.map((typist) => {
      const first = typist.index - (typist.index % members);
      const others = this.typists.slice(first, first + members).filter((other) => other !== typist);
      return others.reduce((sum, other) => sum + other.sent, 0);
    });
    const end = performance.now() + GRACE_MS;
    while (performance.now() < end) {
      const now = performance.now();
      for (const typist of this.typists) if (typist.unmarkedSince > 0) typist.type(0, now);
      const all = this.typists.every((typist, at) => typist.arrived >= (expected[at] ?? 0));
      const acked =
        this.server.dialect.mark === null ||
        this.typists.every((typist) => typist.acknowledged >= typist.sent);
      if (all && acked) return true;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return false;
  }
}
