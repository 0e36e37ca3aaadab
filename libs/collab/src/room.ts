import { CLOSE } from '@kontor/contracts';
import { Claims } from './claims.js';
import type { LogEntry, StoredDocument } from './doc-store.port.js';
import type { Engine } from './engine.js';
import { Contradictions } from './guard/contradictions.js';
import { type Verdict, judge } from './guard/judge.js';
import { Knowledge } from './guard/knowledge.js';
import { LimitError } from './guard/limit-error.js';
import { type ScannedUpdate, scanUpdate } from './guard/scan-update.js';
import { withoutForeign } from './guard/without-foreign.js';
import { withoutKnown } from './guard/without-known.js';
import { scanVector } from './guard/scan-vector.js';
import { DocumentState, type Look } from './document-state.js';
import { flushWindow } from './flush-window.js';
import { Housekeeping } from './housekeeping.js';
import { type Outcome, accepted, refused } from './outcome.js';
import { Presence } from './presence.js';
import { encodeStep2, encodeUpdate } from './protocol/encode.js';
import { RoomLog, mergeAuthors } from './room-log.js';
import type { Session } from './session.js';
import { Stall } from './stall.js';

interface Incoming {
  session: Session;
  update: Uint8Array;
  writers: number[];
  /** Where it brings each client's clock, by client id. */
  reach: ReadonlyMap<number, number>;
}

/** An update that changes nothing: an entry with it only says who owns what. */
const NOTHING = new Uint8Array([0, 0]);

/** An open document: its sessions, its content, and the path of an edit from the guard to the log. */
export class Room {
  readonly sessions = new Set<Session>();
  readonly presence: Presence;
  readonly log: RoomLog;
  readonly stall: Stall;
  private readonly state: DocumentState;
  private readonly knowledge: Knowledge;
  private readonly contradictions: Contradictions;
  private readonly housekeeping: Housekeeping;
  private readonly isQuarantined: boolean;
  private incoming: Incoming[] = [];
  private readonly claims = new Claims();
  private readonly awaiting = new Map<Session, Map<number, number>>();
  private incomingBytes = 0;
  private flushes = 0;
  private lastFlushAt = Number.NEGATIVE_INFINITY;
  private cancelFlush: (() => void) | null = null;
  private broken = false;

  constructor(
    private readonly engine: Engine,
    stored: StoredDocument,
    private readonly onEmpty: () => void,
  ) {
    this.state = new DocumentState(stored);
    const last = stored.tail.at(-1) ?? stored.snapshot;
    const { documentId, generation } = stored;
    this.log = new RoomLog(documentId, engine, this, generation, last?.seq ?? 0, last?.at ?? 0);
    this.stall = new Stall(engine, this.log, this.sessions);
    const present = (clientId: number): string | undefined => this.presence.userOf(clientId);
    this.knowledge = new Knowledge(this.state, present, () => this.flush());
    for (const [clientId, userId] of stored.owners) this.knowledge.claim(clientId, userId);
    this.contradictions = new Contradictions(this.state, this.knowledge, () => this.flush());
    this.presence = new Presence(engine, {
      ownerOf: (clientId) => this.knowledge.ownerOf(clientId),
      broadcastAwareness: (frame) => {
        for (const session of this.sessions) session.deliverEphemeral(frame);
      },
    });
    this.housekeeping = new Housekeeping(engine, this, this.state, stored);
    this.isQuarantined = stored.quarantinedFromSeq !== null || this.state.hasHole;
    if (!this.isQuarantined) return;
    const fromSeq = stored.quarantinedFromSeq;
    engine.alarm('document-quarantined', { documentId, fromSeq });
  }

  get documentId(): string {
    return this.log.documentId;
  }

  get generation(): number {
    return this.log.generation;
  }

  get seq(): number {
    return this.log.seq;
  }

  get durableFlush(): number {
    return this.log.durableFlush;
  }

  /** The flush that holds everything accepted so far. */
  get nextFlush(): number {
    return this.incoming.length > 0 ? this.flushes + 1 : this.flushes;
  }

  /** Bytes of the document, an upper estimate. */
  get size(): number {
    return this.state.size;
  }

  /** False while the stored bytes still answer for it. */
  get isBuilt(): boolean {
    return this.state.isBuilt;
  }

  get version(): number {
    return this.state.version;
  }

  /** Everything accepted is applied and durable. */
  get isClean(): boolean {
    return this.incoming.length === 0 && this.log.isClean;
  }

  get isBroken(): boolean {
    return this.broken;
  }

  enter(session: Session): void {
    this.sessions.add(session);
    session.start(this);
    this.stall.greet(session);
  }

  leave(session: Session): void {
    if (!this.sessions.delete(session)) return;
    this.awaiting.delete(session);
    this.presence.leave(session);
    if (this.sessions.size === 0) this.onEmpty();
  }

  /** State vector of what is applied. */
  vector(): Uint8Array {
    return this.state.vector();
  }

  /** The whole document as one update; the same bytes until it changes. */
  fullState(): Uint8Array {
    return this.state.full();
  }

