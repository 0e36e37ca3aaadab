import { CLOSE } from '@kontor/contracts';
import type { Engine } from './engine.js';
import type { SocketLike } from './ports.js';

/** What an outbox needs of its room to catch a reader up. */
export interface OutboxSource {
  /** Rises with every change of the document. */
  readonly version: number;
  vector(): Uint8Array;
  diffFrame(vector: Uint8Array, step2: boolean): Uint8Array;
  readonly presence: { frame(): Uint8Array | null };
}

/**
 * The way out to one client. A socket that reads slower than we write is left alone past the high water, and gets all
 * it missed in one merged frame when it has read. Without this one slow line holds a copy of all traffic in memory.
 */
export class Outbox {
  /** It was sent sync step 2, so that updates make sense to it. */
  private joined = false;
  /** Set while it is behind: what it has, from which version of the document, and whether it waits for a step 2. */
  private behind: { vector: Uint8Array; version: number; step2: boolean } | null = null;
  /** It went without presence, and is told once it has read. */
  private missesPresence = false;
  private largeFrame = 0;
  private lastBuffered = 0;
  private progressAt = 0;
  private lastSentAt: number;

  constructor(
    private readonly engine: Engine,
    private readonly socket: SocketLike,
    private readonly source: OutboxSource,
    /** Has it visited by `check` while it is behind. */
    private readonly watch: () => void,
  ) {
    this.lastSentAt = engine.clock.now();
  }

  send(frame: Uint8Array): void {
    this.lastSentAt = this.engine.clock.now();
    this.socket.send(frame);
  }

  hasBeenQuiet(now: number): boolean {
    return now - this.lastSentAt >= this.engine.limits.keepAliveMs;
  }

  /** A change of others. */
  update(frame: Uint8Array): void {
    if (!this.joined || this.behind) return;
    this.send(frame);
    this.watchBuffer();
  }

  /**
   * Something that is worth nothing later: a socket that is full does without. Also where nobody edits: carets alone, or
   * answers to one who asks and never reads, would fill the memory as well.
   */
  ephemeral(frame: Uint8Array): void {
    if (!this.isWatched && !this.isFull) return this.send(frame);
    this.beginWatch();
    this.missesPresence = true;
  }

  /** The answer to a sync step 1. @param make builds the frame, only when it can be sent now */
  step2(vector: Uint8Array, make: () => Uint8Array): void {
    if (this.behind || this.isFull) {
      this.fallBehind(vector.slice(), true);
      return;
    }
    this.joined = true;
    this.sendLarge(make());
  }

  private sendLarge(frame: Uint8Array): void {
    this.largeFrame = frame.length;
    this.send(frame);
    this.watchBuffer();
  }

  private watchBuffer(): void {
    if (this.isFull) this.fallBehind(this.source.vector(), false);
  }

  private get isFull(): boolean {
    return this.socket.bufferedAmount > this.engine.limits.slow.highWater;
  }

  private get isWatched(): boolean {
    return this.behind !== null || this.missesPresence;
  }

  /** It was sent everything up to `vector`; from here on nothing, until it has read. */
  private fallBehind(vector: Uint8Array, step2: boolean): void {
    this.beginWatch();
    this.behind = { vector, version: this.source.version, step2: step2 || (this.behind?.step2 ?? false) };
  }

  /** From here on it has to read, and is caught up or closed. */
  private beginWatch(): void {
    if (this.isWatched) return;
    this.lastBuffered = this.socket.bufferedAmount;
    this.progressAt = this.engine.clock.now();
    this.engine.counters.slowConsumers += 1;
    this.watch();
  }

  /** Catches up a socket that has read. @returns what to do next; a code closes one that doesn't read */
  check(now: number): 'fine' | 'watch' | typeof CLOSE.slowConsumer {
    if (!this.isWatched) return 'fine';
    const buffered = this.socket.bufferedAmount;
    const { slow } = this.engine.limits;
    if (buffered <= slow.lowWater) {
      this.catchUp();
      return this.isWatched ? 'watch' : 'fine';
    }
    if (buffered < this.lastBuffered) this.progressAt = now;
    this.lastBuffered = buffered;
    const isLost = buffered > slow.maxBytes + this.largeFrame || now - this.progressAt > slow.stallMs;
    return isLost ? CLOSE.slowConsumer : 'watch';
  }

  private catchUp(): void {
    const { behind } = this;
    this.behind = null;
    this.missesPresence = false;
    const presence = this.source.presence.frame();
    if (presence) this.send(presence);
    if (behind === null) return;
    const { vector, version, step2 } = behind;
    this.joined ||= step2;
    // Whoever merely took long over the document itself has missed nothing; even an empty difference of a long one
    // costs milliseconds to find.
    if (!step2 && version === this.source.version) return;
    this.sendLarge(this.source.diffFrame(vector, step2));
  }
}
