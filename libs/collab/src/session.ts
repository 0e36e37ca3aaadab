import { CLOSE, type Refusal, SCHEMA_VERSION } from '@kontor/contracts';
import type { Engine } from './engine.js';
import { LimitError } from './guard/limit-error.js';
import { Marks } from './marks.js';
import { Outbox } from './outbox.js';
import type { Access, ConnectOptions, SocketLike } from './ports.js';
import { decodeMessage } from './protocol/decode.js';
import {
  KEEP_ALIVE,
  encodeDurable,
  encodeHello,
  encodePermissionDenied,
  encodeRefused,
  encodeStep1,
} from './protocol/encode.js';
import { MalformedError } from './protocol/reader.js';
import type { Outcome } from './outcome.js';
import type { Room } from './room.js';
import { TokenBucket } from './token-bucket.js';

/** What callers may know of a connection. */
export interface SessionInfo {
  readonly documentId: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly canEdit: boolean;
  readonly since: number;
  /** Client id of its awareness state, once it has one. */
  readonly clientId: number | null;
}

/** One connection of one person to one document. The transport calls `receive` and `closed`. */
export class Session {
  /** The one client id this connection speaks for in awareness. */
  awarenessId: number | null = null;
  /** It was refused for want of room; it is asked again when there is room. */
  owedResync = false;
  claims = 0;
  private readonly marks = new Marks();
  private readonly since: number;
  private readonly frames: TokenBucket;
  private readonly awarenessFrames: TokenBucket;
  private inbox: Uint8Array[] = [];
  private inboxBytes = 0;
  private outbox: Outbox | null = null;
  private opened: Room | null = null;
  /** Its last frame waits, and all after it, until the claim of its client ids is stored. */
  private claiming = false;
  private paused = false;
  private ended = false;
  /** Change messages received, counted as the client counts them. */
  private changes = 0;
  private refusals = 0;
  private unknown = 0;
  private gaps = 0;
  private gapsWhileAsked = 0;
  /** A sync step 1 of ours waits for its answer. */
  private asked = true;
  /** Its last answer could not be taken whole. */
  private partial = false;
  private deniedToStock = false;

  constructor(
    private readonly engine: Engine,
    readonly documentId: string,
    private readonly socket: SocketLike,
    readonly access: Access,
    private readonly options: ConnectOptions,
    private readonly onEnded: (session: Session) => void,
  ) {
    const now = engine.clock.now();
    const { rate } = engine.limits;
    this.since = now;
    this.frames = new TokenBucket(rate.perSecond, rate.burst, now);
    this.awarenessFrames = new TokenBucket(rate.awarenessPerSecond, rate.awarenessBurst, now);
  }

  get info(): SessionInfo {
    const { userId, sessionId, canEdit } = this.access;
    const { documentId, since, awarenessId: clientId } = this;
    return { documentId, userId, sessionId, canEdit, since, clientId };
  }

  private get room(): Room {
    if (!this.opened) throw new Error('the room is not open yet');
    return this.opened;
  }

  get isEnded(): boolean {
    return this.ended;
  }

  /** Bytes that wait in this process until the client reads. */
  get unsentBytes(): number {
    return this.socket.bufferedAmount;
  }

  get wantsKontor(): boolean {
    return this.options.ack;
  }

  /** A frame arrived. The bytes belong to the engine from here on. */
  receive(frame: Uint8Array): void {
    if (this.ended) return;
    this.engine.counters.frames += 1;
    if (frame.length > this.engine.limits.frameBytes) return this.close(CLOSE.frameTooBig, 'frame too big');
    const now = this.engine.clock.now();
    if (frame[0] === 1 && !this.awarenessFrames.take(now)) {
      this.engine.counters.droppedAwareness += 1;
      return;
    }
    const isAwareness = frame[0] === 1;
    const waits = !this.opened || (!isAwareness && (this.inbox.length > 0 || !this.frames.take(now)));
    if (waits) this.keep(frame);
    else this.handle(frame);
  }

  /** The transport lost the connection. */
  closed(): void {
    if (this.ended) return;
    this.ended = true;
    if (!this.claiming) this.inbox = [];
    this.onEnded(this);
  }

  /** Ends the connection. What it sent before is still stored. */
  close(code: number, reason: string): void {
    if (this.ended) return;
    this.closed();
    this.socket.close(code, reason);
  }

  send(frame: Uint8Array): void {
    if (!this.ended) this.outbox?.send(frame);
  }