  /** Reads what is applied. */
  look<T>(read: Look<T>): T {
    return read(this.state.doc, this.knowledge.claimed);
  }

  /** What is new since `vector`, as one frame. */
  diffFrame(vector: Uint8Array, step2: boolean): Uint8Array {
    const diff = this.state.since(vector);
    return step2 ? encodeStep2(diff) : encodeUpdate(diff);
  }

  /** @throws MalformedError, LimitError */
  answerStep1(session: Session, vector: Uint8Array): void {
    scanVector(vector, this.engine.limits.guard);
    this.flush();
    if (this.broken) return;
    const isEmpty = vector.length === 1;
    session.deliverStep2(vector, () => (isEmpty ? this.state.joinFrame() : this.diffFrame(vector, true)));
  }

  /** Judges a change and takes it, or says why not. The document is untouched by anything that is not taken. */
  accept(session: Session, update: Uint8Array, step2: boolean): Outcome {
    try {
      const scanned = scanUpdate(update, this.engine.limits.guard);
      if (this.contradictions.isIn(session, update, scanned, step2)) return { kind: 'gap' };
      const verdict = this.judge(session, scanned);
      // Only as an answer to our question: there a client may hold what others lost. As an edit it is forged.
      if (verdict.kind !== 'foreign' || !step2 || scanned.hasSkip) {
        return this.decide(session, update, scanned, verdict);
      }
      const rest = withoutForeign(update, scanned, session.access.userId, this.knowledge);
      this.engine.counters.foreignLeftOut += 1;
      const restScanned = scanUpdate(rest.update, this.engine.limits.guard);
      const outcome = this.decide(session, rest.update, restScanned, this.judge(session, restScanned));
      if (outcome.kind !== 'accepted' || !rest.isPartial) return outcome;
      this.awaiting.set(session, rest.awaited);
      return { kind: 'partial' };
    } catch (error) {
      if (error instanceof LimitError) {
        this.engine.log.warn('update refused', { documentId: this.documentId, reason: error.message });
        return refused('invalid');
      }
      throw error;
    }
  }

  private judge(session: Session, scanned: ScannedUpdate): Verdict {
    // Nesting is judged against what is applied.
    if (scanned.types > 0) this.flush();
    return judge(scanned, session.access.userId, this.knowledge, this.engine.limits.guard);
  }

  private decide(session: Session, update: Uint8Array, scanned: ScannedUpdate, verdict: Verdict): Outcome {
    const { canEdit } = session.access;
    const { limits } = this.engine;
    if (this.broken) return refused('invalid', false);
    if (verdict.kind === 'known') return accepted;
    if (!canEdit) return refused('read-only');
    if (this.isQuarantined) return refused('read-only', false);
    if (this.stall.look()) return refused('quota', false);
    if (verdict.kind === 'foreign') return refused('foreign-client-id');
    if (verdict.kind === 'gap') return { kind: 'gap' };
    if (!verdict.deletesOnly && !this.state.hasRoomFor(update.length, limits.documentBytes)) {
      return refused('too-large');
    }
    if (verdict.claims.length > 0) return this.claim(session, verdict.claims);
    if (verdict.overlaps) this.flush();
    const fresh = verdict.overlaps ? withoutKnown(update, this.vector()) : update;
    const reach = new Map<number, number>();
    for (const { client, to } of scanned.runs) reach.set(client, Math.max(to, reach.get(client) ?? 0));
    for (const [client, to] of reach) this.knowledge.advance(client, to);
    this.take({ session, update: fresh, writers: verdict.writers, reach });
    return accepted;
  }

  /**
   * Stores who owns new client ids before anybody sees an edit under them. Otherwise a crash could lose the claim while
   * others hold the edit, and whoever of them came back first would own it.
   */
  private claim(session: Session, clientIds: number[]): Outcome {
    const { userId } = session.access;
    session.claims += clientIds.length;
    if (session.claims > this.engine.limits.claimsPerSession) return refused('invalid');
    this.knowledge.beginClaim(clientIds, userId);
    this.flush();
    this.flushes += 1;
    this.claims.begin(session, clientIds, this.flushes);
    this.log.add(NOTHING, [{ userId, clientIds }], this.flushes);
    return { kind: 'claiming' };
  }

  /** Asks those again whose edits leaned on what has come back meanwhile. */
  private askAwaiting(): void {
    for (const [session, awaited] of this.awaiting) {
      if (![...awaited].every(([client, clock]) => this.knowledge.clockOf(client) >= clock)) continue;
      this.awaiting.delete(session);
      session.askAgain();
    }
  }

  private take(incoming: Incoming): void {
    this.incoming.push(incoming);
    this.incomingBytes += incoming.update.length;
    if (this.incomingBytes >= this.engine.limits.flush.bytes) return this.flush();
    if (this.cancelFlush) return;
    const { load, limits } = this.engine;
    const window = flushWindow(this.sessions.size, load(), limits.flush);
    const wait = this.lastFlushAt + window - this.engine.clock.now();
    if (wait <= 0) return this.flush();
    this.cancelFlush = this.engine.clock.after(wait, () => {
      this.cancelFlush = null;
      this.flush();
    });
  }

