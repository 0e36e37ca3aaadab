import type { Engine } from './engine.js';
import { LimitError } from './guard/limit-error.js';
import { type IncomingState, sanitiseState, scanAwareness } from './guard/scan-awareness.js';
import { encodeAwareness } from './protocol/encode.js';
import type { Session } from './session.js';

interface Entry {
  clientId: number;
  clock: number;
  json: string;
  session: Session;
  at: number;
}

/** The room as presence sees it. */
export interface PresenceOwner {
  ownerOf(clientId: number): string | undefined;
  broadcastAwareness(frame: Uint8Array): void;
}

const GONE = 'null';

/**
 * Who is here and where: the awareness states of a room. Each session speaks for one client id only, the first one it
 * uses, and the server writes `user` into it. The last state wins within a window.
 */
export class Presence {
  private readonly states = new Map<number, Entry>();
  private readonly changed = new Map<number, { clock: number; json: string }>();
  private cancelTimer: (() => void) | null = null;
  private lastFlushAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly engine: Engine,
    private readonly owner: PresenceOwner,
  ) {}

  /** @throws MalformedError, LimitError */
  receive(session: Session, bytes: Uint8Array): void {
    const states = scanAwareness(bytes, this.engine.limits.awareness);
    const alone = states.length === 1;
    for (const state of states) {
      if (session.awarenessId === null && alone) this.bind(session, state);
      if (state.clientId === session.awarenessId) this.takeOwn(session, state);
      else this.checkForeign(session, state);
    }
  }

  /** Binds a session to the id of its first own state; a tab that came back takes its id over from its old socket. */
  private bind(session: Session, state: IncomingState): void {
    if (isGone(state)) return;
    const { userId } = session.access;
    const holder = this.states.get(state.clientId)?.session;
    const writer = holder ? undefined : this.owner.ownerOf(state.clientId);
    if (holder && holder.access.userId !== userId) return;
    if (writer !== undefined && writer !== userId) throw new LimitError('client id of somebody else');
    if (holder) holder.awarenessId = null;
    session.awarenessId = state.clientId;
  }

  private takeOwn(session: Session, state: IncomingState): void {
    const limits = this.engine.limits.awareness;
    const before = this.states.get(state.clientId);
    const clock = before?.clock ?? 0;
    // A clock far ahead could never be corrected: every later state of that client would count as old.
    if (state.clock > clock + limits.clockStep) throw new LimitError('awareness clock too far ahead');
    const gone = isGone(state);
    const renewed = before && state.clock === clock && before.session !== session;
    if (before && (state.clock < clock || (state.clock === clock && !gone && !renewed))) return;
    const json = sanitiseState(state.json, session.access.user, limits);
    if (json === null) {
      if (before) this.remove(before, state.clock);
      return;
    }
    const at = this.engine.clock.now();
    this.states.set(state.clientId, { clientId: state.clientId, clock: state.clock, json, session, at });
    this.changed.set(state.clientId, { clock: state.clock, json });
    this.schedule();
  }

  /** Echoes of what the server sent and news of the same person's other tabs are normal; anything else is forged. */
  private checkForeign(session: Session, state: IncomingState): void {
    const entry = this.states.get(state.clientId);
    if (!entry || entry.session.access.userId === session.access.userId) return;
    // Removals at the same clock too: a stock tab that lost its socket tells its sister tab to forget everybody.
    if (state.clock <= entry.clock) return;
    throw new LimitError('awareness state of somebody else');
  }

  /** The session ended: its state goes, unless another connection of the same client took it over. */
  leave(session: Session): void {
    if (session.awarenessId === null) return;
    const entry = this.states.get(session.awarenessId);
    session.awarenessId = null;
    if (entry?.session === session) this.remove(entry, entry.clock);
  }

  private remove(entry: Entry, clock: number): void {
    this.states.delete(entry.clientId);
    this.changed.set(entry.clientId, { clock, json: GONE });
    this.schedule();
  }

  /** The user whose connection speaks for a client id. */
  userOf(clientId: number): string | undefined {
    return this.states.get(clientId)?.session.access.userId;
  }

  /** All states, for a newcomer; null when nobody has one. */
  frame(): Uint8Array | null {
    const oldest = this.engine.clock.now() - this.engine.limits.awareness.staleMs;
    const fresh = [...this.states.values()].filter((entry) => entry.at >= oldest);
    return fresh.length === 0 ? null : encodeAwareness(fresh);
  }

  private schedule(): void {
    if (this.cancelTimer) return;
    const wait = this.lastFlushAt + this.engine.limits.awareness.windowMs - this.engine.clock.now();
    if (wait <= 0) return this.flush();
    this.cancelTimer = this.engine.clock.after(wait, () => {
      this.cancelTimer = null;
      this.flush();
    });
  }

  private flush(): void {
    this.lastFlushAt = this.engine.clock.now();
    const frame = encodeAwareness(
      [...this.changed].map(([clientId, { clock, json }]) => ({ clientId, clock, json })),
    );
    this.changed.clear();
    this.owner.broadcastAwareness(frame);
  }

  stop(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
  }
}

function isGone(state: IncomingState): boolean {
  return state.json.length === 4 && state.json[0] === 110; // "null"
}