  /** The room is open: hello, our question, who is here; then what the client sent meanwhile. */
  start(room: Room): void {
    const { generation, schema } = this.options;
    if (schema !== undefined && schema < SCHEMA_VERSION)
      return this.close(CLOSE.clientTooOld, 'client too old');
    if (generation !== undefined && generation !== room.generation) {
      return this.close(CLOSE.generationChanged, 'document was replaced');
    }
    this.opened = room;
    this.outbox = new Outbox(this.engine, this.socket, room, () => this.engine.watchSlow(this));
    this.sendHello();
    this.send(encodeStep1(room.vector()));
    const presence = room.presence.frame();
    if (presence) this.send(presence);
    this.drainInbox();
  }

  sendHello(): void {
    if (!this.options.ack) return;
    const { frameBytes, documentBytes } = this.engine.limits;
    const limits = { frame: frameBytes, document: documentBytes, size: this.room.size };
    this.send(encodeHello(this.room.generation, SCHEMA_VERSION, limits));
  }

  keepAlive(now: number): void {
    if (this.outbox?.hasBeenQuiet(now)) this.send(KEEP_ALIVE);
  }

  /** Handles what waits, as far as its rate allows. @returns whether something still waits */
  drainInbox(): boolean {
    while (this.opened && !this.ended && !this.claiming && this.inbox.length > 0) {
      const frame = this.inbox[0];
      if (!frame) break;
      if (frame[0] !== 1 && !this.frames.take(this.engine.clock.now())) {
        this.engine.throttle(this);
        return true;
      }
      this.inbox.shift();
      this.inboxBytes -= frame.length;
      this.handle(frame);
    }
    if (this.claiming) return false;
    if (this.paused && !this.ended) this.socket.resume?.();
    this.paused = false;
    return false;
  }

  private keep(frame: Uint8Array): void {
    const { waitingFrames, waitingBytes } = this.engine.limits.rate;
    this.inbox.push(frame);
    this.inboxBytes += frame.length;
    if (this.inbox.length > waitingFrames || this.inboxBytes > waitingBytes) {
      return this.close(CLOSE.rate, 'too many messages');
    }
    if (this.inbox.length > waitingFrames / 4 || this.inboxBytes > waitingBytes / 4) {
      if (!this.paused) this.socket.pause?.();
      this.paused = true;
    }
    if (this.opened && !this.claiming) this.engine.throttle(this);
  }

  /** The claim it waited for is stored: what waited goes on. */
  claimed(): void {
    this.claiming = false;
    if (this.ended) this.takeLastWords();
    else this.drainInbox();
  }

  /** The connection ended while its edits waited for the claim: they had arrived, so they count. */
  private takeLastWords(): void {
    const frames = this.inbox;
    this.inbox = [];
    for (const frame of frames) {
      try {
        const message = decodeMessage(frame);
        if (message.kind === 'change') this.room.accept(this, message.update, message.step2);
      } catch (error) {
        if (!(error instanceof MalformedError)) throw error;
        return;
      }
    }
  }

  private handle(frame: Uint8Array): void {
    const wasClaiming = this.claiming;
    try {
      this.dispatch(frame);
      // Awareness passes while a claim waits; only the edit that began the wait is put back.
      if (wasClaiming || !this.claiming || this.ended) return;
      this.inbox.unshift(frame);
      this.inboxBytes += frame.length;
    } catch (error) {
      if (error instanceof LimitError) return this.strike(error.message);
      if (!(error instanceof MalformedError)) throw error;
      this.engine.counters.malformed += 1;
      this.close(CLOSE.invalidUpdate, error.message);
    }
  }

  private dispatch(frame: Uint8Array): void {
    const message = decodeMessage(frame);
    switch (message.kind) {
      case 'step1':
        return this.room.answerStep1(this, message.vector);
      case 'change':
        return this.change(message.update, message.step2);
      case 'awareness':
        return this.room.presence.receive(this, message.states);
      case 'query-awareness':
        return this.deliverEphemeral(this.room.presence.frame() ?? KEEP_ALIVE);
      case 'mark':
        return this.mark(message.n);
      case 'unknown':
        return this.ignore();
    }
  }

  /** A message of a newer protocol, or none at all: harmless, but not without end. */
  private ignore(): void {
    this.engine.counters.unknownMessages += 1;
    this.unknown += 1;
    if (this.unknown > this.engine.limits.unknownMessages)
      this.close(CLOSE.invalidUpdate, 'unknown messages');
  }