  /** Applies what was accepted in one transaction; its update goes to the wire and to the log. */
  flush(): void {
    if (this.incoming.length === 0 || this.broken) return;
    this.cancelFlush?.();
    this.cancelFlush = null;
    const taken = this.incoming;
    this.incoming = [];
    this.incomingBytes = 0;
    this.lastFlushAt = this.engine.clock.now();
    this.flushes += 1;
    this.engine.counters.flushes += 1;
    const result = this.state.apply(taken.map((one) => one.update));
    if ('failedAt' in result) return this.fail(taken[result.failedAt], result.error);
    if (result.pending) this.heal(taken);
    if (!result.update) {
      this.log.passed(this.flushes);
      return this.resolveMarks();
    }
    const authors = taken.map(({ session, writers }) => ({
      userId: session.access.userId,
      clientIds: writers,
    }));
    this.log.add(result.update, mergeAuthors(authors), this.flushes);
    this.broadcast(encodeUpdate(result.update), soleAuthor(taken));
    this.housekeeping.grew(result.update.length);
    this.askAwaiting();
  }

  private broadcast(frame: Uint8Array, except: Session | null): void {
    for (const session of this.sessions) if (session !== except) session.deliver(frame);
  }

  /**
   * Structs that wait for others can only come from a circle, which no honest client makes: they are thrown away. Only
   * those whose edits did not arrive whole are told; who merely wrote in the same moment has lost nothing.
   */
  private heal(taken: readonly Incoming[]): void {
    this.knowledge.refresh();
    const isShort = ({ reach }: Incoming): boolean =>
      [...reach].some(([client, to]) => this.knowledge.clockOf(client) < to);
    const short = taken.filter(isShort);
    // Deletions of what is not there have no clock of their own: then it may be anybody's.
    const dropped = short.length > 0 ? short : taken;
    for (const session of new Set(dropped.map((one) => one.session))) session.dropped();
  }

  /** Yjs threw in spite of the guard: this copy cannot be trusted any more, the log can. Everybody comes back to it. */
  private fail(culprit: Incoming | undefined, error: unknown): void {
    this.broken = true;
    this.incoming = [];
    this.engine.alarm('apply-failed', { documentId: this.documentId, error: String(error) });
    culprit?.session.close(CLOSE.invalidUpdate, 'invalid update');
    this.closeAll(CLOSE.internal, 'document reloads');
  }

  closeAll(code: number, reason: string): void {
    for (const session of Array.from(this.sessions)) session.close(code, reason);
  }

  // LogOwner
  stored(): void {
    this.claims.finish(this.log.durableFlush, this.knowledge);
    this.resolveMarks();
    this.stall.askRefused();
    this.housekeeping.stored();
  }

  private resolveMarks(): void {
    for (const session of this.sessions) session.resolveMarks(this.log.durableFlush, this.log.seq);
  }

  async catchUp(): Promise<void> {
    const entries = await this.engine.store.readAfter(this.documentId, this.seq);
    if (entries[0]?.seq === this.seq + 1) return this.applyLog(entries);
    // Compacted away meanwhile: the snapshot holds what we miss.
    const stored = await this.engine.store.load(this.documentId);
    if (!stored) throw new Error('the document is gone');
    if (stored.generation !== this.generation) return;
    for (const [clientId, userId] of stored.owners) this.knowledge.claim(clientId, userId);
    this.applyLog(stored.tail, stored.snapshot ?? undefined);
  }

  private applyLog(
    entries: readonly LogEntry[],
    snapshot?: { seq: number; at: number; update: Uint8Array },
  ): void {
    this.flush();
    const updates = entries.map((entry) => entry.update);
    const result = this.state.apply(snapshot ? [snapshot.update, ...updates] : updates);
    const last = entries.at(-1) ?? snapshot;
    if (last) {
      this.log.seq = last.seq;
      this.log.at = last.at;
    }
    if ('failedAt' in result) return this.fail(undefined, result.error);
    if (result.pending) return this.fail(undefined, 'the log has a hole');
    for (const { userId, clientIds } of entries.flatMap((entry) => entry.authors)) {
      for (const clientId of clientIds) this.knowledge.claim(clientId, userId);
    }
    this.knowledge.refresh();
    if (result.update) this.broadcast(encodeUpdate(result.update), null);
    this.askAwaiting();
  }

  replaced(): void {
    this.broken = true;
    this.incoming = [];
    for (const session of this.sessions) session.tellOutdated();
    this.closeAll(CLOSE.generationChanged, 'document was replaced');
  }

  /** Stores a snapshot when the log is long enough to deserve one. Only when clean. */
  async closing(): Promise<void> {
    await this.housekeeping.closing();
  }

  get isWritable(): boolean {
    return !this.isQuarantined && !this.broken;
  }

  destroy(): void {
    this.cancelFlush?.();
    this.presence.stop();
    this.housekeeping.stop();
    this.state.destroy();
  }
}

/** Whoever wrote a flush alone has it already. */
function soleAuthor(taken: readonly Incoming[]): Session | null {
  const first = taken[0]?.session ?? null;
  return taken.every((one) => one.session === first) ? first : null;
}