  private change(update: Uint8Array, step2: boolean): void {
    const outcome = this.room.accept(this, update, step2);
    if (outcome.kind === 'claiming') {
      this.claiming = true;
      return;
    }
    this.engine.counters.changes += 1;
    this.changes += 1;
    switch (outcome.kind) {
      case 'accepted':
        if (step2) this.answered();
        return;
      case 'partial':
        // It is asked again in time; until then what leans on its missing edits is missing too.
        this.asked = true;
        this.partial = true;
        return this.marks.hold();
      case 'gap':
        return this.gap(step2);
      case 'refused':
        return this.refused(outcome);
    }
  }

  /** The client has sent all it has. */
  private answered(): void {
    this.asked = false;
    this.partial = false;
    this.gapsWhileAsked = 0;
    this.marks.release(this.room.nextFlush);
    this.resolveMarks(this.room.durableFlush, this.room.seq);
  }

  /** Something is missing before this edit. It is dropped, and the client is asked for all it has. */
  private gap(step2: boolean): void {
    const { limits, counters } = this.engine;
    counters.gaps += 1;
    this.marks.hold();
    if (this.asked && !step2) {
      // Normal right after a reconnect: keys pressed before the offline edits were asked for.
      if (!this.partial) this.gapsWhileAsked += 1;
      if (this.gapsWhileAsked > limits.gapsWhileAsked) this.close(CLOSE.invalidUpdate, 'too many gaps');
      return;
    }
    this.gaps += 1;
    if (this.gaps >= limits.gaps) return this.close(CLOSE.invalidUpdate, 'too many gaps');
    this.askAgain();
  }

  /** Asks for all the client has that we have not. */
  askAgain(): void {
    this.owedResync = false;
    this.asked = true;
    this.send(encodeStep1(this.room.vector()));
  }

  /** An edit that the room dropped although it took it first; see Room.heal. */
  dropped(): void {
    if (!this.ended) this.gap(true);
  }

  private refused({ code, counts }: Extract<Outcome, { kind: 'refused' }>): void {
    this.engine.counters.refusals += 1;
    if (this.options.ack) this.send(encodeRefused(this.changes, code));
    else if (!this.deniedToStock) {
      this.deniedToStock = true;
      this.send(encodePermissionDenied(code));
    }
    // Whatever the reason: no later marker may cover what was not taken.
    this.marks.hold();
    if (!counts) this.owedResync = code === 'quota';
    else if (code === 'too-large') this.close(CLOSE.documentFull, 'document full');
    else this.countRefusal(code);
  }

  /** What this connection sent and was not stored belongs to a document that was replaced. */
  tellOutdated(): void {
    if (this.options.ack && this.marks.isWaiting) this.send(encodeRefused(this.changes, 'old-generation'));
  }

  /** Refused without being an edit: an oversized vector, a forged awareness state. */
  private strike(reason: string): void {
    this.engine.counters.refusals += 1;
    this.engine.log.warn('message refused', { documentId: this.documentId, reason });
    this.countRefusal('invalid');
  }

  private countRefusal(code: Refusal): void {
    this.refusals += 1;
    if (this.refusals < this.engine.limits.refusals) return;
    if (code === 'read-only') this.close(CLOSE.accessRemoved, 'read-only');
    else this.close(CLOSE.invalidUpdate, code);
  }

  private mark(n: number): void {
    if (!this.options.ack) return;
    this.marks.add(n, this.room.nextFlush);
    this.resolveMarks(this.room.durableFlush, this.room.seq);
  }

  /** Tells the client what became durable. */
  resolveMarks(durableFlush: number, seq: number): void {
    const n = this.marks.resolve(durableFlush);
    if (n !== null) this.send(encodeDurable(n, seq));
  }

  /** A change of others. */
  deliver(frame: Uint8Array): void {
    if (!this.ended) this.outbox?.update(frame);
  }

  /** Awareness of others, or news that the next ones replace. */
  deliverEphemeral(frame: Uint8Array): void {
    if (!this.ended) this.outbox?.ephemeral(frame);
  }

  /** The answer to a sync step 1. @param make builds the frame, only when it can be sent now */
  deliverStep2(vector: Uint8Array, make: () => Uint8Array): void {
    this.outbox?.step2(vector, make);
  }

  /** Visited now and then while it reads too slowly. @returns whether it still does */
  checkSlow(now: number): boolean {
    if (this.ended || !this.outbox) return false;
    const next = this.outbox.check(now);
    if (next === CLOSE.slowConsumer) {
      this.engine.counters.slowClosed += 1;
      this.close(next, 'reads too slowly');
    }
    return next === 'watch';
  }
}
